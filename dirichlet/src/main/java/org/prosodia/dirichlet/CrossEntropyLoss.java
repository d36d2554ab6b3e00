package org.prosodia.dirichlet;

import org.prosodia.tensor.Tensor;

/**
 * Cross-entropy as an op, the ablation of stage 1: y_r = −Σ_k t_k log softmax(z_r)_k for each row r, with the analytic gradient of
 * {@link CrossEntropy}. Rows are computed in double precision, whatever the dtype.
 */
public final class CrossEntropyLoss {
    private CrossEntropyLoss() {}

    /**
     * @param logits z [..., K]
     * @param targets [..., K] row-major, each row a mixture: one-hot labels and soft targets alike
     * @return [...], one loss a row
     */
    public static Tensor crossEntropy(Tensor logits, double[] targets) {
        return RowLoss.of("crossEntropy", logits, targets, CrossEntropy::loss, CrossEntropy::lossGradient);
    }
}
