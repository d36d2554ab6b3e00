package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.backend.Functions;

/** What a recorded graph keeps alive. Weak references to memory that nothing should hold are cleared by a full collection. */
class GraphMemoryTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final Tensor x = runtime.full(DType.F32, 1, 4, 6).requireGrad();

    private static void collect(WeakReference<?> reference) {
        for (int i = 0; i < 20 && !reference.refersTo(null); i++) {
            System.gc();
        }
    }

    record Step(String name, UnaryOperator<Tensor> op) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Ops whose derivative does not depend on the elements of their input. */
    static Stream<Step> inputFreeSteps() {
        return Stream.of(
                new Step("add", t -> t.add(t.slice(1, 0, 1).detach())),
                new Step("sub", t -> t.sub(t.slice(1, 0, 1).detach())),
                new Step("sum", t -> t.sum(0, true)),
                new Step("max", t -> t.max(0, false)),
                new Step("expand", t -> t.expand(2, 4, 6)),
                new Step("permute", t -> t.permute(1, 0)),
                new Step("slice", t -> t.slice(0, 1, 2)),
                new Step("pad", t -> t.pad(0, 1, 1)),
                new Step("concat", t -> Tensor.concat(0, t, t)),
                new Step("indexSelect", t -> t.indexSelect(0, 2)),
                new Step("maskedFill", t -> t.maskedFill(Mask.ofLengths(new int[] {1, 2, 3, 4}, 6), 0)),
                new Step("dropout", t -> t.dropout(0.5, new Rng(1))),
                new Step("softmax", Tensor::softmax),
                new Step("logSoftmax", Tensor::logSoftmax));
    }

    @ParameterizedTest
    @MethodSource("inputFreeSteps")
    void aRecordedOpDoesNotKeepAnInputThatItsDerivativeDoesNotNeed(Step step) {
        Tensor[] kept = new Tensor[1];
        WeakReference<Object> between = applied(step, kept);
        collect(between);
        assertTrue(between.refersTo(null));
        kept[0].sum().backward();
        assertNotNull(x.grad());
    }

    /** In a method of its own, so that no frame holds the intermediate result. */
    private WeakReference<Object> applied(Step step, Tensor[] result) {
        Tensor between = x.add(x.zerosLike());
        result[0] = step.op.apply(between);
        return new WeakReference<>(between.memory());
    }

    @Test
    void backwardFreesWhatWasKeptForIt() {
        Tensor[] loss = new Tensor[1];
        WeakReference<Object> between = applied(new Step("exp", t -> t.map(Functions.EXP).sum()), loss);
        loss[0].backward(true);
        System.gc();
        assertFalse(between.refersTo(null));
        loss[0].backward();
        collect(between);
        assertTrue(between.refersTo(null));
    }

    @Test
    void nothingIsKeptWhereNothingIsRecorded() {
        Tensor[] result = new Tensor[1];
        WeakReference<Object> between;
        try (GradScope _ = runtime.noGrad()) {
            between = applied(new Step("exp", t -> t.map(Functions.EXP).sum()), result);
        }
        collect(between);
        assertTrue(between.refersTo(null));
    }
}
