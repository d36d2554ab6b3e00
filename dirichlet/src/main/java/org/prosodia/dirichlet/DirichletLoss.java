package org.prosodia.dirichlet;

import org.prosodia.tensor.Tensor;

/**
 * The negative log-likelihood of equation (5) as an op: y_r = −log Dir(target_r; g(z_r)) for each row r, with the analytic gradient of
 * {@link DirichletLikelihood}. Rows are computed in double precision, whatever the dtype.
 */
public final class DirichletLoss {
    private DirichletLoss() {}

    /**
     * @param logits z [..., K]
     * @param targets [..., K] row-major, each row inside the simplex
     * @return [...], one loss a row
     */
    public static Tensor negativeLogLikelihood(Tensor logits, double[] targets, DirichletLikelihood likelihood) {
        return RowLoss.of("dirichlet", logits, targets, likelihood::loss, likelihood::lossGradient);
    }
}
