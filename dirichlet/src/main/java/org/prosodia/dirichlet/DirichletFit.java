package org.prosodia.dirichlet;

import java.util.Arrays;
import org.prosodia.tensor.math.Digamma;
import org.prosodia.tensor.math.LogGamma;
import org.prosodia.tensor.math.Trigamma;

/**
 * The Dirichlet distribution that makes given points of the simplex most likely (Minka, 2000).
 *
 * <p>The likelihood depends on the points only through the means of their logarithms, {@code m_k = mean_i log y_ik}, and is concave in α.
 * The fit is the maximum over α_k in 10^−6 … 10^6: identical points, which have none, end at the upper bound.
 */
public final class DirichletFit {

    private DirichletFit() {}

    /**
     * Fits to points y [N, K].
     *
     * @throws IllegalArgumentException if there is no point, one is not on the simplex, or a share is 0 (its logarithm is infinite)
     */
    public static Dirichlet fit(double[][] points) {
        double[][] logs = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            double[] y = Simplex.check(points[i], points[0].length);
            logs[i] = new double[y.length];
            for (int k = 0; k < y.length; k++) {
                if (y[k] == 0) {
                    throw new IllegalArgumentException(
                            "share " + k + " of point " + i + " is 0, which no likelihood can be fitted to: smooth the points first");
                }
                logs[i][k] = Math.log(y[k]);
            }
        }
        return fitLogs(logs);
    }

    /**
     * Fits to the logarithms of points, log y [N, K], for points with shares too small for a double.
     *
     * @throws IllegalArgumentException if there is no point, the rows differ in length, or a logarithm is not finite
     */
    public static Dirichlet fitLogs(double[][] logPoints) {
        if (logPoints.length == 0) {
            throw new IllegalArgumentException("a distribution cannot be fitted to no points");
        }
        int size = logPoints[0].length;
        double[] meanLog = new double[size];
        for (int i = 0; i < logPoints.length; i++) {
            double[] logs = logPoints[i];
            if (logs.length != size) {
                throw new IllegalArgumentException(
                        "expected " + size + " logarithms of shares for point " + i + " but found " + logs.length);
            }
            for (int k = 0; k < size; k++) {
                if (!Double.isFinite(logs[k])) {
                    throw new IllegalArgumentException(
                            "the logarithm of share " + k + " of point " + i + " must be finite but is " + logs[k]);
                }
                meanLog[k] += logs[k] / logPoints.length;
            }
        }
        return MaximumLikelihood.maximise(new MeanLogLikelihood(meanLog), size);
    }

    /**
     * The log-likelihood per point, {@code lnΓ(α_0) − Σ_k lnΓ(α_k) + Σ_k α_k m_k}, without the constant {@code −Σ_k m_k}.
     *
     * @param meanLog m [K]
     */
    private record MeanLogLikelihood(double[] meanLog) implements MaximumLikelihood.Objective {

        /** In the form that does not cancel: see {@link Dirichlet#logDensity}. */
        @Override
        public double value(double[] alpha) {
            double alpha0 = sum(alpha);
            double value = LogGamma.remainder(alpha0);
            for (int k = 0; k < alpha.length; k++) {
                value += alpha[k] * (meanLog[k] - Math.log(alpha[k] / alpha0)) - LogGamma.remainder(alpha[k]);
            }
            return value;
        }

        /** ψ(α_0) − ψ(α_k) + m_k. */
        @Override
        public double[] gradient(double[] alpha) {
            double digamma0 = Digamma.value(sum(alpha));
            double[] gradient = new double[alpha.length];
            for (int k = 0; k < alpha.length; k++) {
                gradient[k] = digamma0 - Digamma.value(alpha[k]) + meanLog[k];
            }
            return gradient;
        }

        /** q_k = −ψ′(α_k). */
        @Override
        public double[] hessianDiagonal(double[] alpha) {
            return Arrays.stream(alpha).map(a -> -Trigamma.value(a)).toArray();
        }

        /** z = ψ′(α_0). */
        @Override
        public double hessianConstant(double[] alpha) {
            return Trigamma.value(sum(alpha));
        }

        private static double sum(double[] alpha) {
            return CompensatedSum.of(alpha).high();
        }
    }
}
