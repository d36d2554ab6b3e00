package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class DirichletLossTest {
    private static final DirichletLikelihood LIKELIHOOD = new DirichletLikelihood(Link.softplus());
    private static final double[] TARGETS = {0.2, 0.3, 0.5, 0.7, 0.2, 0.1, 0.05, 0.05, 0.9, 1 / 3.0, 1 / 3.0, 1 / 3.0};

    @Test
    void rowsAreTheLossesOfTheirLogitsAndTargets() {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            Tensor z = runtime.normal(DType.F64, 0, 1, new Rng(1), 2, 2, 3);
            Tensor loss = DirichletLoss.negativeLogLikelihood(z, TARGETS, LIKELIHOOD);
            assertArrayEquals(new int[] {2, 2}, loss.shape());
            double[] row = Arrays.copyOfRange(z.toDoubles(), 6, 9);
            assertEquals(LIKELIHOOD.loss(row, new double[] {0.05, 0.05, 0.9}), loss.toDoubles()[2]);
        }
    }

    @Test
    void theGradientIsTheCentralDifference() {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            Tensor weights = runtime.tensor(new double[] {1, -2, 0.5, 3}, 4);
            Tensor z = runtime.normal(DType.F64, 0, 1, new Rng(2), 4, 3).requireGrad();
            DirichletLoss.negativeLogLikelihood(z, TARGETS, LIKELIHOOD).mul(weights).sum().backward();
            double step = 1e-6;
            double[] numeric = new double[12];
            for (int i = 0; i < numeric.length; i++) {
                numeric[i] = (at(runtime, z, i, step, weights) - at(runtime, z, i, -step, weights)) / (2 * step);
            }
            assertArrayEquals(numeric, z.grad().toDoubles(), 1e-7);
        }
    }

    private static double at(TensorRuntime runtime, Tensor z, int i, double shift, Tensor weights) {
        double[] moved = z.toDoubles();
        moved[i] += shift;
        return DirichletLoss.negativeLogLikelihood(runtime.tensor(moved, 4, 3), TARGETS, LIKELIHOOD).mul(weights).sum().item();
    }

    /** A scalar has no categories, and rows of no categories no mixture. */
    @Test
    void logitsWithoutCategoriesAreRefused() {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            Tensor scalar = runtime.scalar(DType.F64, 1);
            assertThrows(ShapeException.class, () -> DirichletLoss.negativeLogLikelihood(scalar, new double[1], LIKELIHOOD));
            Tensor empty = runtime.zeros(DType.F64, 2, 0);
            assertThrows(ShapeException.class, () -> DirichletLoss.negativeLogLikelihood(empty, new double[0], LIKELIHOOD));
        }
    }

    @Test
    void targetsOfAnotherSizeAreRefused() {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            Tensor z = runtime.zeros(DType.F32, 4, 2);
            String message = assertThrows(ShapeException.class,
                    () -> DirichletLoss.negativeLogLikelihood(z, TARGETS, LIKELIHOOD)).getMessage();
            assertEquals("dirichlet: 12 target numbers for logits [4, 2], expected as many", message);
        }
    }
}
