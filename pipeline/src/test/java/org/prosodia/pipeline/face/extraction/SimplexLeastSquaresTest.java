package org.prosodia.pipeline.face.extraction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimplexLeastSquaresTest {
    /** Kuhn and Tucker: the gradient is the same for all shares above 0 and no less elsewhere; for a convex problem that is enough. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "4, 10", "6, 52", "6, 6", "10, 52", "9, 4"})
    void theSolutionMeetsTheConditionsOfTheMinimum(int k, int rows) {
        for (long seed = 0; seed < 200; seed++) {
            NormalEquations problem = random(k, rows, 3, new Random(seed));
            double[] e = SimplexLeastSquares.solve(problem);
            assertEquals(1, Arrays.stream(e).sum(), 1e-9);
            double[] gradient = gradient(problem, e);
            double least = Arrays.stream(gradient).min().orElseThrow();
            for (int i = 0; i < k; i++) {
                assertTrue(e[i] >= 0);
                assertTrue(e[i] == 0 || gradient[i] < least + 1e-7, "seed " + seed + ": " + Arrays.toString(e));
            }
        }
    }

    @Test
    void sharesBehindExactDataComeBack() {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            double[] truth = SmoothLeastSquares.nearestShares(random.doubles(6, -0.3, 0.7).toArray());
            DMatrixRMaj m = matrix(20, 6, random);
            assertArrayEquals(truth, SimplexLeastSquares.solve(problem(m, times(m, truth))), 1e-7);
        }
    }

    @Test
    void emotionsThatLookTheSameShareAlike() {
        DMatrixRMaj m = new DMatrixRMaj(3, 4, true, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0);
        assertArrayEquals(new double[] {0.3, 0.3, 0.2, 0.2},
                SimplexLeastSquares.solve(problem(m, new DMatrixRMaj(3, 1, true, 0.6, 0.2, 0))), 1e-6);
        assertArrayEquals(new double[] {0.5, 0.5},
                SimplexLeastSquares.solve(problem(new DMatrixRMaj(3, 2), new DMatrixRMaj(3, 1))), 1e-9, "nothing moves anything");
    }

    static NormalEquations random(int k, int rows, double spread, Random random) {
        DMatrixRMaj d = new DMatrixRMaj(rows, 1);
        for (int i = 0; i < rows; i++) {
            d.set(i, 0, spread * random.nextGaussian());
        }
        return problem(matrix(rows, k, random), d);
    }

    static NormalEquations problem(DMatrixRMaj m, DMatrixRMaj d) {
        return NormalEquations.of(NormalEquations.gram(m), m, d);
    }

    private static DMatrixRMaj matrix(int rows, int columns, Random random) {
        DMatrixRMaj m = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            m.set(i, random.nextDouble());
        }
        return m;
    }

    private static DMatrixRMaj times(DMatrixRMaj m, double[] e) {
        DMatrixRMaj product = new DMatrixRMaj(m.numRows, 1);
        for (int i = 0; i < m.numRows; i++) {
            for (int j = 0; j < e.length; j++) {
                product.add(i, 0, m.get(i, j) * e[j]);
            }
        }
        return product;
    }

    static double[] gradient(NormalEquations problem, double[] e) {
        double[] gradient = new double[e.length];
        for (int i = 0; i < e.length; i++) {
            gradient[i] = -problem.c().get(i, 0);
            for (int j = 0; j < e.length; j++) {
                gradient[i] += problem.h().get(i, j) * e[j];
            }
        }
        return gradient;
    }
}
