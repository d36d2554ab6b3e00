package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.Functions;

class AutogradTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    private Tensor leaf(double... elements) {
        return runtime.tensor(elements, elements.length).requireGrad();
    }

    @Test
    void pathsThatMeetAgainAddTheirGradients() {
        Tensor x = leaf(3);
        Tensor shared = x.mul(2);
        Tensor left = shared.mul(shared);
        Tensor right = shared.add(1);
        left.mul(right).add(shared).backward();
        // f = s² (s + 1) + s with s = 2x; df/dx = 2 (3s² + 2s + 1)
        assertEquals(2 * (3 * 36 + 2 * 6 + 1), x.grad().item());
    }

    @Test
    void anInputUsedManyTimesCollectsEveryUse() {
        Tensor x = leaf(2, 5);
        x.mul(x).add(x).add(x.mul(4)).add(x.sum()).sum().backward();
        assertArrayEquals(new double[] {2 * 2 + 1 + 4 + 2, 2 * 5 + 1 + 4 + 2}, x.grad().toDoubles());
    }

    /** Branches of different depths: a node must wait for all of the gradient that is on its way. */
    @Test
    void aLongAndAShortWayFromOneResultBothCount() {
        Tensor x = leaf(1);
        Tensor s = x.mul(3);
        Tensor far = s;
        for (int i = 0; i < 50; i++) {
            far = far.mul(s).mul(1.0 / 3);
        }
        far.add(s).backward();
        // f = s (s/3)^50 + s, s = 3x
        assertEquals(3.0 * 51 + 3, x.grad().item(), 1e-9);
    }

    @Test
    void aChainOfAHundredThousandOpsNeedsNoStack() {
        Tensor x = leaf(1);
        Tensor y = x;
        for (int i = 0; i < 100_000; i++) {
            y = y.add(1e-5);
        }
        y.mul(y).backward();
        assertEquals(4, x.grad().item(), 1e-9);
    }

    @Test
    void gradientsAddUpUntilTheyAreForgotten() {
        Tensor x = leaf(2, 3);
        x.mul(x).sum().backward();
        Tensor snapshot = x.grad().copy();
        x.mul(5).sum().backward();
        x.mul(7).sum().backward();
        assertArrayEquals(new double[] {4, 6}, snapshot.toDoubles());
        assertArrayEquals(new double[] {16, 18}, x.grad().toDoubles());
        x.zeroGrad();
        assertNull(x.grad());
        x.mul(5).sum().backward();
        assertArrayEquals(new double[] {5, 5}, x.grad().toDoubles());
    }

    @Test
    void aFreedGraphIsRefusedByTheNameOfItsOp() {
        Tensor y = leaf(1, 2).map(Functions.EXP).sum();
        y.backward();
        String message = assertThrows(IllegalStateException.class, y::backward).getMessage();
        assertTrue(message.contains("sumTo") && message.contains("backward(true)"), message);
    }

    @Test
    void aRetainedGraphRunsAgainToTheSameBits() {
        Tensor x = runtime.normal(DType.F32, 0, 1, new Rng(1), 5, 7).requireGrad();
        Tensor w = runtime.normal(DType.F32, 0, 1, new Rng(2), 3, 7).requireGrad();
        Tensor loss = x.linear(w, null).softmax().mul(x.linear(w, null)).sum();
        loss.backward(true);
        double[] dx = x.grad().toDoubles();
        double[] dw = w.grad().toDoubles();
        x.zeroGrad();
        w.zeroGrad();
        loss.backward(true);
        assertArrayEquals(dx, x.grad().toDoubles());
        assertArrayEquals(dw, w.grad().toDoubles());
        x.zeroGrad();
        loss.backward();
        assertArrayEquals(dx, x.grad().toDoubles());
        assertThrows(IllegalStateException.class, loss::backward);
    }

    @Test
    void twoLossesOverOneRetainedTrunkAddUp() {
        Tensor x = leaf(2);
        Tensor trunk = x.mul(x);
        Tensor first = trunk.mul(3);
        Tensor second = trunk.mul(5);
        first.backward(true);
        second.backward();
        assertEquals((3 + 5) * 2 * 2, x.grad().item());
    }

    @Test
    void aFailedBackwardLeavesNothingBehindForTheNext() {
        Tensor x = leaf(2);
        Tensor trunk = x.mul(1);
        Tensor good = trunk.mul(3);
        Tensor bad = Autograd.record("broken", trunk.view(1), g -> {
            throw new ArithmeticException("no derivative");
        }, trunk);
        Tensor both = good.add(bad);
        assertThrows(ArithmeticException.class, () -> both.backward(true));
        assertNull(x.grad());
        good.backward();
        assertEquals(3, x.grad().item());
    }

    @Test
    void aBackwardOfTheWrongShapeIsNamed() {
        Tensor x = leaf(1, 2);
        Tensor y = Autograd.record("careless", x.view(2), g -> new Tensor[] {runtime.zeros(DType.F64, 3)}, x);
        String message = assertThrows(ShapeException.class, () -> y.sum().backward()).getMessage();
        assertEquals("backward of careless: [3] and [2]: a gradient must have the shape of its input", message);
    }

    @Test
    void leavesDoNotShareTheirGradients() {
        Tensor seed = runtime.tensor(new double[] {1, 2}, 2);
        Tensor a = leaf(0, 0);
        Tensor b = leaf(0, 0);
        Tensor c = leaf(0, 0);
        a.add(b).add(c.reshape(2, 1).reshape(2)).backward(seed, false);
        seed.assign(seed.mul(10));
        a.grad().assign(a.grad().mul(100));
        assertArrayEquals(new double[] {100, 200}, a.grad().toDoubles());
        assertArrayEquals(new double[] {1, 2}, b.grad().toDoubles());
        assertArrayEquals(new double[] {1, 2}, c.grad().toDoubles());
        Tensor d = leaf(5, 5);
        d.backward(seed, false);
        assertNotSame(seed.memory(), d.grad().memory());
        assertArrayEquals(seed.toDoubles(), d.grad().toDoubles());
    }

    /** The gradient of {@code shared} arrives three times, the first of them in memory that the other operand's gradient uses too. */
    @Test
    void addingGradientsInPlaceTouchesNoOthers() {
        Tensor x = leaf(1, 1);
        Tensor y = leaf(1, 1);
        Tensor shared = x.mul(1);
        Tensor other = y.mul(1);
        shared.mul(2).add(shared.mul(3)).add(shared.add(other)).sum().backward();
        assertArrayEquals(new double[] {6, 6}, x.grad().toDoubles());
        assertArrayEquals(new double[] {1, 1}, y.grad().toDoubles());
    }

    @Test
    void onlyInputsThatRequireGradientsGetThem() {
        Tensor x = leaf(1, 2);
        Tensor constant = runtime.tensor(new double[] {3, 4}, 2);
        Tensor y = x.mul(constant);
        y.sum().backward();
        assertNull(constant.grad());
        assertNull(y.grad());
        assertFalse(constant.mul(2).requiresGrad());
        assertTrue(y.requiresGrad());
    }

    @Test
    void detachSharesElementsAndForgetsHistory() {
        Tensor x = leaf(2, 3);
        Tensor y = x.mul(x);
        Tensor detached = y.detach();
        assertSame(y.memory(), detached.memory());
        assertFalse(detached.requiresGrad());
        y.mul(detached).sum().backward();
        // x² times the constant c = x²: 2 x c
        assertArrayEquals(new double[] {2 * 2 * 4, 2 * 3 * 9}, x.grad().toDoubles());
        assertFalse(y.copy().requiresGrad());
        assertFalse(y.to(DType.F32).requiresGrad());
    }

    @Test
    void onlyLeavesMayBeMarkedOrChanged() {
        Tensor x = leaf(1, 2);
        Tensor y = x.map(Functions.TANH);
        AdamStep step = new AdamStep(0.1, 0.9, 0.999, 1e-8, 0, false, 1);
        List<Executable> refused = List.of(
                () -> y.requireGrad(false), () -> y.assign(x), () -> y.scaleInPlace(2), () -> y.lerpInPlace(x, 0.5),
                () -> y.adamStep(step, y.zerosLike(), y.zerosLike()));
        for (Executable action : refused) {
            String message = assertThrows(IllegalStateException.class, action).getMessage();
            assertTrue(message.contains("only for leaves") && message.contains("TANH"), message);
        }
        x.requireGrad(false);
        assertFalse(x.mul(2).requiresGrad());
    }

    @Test
    void backwardNeedsSomethingToDifferentiate() {
        Tensor constant = runtime.scalar(DType.F64, 1);
        assertThrows(IllegalStateException.class, constant::backward);
        try (GradScope _ = runtime.noGrad()) {
            assertThrows(IllegalStateException.class, leaf(1).mul(2)::backward);
        }
        assertThrows(ShapeException.class, leaf(1, 2).mul(2)::backward);
    }

    @Test
    void aLeafIsItsOwnDerivative() {
        Tensor x = leaf(5);
        x.backward();
        assertEquals(1, x.grad().item());
    }

    @Test
    void gradientsAreNotRecordedThemselves() {
        Tensor x = leaf(2);
        x.mul(x).backward();
        assertFalse(x.grad().requiresGrad());
        assertTrue(runtime.isRecording());
    }

    @Test
    void partsOfAnArrayMayBeReusedBeforeBackward() {
        Tensor a = leaf(1);
        Tensor b = leaf(2);
        Tensor[] parts = {a, b};
        Tensor y = Tensor.concat(0, parts);
        parts[0] = leaf(9);
        y.mul(runtime.tensor(new double[] {5, 7}, 2)).sum().backward();
        assertEquals(5, a.grad().item());
        assertEquals(7, b.grad().item());
    }
}
