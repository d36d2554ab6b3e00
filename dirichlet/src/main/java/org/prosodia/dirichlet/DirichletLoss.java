package org.prosodia.dirichlet;

import java.util.Arrays;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
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
        int[] shape = logits.shape();
        if (shape.length == 0 || targets.length != Shapes.size(shape)) {
            throw new ShapeException("dirichlet", targets.length + " target numbers for logits " + Arrays.toString(shape)
                    + ", expected as many");
        }
        int k = shape[shape.length - 1];
        double[] z = logits.toDoubles();
        double[] y = targets.clone();
        double[] loss = new double[k == 0 ? 0 : z.length / k];
        for (int r = 0; r < loss.length; r++) {
            loss[r] = likelihood.loss(row(z, r, k), row(y, r, k));
        }
        Tensor result = logits.runtime().tensor(logits.dtype(), loss, Arrays.copyOf(shape, shape.length - 1));
        return Autograd.record("dirichlet", result, g -> new Tensor[] {gradient(g, z, y, shape, likelihood)}, logits);
    }

    /** dz_r = g_r ∂(−log Dir)/∂z_r. */
    private static Tensor gradient(Tensor g, double[] z, double[] y, int[] shape, DirichletLikelihood likelihood) {
        int k = shape[shape.length - 1];
        double[] upstream = g.toDoubles();
        double[] dz = new double[z.length];
        for (int r = 0; r < upstream.length; r++) {
            double[] row = likelihood.lossGradient(row(z, r, k), row(y, r, k));
            for (int j = 0; j < k; j++) {
                dz[r * k + j] = upstream[r] * row[j];
            }
        }
        return g.runtime().tensor(g.dtype(), dz, shape);
    }

    private static double[] row(double[] x, int r, int k) {
        return Arrays.copyOfRange(x, r * k, (r + 1) * k);
    }
}
