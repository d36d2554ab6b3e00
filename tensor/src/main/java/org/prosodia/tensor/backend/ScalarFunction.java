package org.prosodia.tensor.backend;

/** A differentiable function of one number, applied elementwise. Computed in double precision, whatever the dtype. */
public sealed interface ScalarFunction {
    double value(double x);

    /** df/dx at x. */
    double derivative(double x);

    /** y = scale·x + shift, dy/dx = scale. */
    record Affine(double scale, double shift) implements ScalarFunction {
        @Override
        public double value(double x) {
            return scale * x + shift;
        }

        @Override
        public double derivative(double x) {
            return scale;
        }
    }

    /** y = x^p, dy/dx = p x^(p − 1). */
    record Power(double p) implements ScalarFunction {
        @Override
        public double value(double x) {
            return Math.pow(x, p);
        }

        @Override
        public double derivative(double x) {
            return p == 0 ? 0 : p * Math.pow(x, p - 1);
        }
    }

    /** y = min(max(x, lo), hi); the gradient passes where lo ≤ x ≤ hi, as in PyTorch. NaN stays NaN. */
    record Clamp(double lo, double hi) implements ScalarFunction {
        @Override
        public double value(double x) {
            return Math.min(Math.max(x, lo), hi);
        }

        @Override
        public double derivative(double x) {
            return x >= lo && x <= hi ? 1 : 0;
        }
    }

    /** Functions without parameters. */
    non-sealed interface Named extends ScalarFunction {}
}
