package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class CrossEntropyLossTest {
    /** One-hot, soft, and near a corner. */
    private static final double[] TARGETS = {0, 1, 0, 0.2, 0.3, 0.5, 0.98, 0.01, 0.01, 1 / 3.0, 1 / 3.0, 1 / 3.0};

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void rowsAreTheLossesOfTheirLogitsAndTargets() {
        Tensor z = runtime.normal(DType.F64, 0, 3, new Rng(1), 2, 2, 3);
        Tensor loss = CrossEntropyLoss.crossEntropy(z, TARGETS);
        assertArrayEquals(new int[] {2, 2}, loss.shape());
        assertEquals(CrossEntropy.loss(Arrays.copyOf(z.toDoubles(), 3), 1), loss.toDoubles()[0], 1e-15);
        assertEquals(CrossEntropy.loss(Arrays.copyOfRange(z.toDoubles(), 6, 9), new double[] {0.98, 0.01, 0.01}), loss.toDoubles()[2]);
    }

    /** −Σ t ∘ log softmax(z) over the last axis, in differentiable ops. */
    @Test
    void theAnalyticGradientIsThatOfTheRecordedFormula() {
        Tensor weights = runtime.tensor(new double[] {1, -2, 0.5, 3}, 4);
        Tensor z = runtime.normal(DType.F64, 0, 3, new Rng(2), 4, 3).requireGrad();
        Tensor analytic = CrossEntropyLoss.crossEntropy(z, TARGETS);
        analytic.mul(weights).sum().backward();
        double[] gradient = z.grad().toDoubles();
        z.zeroGrad();
        Tensor formula = z.logSoftmax().mul(runtime.tensor(TARGETS, 4, 3)).sum(1, false).neg();
        formula.mul(weights).sum().backward();
        assertArrayEquals(formula.toDoubles(), analytic.toDoubles(), 1e-14);
        assertArrayEquals(z.grad().toDoubles(), gradient, 1e-14);
    }

    @Test
    void theGradientIsTheCentralDifference() {
        Tensor weights = runtime.tensor(new double[] {1, -2, 0.5, 3}, 4);
        Tensor z = runtime.normal(DType.F64, 0, 1, new Rng(3), 4, 3).requireGrad();
        CrossEntropyLoss.crossEntropy(z, TARGETS).mul(weights).sum().backward();
        double step = 1e-6;
        double[] numeric = new double[12];
        for (int i = 0; i < numeric.length; i++) {
            numeric[i] = (at(z, i, step, weights) - at(z, i, -step, weights)) / (2 * step);
        }
        assertArrayEquals(numeric, z.grad().toDoubles(), 1e-8);
    }

    private double at(Tensor z, int i, double shift, Tensor weights) {
        double[] moved = z.toDoubles();
        moved[i] += shift;
        return CrossEntropyLoss.crossEntropy(runtime.tensor(moved, 4, 3), TARGETS).mul(weights).sum().item();
    }

    @Test
    void extremeLogitsInSinglePrecisionStayFinite() {
        Tensor z = runtime.tensor(new float[] {1e4f, -1e4f, 0}, 1, 3).requireGrad();
        Tensor loss = CrossEntropyLoss.crossEntropy(z, new double[] {0, 1, 0}).sum();
        loss.backward();
        assertEquals(2e4, loss.item());
        assertArrayEquals(new float[] {1, -1, 0}, z.grad().toFloats());
    }

    @Test
    void targetsOfAnotherSizeOrOffTheSimplexAreRefused() {
        Tensor z = runtime.zeros(DType.F32, 4, 2);
        assertEquals("crossEntropy: 12 target numbers for logits [4, 2], expected as many",
                assertThrows(ShapeException.class, () -> CrossEntropyLoss.crossEntropy(z, TARGETS)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> CrossEntropyLoss.crossEntropy(z, new double[] {1, 0, 1, 0, 1, 1, 1, 0}));
    }

    @Test
    void targetsMayBeReusedBeforeBackward() {
        double[] targets = {0, 1};
        Tensor z = runtime.zeros(DType.F64, 1, 2).requireGrad();
        Tensor loss = CrossEntropyLoss.crossEntropy(z, targets).sum();
        targets[0] = 1;
        targets[1] = 0;
        loss.backward();
        assertArrayEquals(new double[] {0.5, -0.5}, z.grad().toDoubles());
    }
}
