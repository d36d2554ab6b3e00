package org.prosodia.dirichlet;

/**
 * A smooth upper bound C on the total concentration: {@code α̃_k = α_k / (1 + α_0 / C)}, so that {@code 1/α̃_0 = 1/α_0 + 1/C} and
 * {@code α̃_0 < C}.
 *
 * <p>The likelihood of a fixed target has no maximum: it grows with α_0 for as long as the mean is right. The cap puts a floor under
 * 1/α_0, which is about the relative variance of a share. It leaves the mean as it is, and since {@code ∂ ln α̃_0 / ∂ ln α_0 =
 * 1/(1 + α_0/C)} is never zero, an overconfident network is still told to be less so, which a hard minimum would not do. Totals well
 * below C are scaled by about 1 − α_0/C.
 *
 * @param limit C &gt; 0; infinite for no cap
 */
public record ConcentrationCap(double limit) {

    /** No bound. */
    public static final ConcentrationCap NONE = new ConcentrationCap(Double.POSITIVE_INFINITY);

    /** Requires a positive limit. */
    public ConcentrationCap {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("the cap on the total concentration must be positive but is " + limit);
        }
    }

    /** α̃ [K] from α [K]. */
    public double[] apply(double[] alpha) {
        double scale = 1 / (1 + sum(alpha) / limit);
        double[] capped = new double[alpha.length];
        for (int k = 0; k < alpha.length; k++) {
            capped[k] = alpha[k] * scale;
        }
        return capped;
    }

    /**
     * The gradient with respect to α, given the one with respect to α̃: {@code ∂L/∂α_k = s (∂L/∂α̃_k − s/C Σ_j α_j ∂L/∂α̃_j)} with
     * {@code s = 1/(1 + α_0/C)}.
     *
     * @param alpha α [K]
     * @param upstream ∂L/∂α̃ [K]
     * @return ∂L/∂α [K]
     */
    public double[] gradient(double[] alpha, double[] upstream) {
        if (limit == Double.POSITIVE_INFINITY) {
            // Without a cap an infinite slope, as a target at the edge of the simplex has, stays in its coordinate: 1/C · ∞ would be NaN.
            return upstream.clone();
        }
        double scale = 1 / (1 + sum(alpha) / limit);
        double dot = 0;
        for (int k = 0; k < alpha.length; k++) {
            dot += alpha[k] * upstream[k];
        }
        double[] gradient = new double[alpha.length];
        for (int k = 0; k < alpha.length; k++) {
            gradient[k] = scale * (upstream[k] - scale / limit * dot);
        }
        return gradient;
    }

    private static double sum(double[] alpha) {
        return CompensatedSum.of(alpha).high();
    }
}
