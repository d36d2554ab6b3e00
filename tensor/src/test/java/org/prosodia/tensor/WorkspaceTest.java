package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.backend.Functions;

class WorkspaceTest {
    private static final TensorRuntime RUNTIME = TensorRuntime.create("auto", 2);
    private static final int ROWS = 64;
    private static final int WIDTH = 32;

    private final Workspace workspace = new Workspace(RUNTIME);
    private final Tensor x = RUNTIME.uniform(DType.F32, -1, 1, new Rng(1), 2, ROWS / 2, WIDTH);
    private final Tensor w = RUNTIME.uniform(DType.F32, -1, 1, new Rng(2), WIDTH, WIDTH).requireGrad();
    private final Tensor b = RUNTIME.uniform(DType.F32, -1, 1, new Rng(3), WIDTH).requireGrad();

    @AfterAll
    static void close() {
        RUNTIME.close();
    }

    /** Uses every way in which a result can be needed again: twice, by another op's backward, as a view, through dropout and attention. */
    private Tensor layer(Tensor h) {
        Tensor a = h.linear(w, b);
        Tensor attended = a.attention(a.map(Functions.TANH), h, 4, null, 0, null).linear(w, b).add(h);
        Tensor inner = attended.layerNorm(b, b, 1e-5).linear(w, b, Functions.GELU).dropout(0.2, new Rng(7));
        return inner.reshape(ROWS, WIDTH).linear(w, null).reshape(2, ROWS / 2, WIDTH).add(attended);
    }

    private float[] gradients(UnaryOperator<Tensor> model) {
        w.zeroGrad();
        b.zeroGrad();
        model.apply(x).map(Functions.SQUARE).mean().backward();
        float[] all = Arrays.copyOf(w.grad().toFloats(), WIDTH * WIDTH + WIDTH);
        System.arraycopy(b.grad().toFloats(), 0, all, WIDTH * WIDTH, WIDTH);
        return all;
    }

    private float[] step(UnaryOperator<Tensor> model) {
        try (GradScope _ = workspace.open()) {
            float[] gradients = gradients(model);
            w.zeroGrad();
            b.zeroGrad();
            return gradients;
        }
    }

    private void spoil() {
        workspace.free().forEach(memory -> Arrays.fill((float[]) memory, Float.NaN));
    }

    private Set<Object> freeMemory() {
        Set<Object> free = Collections.newSetFromMap(new IdentityHashMap<>());
        workspace.free().forEach(free::add);
        return free;
    }

    @Test
    void gradientsAreTheSameBitsWhateverTheMemoryHeld() {
        UnaryOperator<Tensor> model = h -> layer(layer(h));
        float[] expected = gradients(model);
        assertArrayEquals(expected, step(model));
        for (int i = 0; i < 3; i++) {
            spoil();
            assertArrayEquals(expected, step(model));
        }
    }

    @Test
    void recomputedPartsUseItToo() {
        UnaryOperator<Tensor> model = h -> Autograd.checkpoint("second", this::layer,
                Autograd.checkpoint("first", this::layer, h, List.of(w, b), null), List.of(w, b), null);
        float[] expected = gradients(model);
        assertArrayEquals(expected, step(model));
        spoil();
        assertArrayEquals(expected, step(model));
    }

    @Test
    void recomputedPartsNeedNoMoreMemoryThanOne() {
        UnaryOperator<Tensor> deep = h -> layer(layer(layer(layer(h))));
        UnaryOperator<Tensor> checkpointed = h -> {
            Tensor y = h;
            for (int i = 0; i < 4; i++) {
                y = Autograd.checkpoint("layer", this::layer, y, List.of(w, b), null);
            }
            return y;
        };
        step(deep);
        long whole = workspace.mostLent();
        Workspace other = new Workspace(RUNTIME);
        try (GradScope _ = other.open()) {
            gradients(checkpointed);
        }
        assertTrue(other.mostLent() < 0.5 * whole, other.mostLent() + " against " + whole);
    }

    @Test
    void theNextStepTakesTheMemoryOfTheLast() {
        UnaryOperator<Tensor> deep = h -> layer(layer(layer(layer(h))));
        step(deep);
        Set<Object> first = freeMemory();
        step(deep);
        Set<Object> made = freeMemory();
        made.removeAll(first);
        assertTrue(made.size() <= first.size() / 10, made.size() + " new of " + first.size());
    }

    @Test
    void aResultIsGoneAfterTheScope() {
        Tensor y;
        try (GradScope _ = workspace.open()) {
            y = x.linear(w, b);
            assertEquals(x.size(), y.toFloats().length);
        }
        assertTrue(assertThrows(IllegalStateException.class, y::toFloats).getMessage().contains("workspace"));
    }

    @Test
    void aResultIsGoneOnceBackwardHasPassedIt() {
        try (GradScope _ = workspace.open()) {
            Tensor y = x.linear(w, b);
            Tensor loss = y.mean();
            loss.backward();
            assertThrows(IllegalStateException.class, y::toFloats);
            assertTrue(Double.isFinite(loss.item()), "few elements stay");
            assertEquals(w.size(), w.grad().toFloats().length);
        }
        assertThrows(IllegalStateException.class, () -> w.grad().toFloats());
        w.zeroGrad();
    }

    @Test
    void backwardCanRunAgainWhereItsGraphIsKept() {
        try (GradScope _ = workspace.open()) {
            Tensor loss = layer(x).mean();
            loss.backward(true);
            float[] once = w.grad().toFloats();
            w.zeroGrad();
            loss.backward();
            assertArrayEquals(once, w.grad().toFloats());
            w.zeroGrad();
            b.zeroGrad();
        }
    }

    @Test
    void gradientsAddUpOverPartsOfABatch() {
        layer(x).mean().backward();
        layer(x).mean().backward();
        float[] expected = w.grad().toFloats();
        w.zeroGrad();
        b.zeroGrad();
        try (GradScope _ = workspace.open()) {
            layer(x).mean().backward();
            layer(x).mean().backward();
            assertArrayEquals(expected, w.grad().toFloats());
            w.zeroGrad();
            b.zeroGrad();
        }
    }

    @Test
    void zerosAreZeroInMemoryThatWasUsed() {
        try (GradScope _ = workspace.open()) {
            x.linear(w, b);
        }
        spoil();
        try (GradScope _ = workspace.open()) {
            assertArrayEquals(new float[x.size()], RUNTIME.zeros(DType.F32, x.shape()).toFloats());
        }
    }

    @Test
    void whatIsMadeOutsideStays() {
        Tensor y;
        try (GradScope _ = workspace.open(); GradScope _ = RUNTIME.outsideWorkspace()) {
            y = x.linear(w, b);
        }
        assertArrayEquals(x.linear(w, b).toFloats(), y.toFloats());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inferenceWithinAStepGivesUpWhatItMay(boolean spoiled) {
        float[] expected;
        try (GradScope _ = RUNTIME.noGrad()) {
            expected = x.linear(w, b).linear(w, b).toFloats();
        }
        for (int i = 0; i < 2; i++) {
            try (GradScope _ = workspace.open(); GradScope _ = RUNTIME.noGrad()) {
                Tensor h = x.linear(w, b);
                Tensor y = h.reusable().linear(w, b);
                assertArrayEquals(expected, y.toFloats());
                assertThrows(IllegalStateException.class, h::toFloats);
            }
            if (spoiled) {
                spoil();
            }
        }
    }

    @Test
    void aGradientPassedOnToALeafIsItsOwn() {
        Tensor v = RUNTIME.uniform(DType.F32, -1, 1, new Rng(4), x.shape()).requireGrad();
        try (GradScope _ = workspace.open()) {
            v.add(x.linear(w, b)).map(Functions.SQUARE).sum().backward();
            float[] direct = v.grad().toFloats();
            x.linear(w, b).linear(w, b); // takes what is free
            assertArrayEquals(direct, v.grad().toFloats());
        }
    }

    private Tensor forgetful(Tensor h, boolean forget) {
        Tensor activated = h.linear(w, b).map(Functions.GELU);
        Tensor inner = activated.dropout(0.3, new Rng(5));
        Tensor normed = inner.linear(w, b).layerNorm(b, b, 1e-5);
        Tensor y = normed.linear(w, b);
        if (forget) {
            activated.forget();
            inner.forget();
            normed.forget();
        }
        return y;
    }

    @Test
    void whatIsForgottenIsComputedAgainToTheSameBits() {
        float[] expected = gradients(h -> forgetful(forgetful(h, false), false));
        UnaryOperator<Tensor> model = h -> forgetful(forgetful(h, true), true);
        assertArrayEquals(expected, gradients(model), "without a workspace");
        step(model);
        spoil();
        assertArrayEquals(expected, step(model));
        Workspace other = new Workspace(RUNTIME);
        try (GradScope _ = other.open()) {
            gradients(h -> forgetful(forgetful(h, false), false));
        }
        assertTrue(workspace.mostLent() < other.mostLent(), workspace.mostLent() + " against " + other.mostLent());
    }

    @Test
    void forgettingWhatCannotBeComputedAgainChangesNothing() {
        float[] before = x.toFloats();
        x.forget();
        assertArrayEquals(before, x.toFloats());
        Tensor y = x.linear(w, b);
        float[] result = y.toFloats();
        y.forget();
        assertArrayEquals(result, y.toFloats());
    }

    @Test
    void aForgottenNormIsNotComputedAgainWithOtherWeights() {
        Tensor y = x.layerNorm(b, b, 1e-5);
        y.forget();
        assertEquals(x.size(), y.toFloats().length);
        y.forget();
        b.assign(new float[WIDTH]);
        assertTrue(assertThrows(IllegalStateException.class, y::toFloats).getMessage().contains("changed"));
    }
}
