package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.check.GradientCheck;

/** Gradient checkpointing gives the same bits for less memory. */
class CheckpointTest {
    private static final long SEED = 5;

    private final TensorRuntime runtime = TensorRuntime.create("auto", 1);
    private final Tensor x = runtime.normal(DType.F32, 0, 1, new Rng(1), 3, 9, 8).requireGrad();
    private final Tensor w = runtime.normal(DType.F32, 0, 0.5, new Rng(2), 8, 8).requireGrad();
    private final Tensor b = runtime.normal(DType.F32, 0, 0.5, new Rng(3), 8).requireGrad();
    private final Rng rng = new Rng(SEED);

    /** Uses its input more than once, reuses memory where it may, and draws random numbers. */
    private Tensor block(Tensor h) {
        Tensor attended = h.attention(h.linear(w, b), h, 2, null, 0.2, rng);
        Tensor sum = attended.dropout(0.3, rng).reusable().add(h);
        return sum.layerNorm(b, b, 1e-5).linear(w, null).reusable().map(Functions.GELU).dropout(0.3, rng).add(sum);
    }

    /** The loss, the gradients of x, w and b, and where the generator ended. */
    private List<double[]> run(UnaryOperator<Tensor> block) {
        rng.restore(SEED);
        List.of(x, w, b).forEach(Tensor::zeroGrad);
        Tensor h = block.apply(x.map(Functions.TANH));
        Tensor loss = block.apply(h.dropout(0.1, rng)).mean();
        double next = rng.nextDouble();
        loss.backward();
        List<double[]> results = new ArrayList<>(List.of(new double[] {loss.item(), next, rng.nextDouble()}));
        List.of(x, w, b).forEach(leaf -> results.add(leaf.grad() == null ? new double[0] : leaf.grad().toDoubles()));
        return results;
    }

    private Tensor checkpointed(Tensor h) {
        return Autograd.checkpoint("block", this::block, h, List.of(w, b), rng);
    }

    private void assertSameBits() {
        List<double[]> plain = run(this::block);
        List<double[]> checkpointed = run(this::checkpointed);
        for (int i = 0; i < plain.size(); i++) {
            assertArrayEquals(plain.get(i), checkpointed.get(i));
        }
    }

    @Test
    void gradientsAndRandomNumbersAreTheSameToTheLastBit() {
        assertSameBits();
    }

    @Test
    void gradientsAreCentralDifferencesToo() {
        GradientCheck.STANDARD.withTolerance(1e-8).run(in -> {
            Rng own = new Rng(SEED);
            return Autograd.checkpoint("part", h -> h.linear(in[1], in[2]).map(Functions.GELU).dropout(0.3, own).mul(h), in[0],
                    List.of(in[1], in[2]), own);
        }, x.slice(0, 0, 1).to(DType.F64), w.to(DType.F64), b.to(DType.F64)).requirePassed();
    }

    @Test
    void parametersLearnFromAnInputThatDoesNot() {
        x.requireGrad(false);
        assertSameBits();
        assertNull(x.grad());
        assertNotNull(w.grad());
    }

    @Test
    void anInputLearnsThroughFrozenParameters() {
        w.requireGrad(false);
        b.requireGrad(false);
        assertSameBits();
        assertNull(w.grad());
        assertNotNull(x.grad());
    }

    @Test
    void aPartOfAPartMayBeCheckpointedToo() {
        List<double[]> plain = run(this::block);
        List<double[]> nested = run(h -> Autograd.checkpoint("outer", this::checkpointed, h, List.of(w, b), rng));
        for (int i = 0; i < plain.size(); i++) {
            assertArrayEquals(plain.get(i), nested.get(i));
        }
    }

    @Test
    void aRetainedGraphRunsAgainToTheSameBits() {
        Tensor loss = checkpointed(x).mean();
        loss.backward(true);
        double[] first = w.grad().toDoubles();
        List.of(x, w, b).forEach(Tensor::zeroGrad);
        loss.backward();
        assertArrayEquals(first, w.grad().toDoubles());
        assertThrows(IllegalStateException.class, loss::backward);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void intermediateResultsAreKeptOnlyWithoutCheckpointing(boolean checkpointed) {
        List<WeakReference<Object>> seen = new ArrayList<>();
        UnaryOperator<Tensor> part = h -> {
            Tensor between = h.add(1);
            seen.add(new WeakReference<>(between.memory()));
            return between.map(Functions.TANH);
        };
        Tensor y = checkpointed ? Autograd.checkpoint("part", part, x, List.of(), null) : part.apply(x);
        for (int i = 0; i < 20 && !seen.getFirst().refersTo(null); i++) {
            System.gc();
        }
        assertEquals(checkpointed, seen.getFirst().refersTo(null));
        y.sum().backward();
        assertEquals(checkpointed ? 2 : 1, seen.size());
    }

    @Test
    void aPartThatPassesItsInputOnPassesItsGradientOn() {
        Autograd.checkpoint("identity", h -> h, x, List.of(w), null).mul(3).sum().backward();
        assertEquals(3, x.grad().toDoubles()[7]);
        assertNull(w.grad());
        x.zeroGrad();
        x.requireGrad(false);
        Autograd.checkpoint("identity", h -> h, x, List.of(w), null).mul(3).sum().backward();
        assertNull(x.grad());
    }

    @Test
    void nothingRunsTwiceWhereNothingIsRecorded() {
        int[] runs = new int[1];
        try (GradScope _ = runtime.noGrad()) {
            Tensor y = Autograd.checkpoint("part", h -> {
                runs[0]++;
                return h.add(1);
            }, x, List.of(w), rng);
            assertFalse(y.requiresGrad());
        }
        assertEquals(1, runs[0]);
    }

    @Test
    void anyParametersWillDoWhereNothingIsRecorded() {
        Tensor derived = w.mul(2);
        try (GradScope _ = runtime.noGrad()) {
            Tensor y = Autograd.checkpoint("part", h -> h.linear(derived, b), x, List.of(derived, b), null);
            assertArrayEquals(x.linear(derived, b).toDoubles(), y.toDoubles());
        }
    }

    @Test
    void parametersMustBeLeaves() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> Autograd.checkpoint("part", h -> h, x, List.of(w.mul(2)), null)).getMessage();
        assertEquals("checkpoint of part: expected leaves as parameters, found the result of an op", message);
    }

    @Test
    void aResultFromOutsideThatThePartUsesInSecretIsRefusedByName() {
        Tensor secret = w.map(Functions.EXP);
        Tensor loss = Autograd.checkpoint("part", h -> h.linear(secret, b), x, List.of(b), null).sum();
        String message = assertThrows(IllegalStateException.class, loss::backward).getMessage();
        assertTrue(message.contains("the result of 'EXP' from outside"), message);
    }
}
