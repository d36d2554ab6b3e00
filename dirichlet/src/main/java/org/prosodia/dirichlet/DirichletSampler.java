package org.prosodia.dirichlet;

import java.util.random.RandomGenerator;

/**
 * Draws from a Dirichlet distribution: {@code y_k = G_k / Σ_j G_j} with independent {@code G_k ~ Gamma(α_k, 1)}.
 *
 * <p>Gamma variables are drawn by the method of Marsaglia and Tsang (2000), and kept as logarithms throughout: at α = 10^−6 a gamma
 * variable is typically exp(−10^6), far below the smallest double, yet the ratios of such variables are what decides the draw.
 */
public final class DirichletSampler {

    private DirichletSampler() {}

    /** A draw y [K]; shares too small for a double are 0. */
    public static double[] sample(Dirichlet distribution, RandomGenerator random) {
        double[] y = sampleLog(distribution, random);
        for (int k = 0; k < y.length; k++) {
            y[k] = Math.exp(y[k]);
        }
        return y;
    }

    /** The logarithm of a draw, log y [K], all of it finite. */
    public static double[] sampleLog(Dirichlet distribution, RandomGenerator random) {
        double[] logs = distribution.alpha();
        for (int k = 0; k < logs.length; k++) {
            logs[k] = logGamma(logs[k], random);
        }
        double normaliser = CrossEntropy.logSumExp(logs);
        for (int k = 0; k < logs.length; k++) {
            logs[k] -= normaliser;
        }
        return logs;
    }

    /** ln G with G ~ Gamma(shape, 1). */
    static double logGamma(double shape, RandomGenerator random) {
        if (shape < 1) {
            // Gamma(a) is Gamma(a + 1) U^(1/a), U uniform in (0, 1].
            return logGamma(shape + 1, random) + Math.log(1 - random.nextDouble()) / shape;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            double logV = 3 * Math.log(root);
            double logU = Math.log(1 - random.nextDouble());
            // v = (1 + c x)³; accept d v when ln u < x²/2 + d − d v + d ln v.
            if (logU < 0.5 * x * x + d * (1 - root * root * root + logV)) {
                return Math.log(d) + logV;
            }
        }
    }
}
