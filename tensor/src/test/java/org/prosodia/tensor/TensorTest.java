package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.tensor.backend.AdamStep;

/** Making, reading and changing tensors; masks. */
class TensorTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @ParameterizedTest
    @EnumSource
    void tensorsAreMadeFromEitherKindOfArray(DType dtype) {
        double[] doubles = {1, -2, 0.5};
        float[] floats = {1, -2, 0.5f};
        for (Object data : new Object[] {doubles, floats}) {
            Tensor x = runtime.tensor(dtype, data, 3);
            assertEquals(dtype, x.dtype());
            assertArrayEquals(doubles, x.toDoubles());
            assertArrayEquals(floats, x.toFloats());
        }
        Tensor x = runtime.tensor(dtype, doubles, 3);
        doubles[0] = 99;
        x.toDoubles()[1] = 99;
        x.shape()[0] = 99;
        assertArrayEquals(new double[] {1, -2, 0.5}, x.toDoubles());
        assertArrayEquals(new double[] {7, 7, 7, 7}, runtime.full(dtype, 7, 2, 2).toDoubles());
        assertEquals(0.25, runtime.scalar(dtype, 0.25).item());
        assertEquals(0, runtime.scalar(dtype, 0).rank());
        assertEquals("Tensor[2, 0] " + dtype, runtime.zeros(dtype, 2, 0).toString());
        assertEquals(3, runtime.zeros(dtype, 2, 3).dim(-1));
    }

    @Test
    void conversionRoundsToNearest() {
        Tensor x = runtime.tensor(new double[] {0.1, 1e300, -1e-300, Double.NaN}, 4);
        assertArrayEquals(new float[] {0.1f, Float.POSITIVE_INFINITY, -0f, Float.NaN}, x.to(DType.F32).toFloats());
        assertEquals((double) 0.1f, x.to(DType.F32).to(DType.F64).toDoubles()[0]);
    }

    @Test
    void assignCopiesAcrossDTypesAndRuntimes() {
        Tensor x = runtime.zeros(DType.F32, 3).requireGrad();
        try (TensorRuntime other = TensorRuntime.create("plain", 2)) {
            Tensor source = other.tensor(new double[] {0.1, 2, 3}, 3);
            x.assign(source);
            source.assign(source.mul(0));
        }
        assertArrayEquals(new float[] {0.1f, 2, 3}, x.toFloats());
        assertEquals(1, x.version());
        assertTrue(x.requiresGrad());
        x.assign(x);
        assertArrayEquals(new float[] {0.1f, 2, 3}, x.toFloats());
        assertEquals(2, x.version());
        runtime.zeros(DType.F64, 0).assign(runtime.zeros(DType.F64, 0));
    }

    @ParameterizedTest
    @CsvSource({"F64, 0, false, 1e-13", "F64, 0.1, false, 1e-13", "F64, 0.1, true, 1e-13", "F32, 0.1, false, 1e-6", "F32, 0.1, true, 1e-6"})
    void adamFollowsItsEquations(DType dtype, double decay, boolean decoupled, double tolerance) {
        double lr = 0.05;
        double eps = 1e-8;
        double[] theta = {1, -2};
        double[] m = new double[2];
        double[] v = new double[2];
        Tensor x = runtime.tensor(dtype, theta, 2).requireGrad();
        Tensor mt = x.zerosLike();
        Tensor vt = x.zerosLike();
        for (int t = 1; t <= 5; t++) {
            x.zeroGrad();
            x.mul(x).mul(0.5).sum().backward();
            x.adamStep(new AdamStep(lr, 0.9, 0.99, eps, decay, decoupled, t), mt, vt);
            for (int i = 0; i < 2; i++) {
                double g = theta[i] + (decoupled ? 0 : decay * theta[i]);
                theta[i] -= decoupled ? lr * decay * theta[i] : 0;
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.99 * v[i] + 0.01 * g * g;
                theta[i] -= lr * (m[i] / (1 - Math.pow(0.9, t))) / (Math.sqrt(v[i] / (1 - Math.pow(0.99, t))) + eps);
            }
        }
        assertArrayEquals(theta, x.toDoubles(), tolerance);
        assertArrayEquals(m, mt.toDoubles(), tolerance);
        assertArrayEquals(v, vt.toDoubles(), tolerance);
        assertEquals(5, x.version());
        assertEquals(5, mt.version());
    }

    @ParameterizedTest
    @EnumSource
    void leavesAreScaledAndMovedInPlace(DType dtype) {
        Tensor x = runtime.tensor(dtype, new double[] {3, -4, 0.5}, 3).requireGrad();
        Object memory = x.memory();
        assertEquals(25.25, x.squaredNorm());
        x.scaleInPlace(2);
        assertArrayEquals(new double[] {6, -8, 1}, x.toDoubles());
        x.lerpInPlace(runtime.tensor(dtype, new double[] {2, 0, 1}, 3), 0.25);
        assertArrayEquals(new double[] {5, -6, 1}, x.toDoubles());
        assertSame(memory, x.memory());
        assertEquals(2, x.version());
        assertThrows(IllegalStateException.class, () -> x.mul(2).scaleInPlace(2));
        assertThrows(ShapeException.class, () -> x.lerpInPlace(runtime.zeros(dtype, 1), 0.5));
    }

    /** A float's square may exceed what a float can hold. */
    @Test
    void normsAreSummedInDoublePrecision() {
        assertEquals(2e60, runtime.full(DType.F32, 1e30, 2).squaredNorm(), 1e54);
        assertEquals(0, runtime.zeros(DType.F32, 0).squaredNorm());
    }

    @Test
    void adamNeedsAGradient() {
        Tensor x = runtime.zeros(DType.F64, 2).requireGrad();
        AdamStep step = new AdamStep(0.1, 0.9, 0.999, 1e-8, 0, false, 1);
        String message = assertThrows(IllegalStateException.class, () -> x.adamStep(step, x.zerosLike(), x.zerosLike())).getMessage();
        assertEquals("adamStep: no gradient; call backward() first", message);
    }

    @Test
    void masksAreImmutable() {
        boolean[] values = {true, false, true, true};
        Mask mask = new Mask(values, 2, 2);
        values[0] = false;
        mask.toArray()[1] = true;
        mask.shape()[0] = 9;
        assertArrayEquals(new boolean[] {true, false, true, true}, mask.toArray());
        assertArrayEquals(new boolean[] {false, true, false, false}, mask.not().toArray());
        assertArrayEquals(new int[] {4, 1}, mask.reshape(4, 1).shape());
        assertEquals(3, mask.count());
        assertEquals(4, mask.size());
        assertFalse(mask.get(1));
    }

    @Test
    void masksOfLengthsAreTrueAtTheFirstPositions() {
        Mask mask = Mask.ofLengths(new int[] {2, 0, 5}, 3);
        assertArrayEquals(new int[] {3, 3}, mask.shape());
        assertArrayEquals(new boolean[] {true, true, false, false, false, false, true, true, true}, mask.toArray());
        assertArrayEquals(new double[] {1, 1, 0, 0, 0, 0, 1, 1, 1}, mask.toTensor(runtime, DType.F32).toDoubles());
        assertEquals(0, Mask.ofLengths(new int[0], 3).size());
    }

    @Test
    void theRuntimeSaysWhatItIs() {
        try (TensorRuntime two = TensorRuntime.create("plain", 2)) {
            assertEquals(2, two.threads());
            assertEquals("plain", two.backend().name());
        }
        try (TensorRuntime fastest = TensorRuntime.create()) {
            assertEquals(Runtime.getRuntime().availableProcessors(), fastest.threads());
        }
    }

    @Test
    void aReusableTensorLendsItsMemoryToTheNextResultUnlessOpsAreRecorded() {
        double[] data = {1, -2, 3, 0.5};
        double[] sum = {2, -4, 6, 1};
        Tensor recorded = runtime.tensor(data, 4);
        assertArrayEquals(sum, recorded.reusable().add(recorded).toDoubles());
        assertArrayEquals(data, recorded.toDoubles());
        try (GradScope _ = runtime.noGrad()) {
            Tensor x = runtime.tensor(data, 4);
            Tensor y = x.reusable().add(runtime.tensor(data, 4));
            assertArrayEquals(sum, y.toDoubles());
            assertSame(x.memory(), y.memory());
            assertNotSame(y.memory(), y.add(1).memory(), "the loan is for one op");
            assertNotSame(y.memory(), y.reusable().add(runtime.zeros(DType.F64, 2, 4)).memory(), "a larger result does not fit");
            Tensor lent = x.reusable();
            try (GradScope _ = runtime.enableGrad()) {
                assertNotSame(x.memory(), lent.add(1).memory(), "promised before recording began");
            }
        }
    }

    @Test
    void droppingNothingIsTheTensorItselfAndDrawsNothing() {
        Tensor x = runtime.tensor(new double[] {1, 2}, 2);
        Rng rng = new Rng(3);
        assertSame(x, x.dropout(0, rng));
        assertEquals(3, rng.state());
    }

    @Test
    void anElementTakesFourBytesOrEight() {
        assertEquals(4, DType.F32.bytes());
        assertEquals(8, DType.F64.bytes());
    }

    @Test
    void aMaskGivesItsElements() {
        Mask mask = new Mask(new boolean[] {true, false}, 2);
        assertTrue(mask.get(0));
        assertFalse(mask.get(1));
    }

    @Test
    void aClosedRuntimeHasNoThreads() {
        TensorRuntime two = TensorRuntime.create("plain", 2);
        Tensor large = two.zeros(DType.F64, 1 << 20);
        large.add(1);
        two.close();
        assertThrows(IllegalStateException.class, () -> large.add(1));
    }
}
