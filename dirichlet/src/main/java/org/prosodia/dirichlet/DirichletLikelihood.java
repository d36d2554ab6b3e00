package org.prosodia.dirichlet;

/**
 * The Dirichlet likelihood of a target as a function of a network's logits: {@code log Dir(y; α)} with {@code α = cap(g(z))}
 * (equations 3 and 5). Pure functions on one row; the loss to minimise is the negative of {@link #logDensity}, which may itself be
 * negative, because a density may exceed 1.
 *
 * @param link g, from logits to concentrations
 * @param cap bound on the total concentration
 */
public record DirichletLikelihood(Link link, ConcentrationCap cap) {

    /** The likelihood without a cap on the total concentration. */
    public DirichletLikelihood(Link link) {
        this(link, ConcentrationCap.NONE);
    }

    /**
     * Dir(α) for the logits z [K].
     *
     * @throws IllegalArgumentException if a concentration comes out as NaN, 0 or infinite, naming it
     */
    public Dirichlet distribution(double[] z) {
        return Dirichlet.of(cap.apply(linked(z)));
    }

    /** {@code log Dir(y; α(z))} for logits z [K] and a target y [K]. */
    public double logDensity(double[] z, double[] y) {
        return distribution(z).logDensity(y);
    }

    /**
     * The gradient of {@link #logDensity} with respect to the logits: {@code ∂ log Dir / ∂α_k} through the cap, times {@code g′(z_k)}.
     *
     * @return [K]
     */
    public double[] logDensityGradient(double[] z, double[] y) {
        double[] alpha = linked(z);
        double[] gradient = cap.gradient(alpha, Dirichlet.of(cap.apply(alpha)).logDensityGradient(y));
        for (int k = 0; k < z.length; k++) {
            gradient[k] *= link.derivative(z[k]);
        }
        return gradient;
    }

    /** The negative log-likelihood {@code −log Dir(y; α(z))}. */
    public double loss(double[] z, double[] y) {
        return -logDensity(z, y);
    }

    /** The gradient of {@link #loss} with respect to the logits [K]. */
    public double[] lossGradient(double[] z, double[] y) {
        double[] gradient = logDensityGradient(z, y);
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = -gradient[k];
        }
        return gradient;
    }

    private double[] linked(double[] z) {
        double[] alpha = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            alpha[k] = link.value(z[k]);
        }
        return Dirichlet.requireConcentrations(alpha);
    }
}
