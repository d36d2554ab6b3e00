package org.prosodia.dirichlet;

import java.util.Arrays;
import java.util.Optional;
import org.prosodia.tensor.math.Digamma;
import org.prosodia.tensor.math.LogGamma;
import org.prosodia.tensor.math.Trigamma;

/**
 * The Dirichlet distribution {@code Dir(y; α) = 1/B(α) Π_k y_k^(α_k − 1)} with {@code B(α) = Π_k Γ(α_k) / Γ(α_0)} and
 * {@code α_0 = Σ_k α_k}, for K ≥ 2 (equation 1 of the method). Immutable.
 *
 * <p>It is a density: log-densities may be positive, and grow without bound where α_0 does. At the edge of the simplex (some y_k = 0) the
 * log-density is −∞ where α_k &gt; 1, +∞ where α_k &lt; 1, the limit along y_k where α_k = 1, and NaN where both infinities meet.
 *
 * <p>Accuracy for α_k in 10^−6 … 10^6, relative to 1 + |value|: 2·10^−14 for the log-density, the entropy and their gradients, 10^−12 for
 * the divergence; its gradient has 2·10^−14 relative to 1 + the larger of its terms. The textbook sums of lnΓ would lose half of the
 * digits at α_0 = 10^6, so the leading part of each lnΓ, {@code x ln x − x}, is cancelled in the formulas; {@link LogGamma#remainder} and
 * {@link Digamma#remainder} are what is left. Each method gives both forms.
 */
public final class Dirichlet {

    private final double[] alpha;
    private final CompensatedSum total;

    private Dirichlet(double[] alpha) {
        this.alpha = alpha;
        this.total = CompensatedSum.of(alpha);
    }

    /**
     * The distribution with the given concentrations [K].
     *
     * @throws IllegalArgumentException if there are fewer than two, or one is not positive and finite
     */
    public static Dirichlet of(double... alpha) {
        return new Dirichlet(requireConcentrations(alpha).clone());
    }

    static double[] requireConcentrations(double[] alpha) {
        if (alpha.length < 2) {
            throw new IllegalArgumentException("a Dirichlet distribution needs at least 2 concentrations but has " + alpha.length);
        }
        for (int k = 0; k < alpha.length; k++) {
            if (!(alpha[k] > 0 && alpha[k] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("concentration " + k + " must be positive and finite but is " + alpha[k]);
            }
        }
        return alpha;
    }

    /** K, the number of categories. */
    public int size() {
        return alpha.length;
    }

    /** A copy of the concentrations α [K]. */
    public double[] alpha() {
        return alpha.clone();
    }

    /** α_0 = Σ_k α_k: how certain the distribution is of its mean. */
    public double alpha0() {
        return total.high();
    }

    /**
     * {@code log Dir(y; α) = Σ_k (α_k − 1) log y_k − Σ_k lnΓ(α_k) + lnΓ(α_0)}
     *
     * <p>{@code = Σ_k [α_k ln(y_k / m_k) − ln y_k − g(α_k)] + g(α_0)} with the mean {@code m_k = α_k / α_0} and
     * {@code g(x) = lnΓ(x) − x ln x + x}.
     *
     * @param y point of the simplex [K]
     */
    public double logDensity(double[] y) {
        Simplex.check(y, alpha.length);
        double sum = LogGamma.remainder(alpha0());
        for (int k = 0; k < alpha.length; k++) {
            sum += powerTerm(k, y[k]) - LogGamma.remainder(alpha[k]);
        }
        return sum;
    }

    /** {@code α_k ln(y_k / m_k) − ln y_k}, at y_k = 0 the limit. */
    private double powerTerm(int k, double y) {
        if (y == 0) {
            return alpha[k] == 1 ? Math.log(alpha0()) : (1 - alpha[k]) * Double.POSITIVE_INFINITY;
        }
        return alpha[k] * CompensatedSum.logRatioOfShares(y, CompensatedSum.ONE, alpha[k], total) - Math.log(y);
    }

    /**
     * The gradient of {@link #logDensity} with respect to α: {@code ∂ log Dir / ∂α_k = ψ(α_0) − ψ(α_k) + log y_k}.
     *
     * @param y point of the simplex [K]
     * @return [K]
     */
    public double[] logDensityGradient(double[] y) {
        Simplex.check(y, alpha.length);
        double digamma0 = Digamma.value(alpha0());
        double[] gradient = new double[alpha.length];
        for (int k = 0; k < alpha.length; k++) {
            gradient[k] = digamma0 - Digamma.value(alpha[k]) + Math.log(y[k]);
        }
        return gradient;
    }

    /**
     * The Hessian of the log-density with respect to α, times a vector: {@code (H v)_k = ψ′(α_0) Σ_j v_j − ψ′(α_k) v_k}. It does not
     * depend on y and is negative definite.
     *
     * @param v [K]
     * @return [K]
     */
    public double[] hessianVectorProduct(double[] v) {
        requireSize(v.length);
        double sum = CompensatedSum.of(v).high();
        double trigamma0 = Trigamma.value(alpha0());
        double[] product = new double[alpha.length];
        for (int k = 0; k < alpha.length; k++) {
            product[k] = trigamma0 * sum - Trigamma.value(alpha[k]) * v[k];
        }
        return product;
    }

    /** {@code E[y_k] = α_k / α_0} (equation 6) [K]. */
    public double[] mean() {
        double[] mean = new double[alpha.length];
        for (int k = 0; k < alpha.length; k++) {
            mean[k] = alpha[k] / alpha0();
        }
        return mean;
    }

    /**
     * {@code (α_k − 1) / (α_0 − K)} [K], where the density has its only maximum; empty unless all α_k &gt; 1. (With an α_k &lt; 1 the
     * density is unbounded at the edge; with all α_k = 1 it is flat; in between its maximum lies on the edge.)
     */
    public Optional<double[]> mode() {
        double[] mode = new double[alpha.length];
        double sum = 0;
        for (int k = 0; k < alpha.length; k++) {
            mode[k] = alpha[k] - 1;
            if (!(mode[k] > 0)) {
                return Optional.empty();
            }
            sum += mode[k];
        }
        for (int k = 0; k < alpha.length; k++) {
            mode[k] /= sum;
        }
        return Optional.of(mode);
    }

    /** {@code Var[y_k] = m_k (1 − m_k) / (α_0 + 1)} with the mean m [K]. */
    public double[] variance() {
        double[] variance = new double[alpha.length];
        for (int k = 0; k < alpha.length; k++) {
            // 1 − m_k as the sum of the other shares: it may be tiny.
            double others = 0;
            for (int j = 0; j < alpha.length; j++) {
                others += j == k ? 0 : alpha[j];
            }
            variance[k] = alpha[k] / alpha0() * (others / alpha0()) / (alpha0() + 1);
        }
        return variance;
    }

    /**
     * The differential entropy {@code H(α) = ln B(α) + (α_0 − K) ψ(α_0) − Σ_k (α_k − 1) ψ(α_k)}, at most that of the flat
     * distribution, {@code −lnΓ(K)}.
     *
     * <p>{@code = Σ_k [g(α_k) − α_k g′(α_k) + ψ(α_k) − ψ(α_0)] − g(α_0) + α_0 g′(α_0)} with g as in {@link #logDensity}.
     */
    public double entropy() {
        double alpha0 = alpha0();
        double digamma0 = Digamma.value(alpha0);
        double sum = alpha0 * Digamma.remainder(alpha0) - LogGamma.remainder(alpha0);
        for (double a : alpha) {
            sum += LogGamma.remainder(a) - a * Digamma.remainder(a) + (Digamma.value(a) - digamma0);
        }
        return sum;
    }

    /** {@code ∂H/∂α_k = (α_0 − K) ψ′(α_0) − (α_k − 1) ψ′(α_k)} [K]. */
    public double[] entropyGradient() {
        int size = alpha.length;
        double first = (alpha0() - size) * Trigamma.value(alpha0());
        double[] gradient = new double[size];
        for (int k = 0; k < size; k++) {
            gradient[k] = first - (alpha[k] - 1) * Trigamma.value(alpha[k]);
        }
        return gradient;
    }

    /**
     * The Kullback–Leibler divergence {@code KL(Dir(α) ‖ Dir(β)) = ln B(β) − ln B(α) + Σ_k (α_k − β_k) (ψ(α_k) − ψ(α_0))}: at least 0 (to
     * rounding), and exactly 0 for α = β.
     *
     * <p>{@code = Σ_k [β_k ln((β_k/β_0) / (α_k/α_0)) + D(β_k, α_k)] − D(β_0, α_0)} with g as in {@link #logDensity} and
     * {@code D(b, a) = g(b) − g(a) − (b − a) g′(a)}.
     *
     * @param other Dir(β), of the same size
     */
    public double klDivergence(Dirichlet other) {
        requireSize(other.size());
        double sum = -remainderDivergence(other.alpha0(), alpha0(), other.total.minus(total));
        for (int k = 0; k < alpha.length; k++) {
            double b = other.alpha[k];
            sum += b * CompensatedSum.logRatioOfShares(b, other.total, alpha[k], total) + remainderDivergence(b, alpha[k], b - alpha[k]);
        }
        return sum;
    }

    /** D(b, a) = g(b) − g(a) − (b − a) g′(a), the difference b − a given. */
    private static double remainderDivergence(double b, double a, double difference) {
        return LogGamma.remainder(b) - LogGamma.remainder(a) - difference * Digamma.remainder(a);
    }

    /** The gradient of {@link #klDivergence} with respect to α: {@code (α_k − β_k) ψ′(α_k) − (α_0 − β_0) ψ′(α_0)} [K]. */
    public double[] klDivergenceGradient(Dirichlet other) {
        requireSize(other.size());
        double last = total.minus(other.total) * Trigamma.value(alpha0());
        double[] gradient = new double[alpha.length];
        for (int k = 0; k < alpha.length; k++) {
            gradient[k] = (alpha[k] - other.alpha[k]) * Trigamma.value(alpha[k]) - last;
        }
        return gradient;
    }

    /** {@code −E_(y ~ Dir(α)) log Dir(y; β) = H(α) + KL(Dir(α) ‖ Dir(β))}. */
    public double crossEntropy(Dirichlet other) {
        return entropy() + klDivergence(other);
    }

    private void requireSize(int size) {
        if (size != alpha.length) {
            throw new IllegalArgumentException("expected " + alpha.length + " categories but found " + size);
        }
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Dirichlet other && Arrays.equals(alpha, other.alpha);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(alpha);
    }

    @Override
    public String toString() {
        return "Dirichlet" + Arrays.toString(alpha);
    }
}
