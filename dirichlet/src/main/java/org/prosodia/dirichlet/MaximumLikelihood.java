package org.prosodia.dirichlet;

/**
 * Maximises a log-likelihood over concentrations whose Hessian is a diagonal plus a constant, {@code H = diag(q) + z 1 1ᵀ}, which makes
 * Newton's step linear in K (Minka, 2000).
 *
 * <p>Newton's step is shortened where it would lower the likelihood, and where the likelihood is not concave the objective's fixed-point
 * step, which never lowers it, takes its place. Concentrations stay in [{@link #MIN_ALPHA}, {@link #MAX_ALPHA}]: data without spread, or
 * a category never seen, have no other maximum than at a bound.
 */
final class MaximumLikelihood {

    static final double MIN_ALPHA = 1e-6;
    static final double MAX_ALPHA = 1e6;

    /** Ten to fifty are usual. Only votes that drive all of α to the lower bound were seen to need more, for gains below 10^−8. */
    private static final int MAX_ITERATIONS = 1000;

    /** A gain of likelihood that no amount of data makes significant. */
    private static final double NEGLIGIBLE_GAIN = 1e-13;

    /** Newton's next step would be its square; at α = 10^6 rounding alone moves α by 10^−9 of itself. */
    private static final double NEGLIGIBLE_STEP = 1e-7;

    private static final double SHORTEST_STEP = 1e-9;
    private static final double LONGEST_STEP = 1e9;

    /** A log-likelihood of concentrations α [K]. */
    interface Objective {

        double value(double[] alpha);

        /** [K]. */
        double[] gradient(double[] alpha);

        /** q [K], the diagonal part of the Hessian. */
        double[] hessianDiagonal(double[] alpha);

        /** z, the constant part of the Hessian. */
        double hessianConstant(double[] alpha);

        /** A step that does not lower the likelihood [K]. */
        double[] fixedPoint(double[] alpha);
    }

    private MaximumLikelihood() {}

    static Dirichlet maximise(Objective objective, double[] start) {
        double[] alpha = bounded(start);
        double value = objective.value(alpha);
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double[] gradient = objective.gradient(alpha);
            double[] step = newtonStep(objective, alpha, gradient);
            double gain = dot(gradient, step);
            if (Math.abs(gain) < NEGLIGIBLE_GAIN * (1 + Math.abs(value))) {
                return Dirichlet.of(gain > 0 ? walk(alpha, step, 1) : alpha);
            }
            double[] next = gain > 0 ? shorten(objective, alpha, value, step) : lengthen(objective, alpha, value);
            if (largestRelativeStep(alpha, next) < NEGLIGIBLE_STEP) {
                return Dirichlet.of(next);
            }
            alpha = next;
            value = objective.value(alpha);
        }
        return Dirichlet.of(alpha);
    }

    /** {@code −H⁻¹ ∇}: {@code (b − ∇_k) / q_k} with {@code b = Σ_j ∇_j/q_j / (1/z + Σ_j 1/q_j)}, over the free coordinates; others rest. */
    private static double[] newtonStep(Objective objective, double[] alpha, double[] gradient) {
        double[] diagonal = objective.hessianDiagonal(alpha);
        double weighted = 0;
        double inverses = 1 / objective.hessianConstant(alpha);
        for (int k = 0; k < alpha.length; k++) {
            if (isFree(alpha[k], gradient[k])) {
                weighted += gradient[k] / diagonal[k];
                inverses += 1 / diagonal[k];
            }
        }
        double[] step = new double[alpha.length];
        for (int k = 0; k < alpha.length; k++) {
            if (isFree(alpha[k], gradient[k])) {
                step[k] = (weighted / inverses - gradient[k]) / diagonal[k];
            }
        }
        return step;
    }

    /** Halves a step that leads uphill until it arrives higher. */
    private static double[] shorten(Objective objective, double[] alpha, double value, double[] step) {
        double[] next = walk(alpha, step, 1);
        for (double scale = 0.5; !(objective.value(next) >= value) && scale > SHORTEST_STEP; scale /= 2) {
            next = walk(alpha, step, scale);
        }
        return next;
    }

    /** Doubles the fixed-point step, safe but short, for as long as it pays. */
    private static double[] lengthen(Objective objective, double[] alpha, double value) {
        double[] step = objective.fixedPoint(alpha);
        for (int k = 0; k < alpha.length; k++) {
            step[k] -= alpha[k];
        }
        double[] best = alpha;
        double bestValue = value;
        for (double scale = 1; scale < LONGEST_STEP; scale *= 2) {
            double[] next = walk(alpha, step, scale);
            double nextValue = objective.value(next);
            if (!(nextValue > bestValue)) {
                break;
            }
            best = next;
            bestValue = nextValue;
        }
        return best;
    }

    /**
     * Goes along the step until a coordinate meets its upper bound or has lost nine tenths of itself. The direction is kept: cutting
     * coordinates one by one would throw the mean off, which huge concentrations punish.
     */
    private static double[] walk(double[] alpha, double[] step, double scale) {
        double fraction = scale;
        for (int k = 0; k < alpha.length; k++) {
            if (alpha[k] + scale * step[k] > MAX_ALPHA) {
                fraction = Math.min(fraction, (MAX_ALPHA - alpha[k]) / step[k]);
            } else if (alpha[k] + scale * step[k] < 0.1 * alpha[k] && alpha[k] > MIN_ALPHA) {
                fraction = Math.min(fraction, -0.9 * alpha[k] / step[k]);
            }
        }
        double[] next = new double[alpha.length];
        for (int k = 0; k < alpha.length; k++) {
            next[k] = alpha[k] + fraction * step[k];
        }
        return bounded(next);
    }

    /** Whether a coordinate is inside its bounds (the upper one to rounding), or at one that the gradient leads away from. */
    private static boolean isFree(double alpha, double gradient) {
        return gradient > 0 ? alpha < MAX_ALPHA * (1 - NEGLIGIBLE_STEP) : alpha > MIN_ALPHA;
    }

    /** α within the bounds. */
    private static double[] bounded(double[] alpha) {
        double[] bounded = new double[alpha.length];
        for (int k = 0; k < alpha.length; k++) {
            bounded[k] = Math.clamp(alpha[k], MIN_ALPHA, MAX_ALPHA);
        }
        return bounded;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double largestRelativeStep(double[] from, double[] to) {
        double largest = 0;
        for (int k = 0; k < from.length; k++) {
            largest = Math.max(largest, Math.abs(to[k] / from[k] - 1));
        }
        return largest;
    }
}
