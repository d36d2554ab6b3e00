package org.prosodia.dirichlet;

import org.prosodia.tensor.math.Sigmoid;
import org.prosodia.tensor.math.Softplus;

/** The map g from a logit to a concentration, {@code α_k = g(z_k) > 0} (equation 3, which leaves g open). */
public sealed interface Link {

    /** α = g(z). */
    double value(double z);

    /** dα/dz = g′(z). */
    double derivative(double z);

    /** The method's default: {@code exp} with the log-concentration clamped to [−4, 3], so α is in 0.018 … 20.1. */
    static Link exp() {
        return new Exp(-4, 3);
    }

    /** {@code exp} without a clamp. */
    static Link unclampedExp() {
        return new Exp(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** {@code softplus + 10^−6}. */
    static Link softplus() {
        return new SoftplusPlus(1e-6);
    }

    /** {@code softplus + 1}: no concentration below 1, so the density is bounded at the edge of the simplex. */
    static Link onePlusSoftplus() {
        return new SoftplusPlus(1);
    }

    /**
     * {@code α = exp(min(max(z, lowest), highest))}. As for PyTorch's {@code clamp}, the derivative is α on the closed interval, 0 outside.
     *
     * @param lowest least log-concentration, or −∞
     * @param highest greatest log-concentration, or +∞
     */
    record Exp(double lowest, double highest) implements Link {

        /** Requires lowest &lt; highest. */
        public Exp {
            if (!(lowest < highest)) {
                throw new IllegalArgumentException("log-concentrations must be clamped to an interval but found [" + lowest + ", " + highest
                        + "]");
            }
        }

        @Override
        public double value(double z) {
            return Math.exp(Math.min(Math.max(z, lowest), highest));
        }

        @Override
        public double derivative(double z) {
            return z < lowest || z > highest ? 0 : Math.exp(z);
        }
    }

    /**
     * {@code α = softplus(z) + offset}, {@code dα/dz = σ(z)}.
     *
     * @param offset the concentration that a very negative logit has; positive
     */
    record SoftplusPlus(double offset) implements Link {

        /** Requires a positive, finite offset. */
        public SoftplusPlus {
            if (!(offset > 0 && offset < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the least concentration must be positive and finite but is " + offset);
            }
        }

        @Override
        public double value(double z) {
            return Softplus.value(z) + offset;
        }

        @Override
        public double derivative(double z) {
            return Sigmoid.value(z);
        }
    }
}
