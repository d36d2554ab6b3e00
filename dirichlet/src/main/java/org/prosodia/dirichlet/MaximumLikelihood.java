package org.prosodia.dirichlet;

import java.util.Arrays;

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

    /** Ten to fifty are usual. Only votes that drive all of α to the lower bound were seen to need more, for gains below 10^−3. */
    private static final int MAX_ITERATIONS = 1000;

    /** A gain of likelihood that no amount of data makes significant. */
    private static final double NEGLIGIBLE_GAIN = 1e-13;

    /** A log-likelihood of concentrations α [K]. */
    interface Objective {

        double value(double[] alpha);

        /** [K]. */
        double[] gradient(double[] alpha);

        /** q [K], the diagonal part of the Hessian. */
        double[] hessianDiagonal(double[] alpha);

        /** z, the constant part of the Hessian. */
        double hessianConstant(double[] alpha);

        /** Where a step leads that does not lower the likelihood [K]; a concave one has Newton's and needs no other. */
        default double[] fixedPoint(double[] alpha) {
            return alpha;
        }
    }

    /** Concentrations within the bounds [K], and the objective there. */
    private record Point(double[] alpha, double value) {

        /** The point that a step leads to, coordinates that would leave the bounds kept at them. */
        static Point after(Objective objective, double[] alpha, double[] step, double scale) {
            double[] next = new double[alpha.length];
            for (int k = 0; k < alpha.length; k++) {
                next[k] = Math.clamp(alpha[k] + scale * step[k], MIN_ALPHA, MAX_ALPHA);
            }
            return new Point(next, objective.value(next));
        }
    }

    private MaximumLikelihood() {}

    /** The maximum over α [K], starting from the flat distribution. */
    static Dirichlet maximise(Objective objective, int size) {
        double[] flat = new double[size];
        Arrays.fill(flat, 1);
        Point best = new Point(flat, objective.value(flat));
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double[] gradient = objective.gradient(best.alpha);
            double[] step = newtonStep(objective, best.alpha, gradient);
            double gain = dot(gradient, step);
            double negligible = NEGLIGIBLE_GAIN * (1 + Math.abs(best.value));
            Point next = gain > 0 ? shorten(objective, best, step, negligible) : lengthen(objective, best);
            if (!(next.value - best.value > negligible)) {
                return Dirichlet.of(next.alpha);
            }
            best = next;
        }
        return Dirichlet.of(best.alpha);
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

    /** Halves a step that leads uphill until it arrives no lower, but for rounding. */
    private static Point shorten(Objective objective, Point from, double[] step, double rounding) {
        Point next = Point.after(objective, from.alpha, step, 1);
        for (double scale = 0.5; !(next.value >= from.value - rounding); scale /= 2) {
            next = Point.after(objective, from.alpha, step, scale);
        }
        return next;
    }

    /** Doubles the fixed-point step, safe but short, for as long as it pays. */
    private static Point lengthen(Objective objective, Point from) {
        double[] target = objective.fixedPoint(from.alpha);
        double[] step = new double[target.length];
        for (int k = 0; k < step.length; k++) {
            step[k] = target[k] - from.alpha[k];
        }
        Point best = from;
        Point next = Point.after(objective, from.alpha, step, 1);
        for (double scale = 2; next.value > best.value; scale *= 2) {
            best = next;
            next = Point.after(objective, from.alpha, step, scale);
        }
        return best;
    }

    /** Whether a coordinate is inside its bounds, or at one that the gradient leads away from. */
    private static boolean isFree(double alpha, double gradient) {
        return gradient > 0 ? alpha < MAX_ALPHA : alpha > MIN_ALPHA;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
