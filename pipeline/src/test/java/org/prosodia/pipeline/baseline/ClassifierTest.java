package org.prosodia.pipeline.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import libsvm.svm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
    @Test
    void featuresAreStandardisedByTheClipsLearntFromAndOneThatNeverVariesIsNothing() {
        Standardizer standardizer = Standardizer.of(List.of(new double[] {1, 5, 0.1}, new double[] {3, 5, 0.1}));
        assertArrayEquals(new double[] {-1, 0, 0}, standardizer.apply(new double[] {1, 5, 0.1}));
        assertArrayEquals(new double[] {3, 0, 0}, standardizer.apply(new double[] {5, 9, 7}));
    }

    /**
     * By symmetry W = (w, −w) and b = 0, so that p = σ(2 w x); the derivative of 1/2 Σ CE + λ/2 ‖W‖² with λ = 1/2 by w vanishes where
     * {@code 2 (σ(2w) − q) + w = 0}.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.7, 0.9, 1})
    void logisticRegressionFindsTheOptimumOfTheConvexProblem(double share) {
        List<double[]> rows = List.of(new double[] {1}, new double[] {-1});
        List<double[]> targets = List.of(new double[] {share, 1 - share}, new double[] {1 - share, share});
        double low = 0;
        double high = 5;
        for (int i = 0; i < 60; i++) {
            double w = (low + high) / 2;
            boolean above = 2 * (sigmoid(2 * w) - share) + w > 0;
            low = above ? low : w;
            high = above ? w : high;
        }
        double[] p = LogisticRegression.train(rows, targets).probabilities(new double[] {1});
        assertEquals(sigmoid(2 * low), p[0], 1e-4);
        assertEquals(1, p[0] + p[1], 1e-12);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void logisticRegressionTellsManyClassesApartAndStaysFiniteFarAway() {
        Corners corners = new Corners(5);
        LogisticRegression regression = LogisticRegression.train(corners.rows, corners.targets());
        assertTrue(corners.accuracy(regression) > 0.95);
        double sum = Arrays.stream(regression.probabilities(new double[] {1e5, -1e5, 1e5, 0, 0})).sum();
        assertEquals(1, sum, 1e-12);
    }

    @Test
    void theMachineTellsApartWhatNoPlaneDivides() {
        List<double[]> rows = new ArrayList<>();
        Random random = new Random(1);
        int[] classes = new int[200];
        for (int n = 0; n < classes.length; n++) {
            double[] row = {random.nextGaussian(), random.nextGaussian()};
            classes[n] = row[0] * row[1] > 0 ? 1 : 0;
            rows.add(row);
        }
        SupportVectorMachine machine = SupportVectorMachine.train(rows, classes, 1);
        for (double[] corner : new double[][] {{1, 1, 1}, {-1, -1, 1}, {1, -1, 0}, {-1, 1, 0}}) {
            double[] p = machine.probabilities(Arrays.copyOf(corner, 2));
            assertEquals(1, p[0] + p[1], 1e-9);
            assertTrue(p[(int) corner[2]] > 0.8, Arrays.toString(corner) + " " + Arrays.toString(p));
        }
    }

    @Test
    void theMachinesProbabilitiesComeFromItsSeedAlone() {
        Corners corners = new Corners(3);
        double[] x = {0.3, 0.4, 0.5};
        double[] first = SupportVectorMachine.train(corners.rows, corners.classes, 4).probabilities(x);
        svm.rand.nextInt();
        assertArrayEquals(first, SupportVectorMachine.train(corners.rows, corners.classes, 4).probabilities(x));
        assertTrue(!Arrays.equals(first, SupportVectorMachine.train(corners.rows, corners.classes, 5).probabilities(x)));
    }

    /** The library numbers classes as they first appear. */
    @Test
    void probabilitiesStandInTheOrderOfTheClasses() {
        List<double[]> rows = new ArrayList<>();
        int[] classes = new int[60];
        for (int n = 0; n < classes.length; n++) {
            classes[n] = 2 - n % 3;
            rows.add(new double[] {classes[n] + 0.01 * n / 60});
        }
        SupportVectorMachine machine = SupportVectorMachine.train(rows, classes, 1);
        for (int c = 0; c < 3; c++) {
            assertTrue(machine.probabilities(new double[] {c})[c] > 0.6, "class " + c);
        }
    }

    /** Clouds around the corners of the simplex. */
    private static final class Corners {
        final List<double[]> rows = new ArrayList<>();
        final int[] classes;
        final int size;

        Corners(int size) {
            this.size = size;
            this.classes = new int[40 * size];
            Random random = new Random(2);
            for (int n = 0; n < classes.length; n++) {
                classes[n] = n % size;
                double[] row = new double[size];
                for (int d = 0; d < size; d++) {
                    row[d] = (d == classes[n] ? 2 : 0) + 0.4 * random.nextGaussian();
                }
                rows.add(row);
            }
        }

        List<double[]> targets() {
            return Arrays.stream(classes).mapToObj(c -> {
                double[] target = new double[size];
                target[c] = 1;
                return target;
            }).toList();
        }

        double accuracy(Classifier classifier) {
            int correct = 0;
            for (int n = 0; n < classes.length; n++) {
                double[] p = classifier.probabilities(rows.get(n));
                correct += p[classes[n]] == Arrays.stream(p).max().orElseThrow() ? 1 : 0;
            }
            return (double) correct / classes.length;
        }
    }
}
