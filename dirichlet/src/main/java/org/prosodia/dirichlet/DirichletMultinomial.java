package org.prosodia.dirichlet;

import java.util.Arrays;
import org.prosodia.tensor.math.LogGamma;

/**
 * Votes of annotators: n votes drawn from a mixture y that is itself drawn from Dir(α) (the Pólya distribution; Minka, 2000).
 *
 * <p>{@code p(n | α) = n_0! / Π_k n_k! · Γ(α_0) / Γ(α_0 + n_0) · Π_k Γ(α_k + n_k) / Γ(α_k)} with counts n_k and {@code n_0 = Σ_k n_k}.
 */
public final class DirichletMultinomial {

    private DirichletMultinomial() {}

    /** {@code ln p(n | α)} for counts n [K]. */
    public static double logProbability(Dirichlet distribution, int[] counts) {
        double sum = logProbabilityInOrder(distribution, counts) + LogGamma.value(total(counts) + 1.0);
        for (int count : counts) {
            sum -= LogGamma.value(count + 1.0);
        }
        return sum;
    }

    /**
     * The same of votes in an order that is known, whichever it is: {@code ln p(n | α)} without {@code n_0! / Π_k n_k!}. Divided by n_0 it
     * is a log-likelihood for each vote, to be compared with that of votes that are independent.
     *
     * <p>It is the sum over votes of {@code ln (α_k + votes for k so far) / (α_0 + votes so far)}.
     */
    public static double logProbabilityInOrder(Dirichlet distribution, int[] counts) {
        checkCounts(counts, distribution.size());
        return inOrder(distribution.alpha(), distribution.alpha0(), counts);
    }

    private static double inOrder(double[] alpha, double alpha0, int[] counts) {
        double sum = -RisingFactorial.log(alpha0, Math.toIntExact(total(counts)));
        for (int k = 0; k < alpha.length; k++) {
            sum += RisingFactorial.log(alpha[k], counts[k]);
        }
        return sum;
    }

    /** The gradient with respect to α: {@code ψ(α_k + n_k) − ψ(α_k) − ψ(α_0 + n_0) + ψ(α_0)} [K]. */
    public static double[] logProbabilityGradient(Dirichlet distribution, int[] counts) {
        checkCounts(counts, distribution.size());
        return new Votes(new int[][] {counts}).gradient(distribution.alpha());
    }

    /**
     * The distribution of mixtures that makes given votes most likely, over α_k in 10^−6 … 10^6. A category without votes ends at the
     * lower bound; votes that agree better across items than a common mixture explains end at the upper one.
     *
     * @param counts votes of item i for category k [N, K]
     * @throws IllegalArgumentException if a count is negative, the rows differ in length, or no item has two votes: single votes say
     *     nothing of how far mixtures spread
     */
    public static Dirichlet fit(int[][] counts) {
        int size = counts.length == 0 ? 0 : counts[0].length;
        boolean repeated = false;
        for (int[] row : counts) {
            checkCounts(row, size);
            repeated |= total(row) > 1;
        }
        if (!repeated) {
            throw new IllegalArgumentException("a fit to votes needs an item with at least two votes, among " + counts.length + " items");
        }
        return MaximumLikelihood.maximise(new Votes(counts), size);
    }

    private static void checkCounts(int[] counts, int size) {
        if (counts.length != size) {
            throw new IllegalArgumentException("expected votes for " + size + " categories but found " + counts.length);
        }
        for (int k = 0; k < size; k++) {
            if (counts[k] < 0) {
                throw new IllegalArgumentException("votes for category " + k + " must not be negative but are " + counts[k]);
            }
        }
    }

    private static long total(int[] counts) {
        return Arrays.stream(counts).asLongStream().sum();
    }

    /**
     * The log-likelihood of many items, without the constant multinomial coefficients.
     *
     * @param counts [N, K]
     */
    private record Votes(int[][] counts) implements MaximumLikelihood.Objective {

        /** Item by item: rounding of the large sum alone decides how near to the maximum a search can come. */
        @Override
        public double value(double[] alpha) {
            double alpha0 = CompensatedSum.of(alpha).high();
            double sum = 0;
            for (int[] row : counts) {
                sum += inOrder(alpha, alpha0, row);
            }
            return sum;
        }

        @Override
        public double[] gradient(double[] alpha) {
            double[] gradient = votesGradient(alpha);
            double total = totalGradient(alpha);
            return Arrays.stream(gradient).map(g -> g - total).toArray();
        }

        /** q_k = Σ_i ψ′(α_k + n_ik) − ψ′(α_k). */
        @Override
        public double[] hessianDiagonal(double[] alpha) {
            double[] diagonal = new double[alpha.length];
            for (int[] row : counts) {
                for (int k = 0; k < row.length; k++) {
                    diagonal[k] += RisingFactorial.secondDerivative(alpha[k], row[k]);
                }
            }
            return diagonal;
        }

        /** z = Σ_i ψ′(α_0) − ψ′(α_0 + n_i0). */
        @Override
        public double hessianConstant(double[] alpha) {
            double alpha0 = CompensatedSum.of(alpha).high();
            double sum = 0;
            for (int[] row : counts) {
                sum -= RisingFactorial.secondDerivative(alpha0, Math.toIntExact(total(row)));
            }
            return sum;
        }

        /** α_k ← α_k Σ_i [ψ(α_k + n_ik) − ψ(α_k)] / Σ_i [ψ(α_0 + n_i0) − ψ(α_0)]. */
        @Override
        public double[] fixedPoint(double[] alpha) {
            double[] next = votesGradient(alpha);
            double total = totalGradient(alpha);
            for (int k = 0; k < alpha.length; k++) {
                next[k] *= alpha[k] / total;
            }
            return next;
        }

        /** Σ_i ψ(α_k + n_ik) − ψ(α_k) [K]. */
        private double[] votesGradient(double[] alpha) {
            double[] gradient = new double[alpha.length];
            for (int[] row : counts) {
                for (int k = 0; k < row.length; k++) {
                    gradient[k] += RisingFactorial.derivative(alpha[k], row[k]);
                }
            }
            return gradient;
        }

        /** Σ_i ψ(α_0 + n_i0) − ψ(α_0). */
        private double totalGradient(double[] alpha) {
            double alpha0 = CompensatedSum.of(alpha).high();
            double sum = 0;
            for (int[] row : counts) {
                sum += RisingFactorial.derivative(alpha0, Math.toIntExact(total(row)));
            }
            return sum;
        }
    }
}
