package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Central differences of fourth order, {@code f′(x) = (f(x − 2h) − 8 f(x − h) + 8 f(x + h) − f(x + 2h)) / 12h + O(h⁴)}, which tell a right
 * gradient from one that is wrong in the eighth digit.
 */
final class Slopes {

    /** The step, for functions that vary over distances around 1; relative to x where they do so over distances around x. */
    private static final double STEP = 1e-3;

    /** What the functions compared here may be off by, relative to 1 + |value|. */
    private static final double ROUNDING = 2e-14;

    private Slopes() {}

    /** The gradient of a function that varies over distances around 1, such as one of logits. */
    static void assertGradient(ToDoubleFunction<double[]> f, double[] x, double[] gradient) {
        for (int k = 0; k < x.length; k++) {
            assertSlope(f, x, k, STEP, gradient[k]);
        }
    }

    /** The gradient of a function of concentrations, which has a pole at 0. */
    static void assertGradientInConcentrations(ToDoubleFunction<double[]> f, double[] alpha, double[] gradient) {
        for (int k = 0; k < alpha.length; k++) {
            assertSlope(f, alpha, k, STEP * alpha[k], gradient[k]);
        }
    }

    private static void assertSlope(ToDoubleFunction<double[]> f, double[] x, int k, double h, double slope) {
        double[] axis = Simplex.oneHot(k, x.length);
        double numeric = along(point -> new double[] {f.applyAsDouble(point)}, x, axis, h)[0];
        double noise = 2 * ROUNDING * (1 + Math.abs(f.applyAsDouble(x))) / h;
        assertEquals(numeric, slope, 1e-9 * (1 + Math.abs(numeric)) + noise, () -> "slope along coordinate " + k);
    }

    /** The slope of a vector along a direction. */
    static double[] along(UnaryOperator<double[]> f, double[] x, double[] direction, double h) {
        double[] slope = new double[f.apply(x).length];
        double[] weights = {1, -8, 8, -1};
        int[] steps = {-2, -1, 1, 2};
        for (int i = 0; i < steps.length; i++) {
            double[] value = f.apply(moved(x, direction, steps[i] * h));
            for (int k = 0; k < slope.length; k++) {
                slope[k] += weights[i] * value[k] / (12 * h);
            }
        }
        return slope;
    }

    /** x + t·direction. */
    static double[] moved(double[] x, double[] direction, double t) {
        double[] moved = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            moved[k] = x[k] + t * direction[k];
        }
        return moved;
    }
}
