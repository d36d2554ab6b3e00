package org.prosodia.pipeline.face.extraction;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Least squares on the simplex for all frames together, with a ridge on the differences of neighbours:
 *
 * <pre>
 * min Σ_t (½ e_tᵀ H_t e_t − c_tᵀ e_t) + w/2 Σ_t ‖e_(t+1) − e_t‖²   with every e_t on the simplex
 * </pre>
 *
 * <p>By ADMM (Boyd et al., 2011, section 5.2): x minimises the quadratic plus {@code ρ/2 ‖x − z + u‖²}, z is the point of the simplex
 * nearest to {@code x + u}, and u adds up how far they are apart. The step of x is a block-tridiagonal system with blocks
 * {@code B_t = H_t + (ρ + w n_t) I}, n_t the number of neighbours, and −w I beside them. Its block Cholesky factors are made once,
 *
 * <pre>
 * S_0 = B_0,  S_t = B_t − w² S_(t−1)⁻¹
 * </pre>
 *
 * <p>It ends when z, which is the answer, stands still. How far x is from it says little: where smoothing is strong, u has to grow for long
 * until x is on the simplex as well, and z does not move any more.
 */
final class SmoothLeastSquares {
    /** The most that a share still moves in the last round; it is then right to about a thousand times that. */
    private static final double TOLERANCE = 1e-9;
    /** Five hundred to a thousand are usual. */
    private static final int MOST_ROUNDS = 10_000;
    /** ρ over h: less takes longer where smoothing is strong, more where it is weak. */
    private static final double PENALTY = 10;

    private final NormalEquations[] frames;
    private final double w;
    private final double rho;
    private final int k;
    private final DMatrixRMaj[] inverses;
    private final double[][] x;
    private final double[][] z;
    private final double[][] u;

    private SmoothLeastSquares(NormalEquations[] frames, double w) {
        this.frames = frames;
        this.w = w;
        this.k = frames[0].size();
        this.rho = PENALTY * NormalEquations.scale(frames[0].h());
        this.inverses = new DMatrixRMaj[frames.length];
        this.x = new double[frames.length][k];
        this.z = new double[frames.length][k];
        this.u = new double[frames.length][k];
    }

    /**
     * What was found.
     *
     * @param shares e [T][K], on the simplex in any case
     * @param rounds that it took
     */
    record Solution(double[][] shares, int rounds) {}

    /** @param w of the differences, above 0 */
    static Solution solve(NormalEquations[] frames, double w) {
        return new SmoothLeastSquares(frames, w).solve();
    }

    private Solution solve() {
        factorize();
        for (double[] row : z) {
            Arrays.fill(row, 1.0 / k);
        }
        double moved = Double.POSITIVE_INFINITY;
        int round = 0;
        for (; round < MOST_ROUNDS && moved > TOLERANCE; round++) {
            minimizeQuadratic();
            moved = project();
        }
        return new Solution(z, round);
    }

    private void factorize() {
        for (int t = 0; t < frames.length; t++) {
            DMatrixRMaj s = frames[t].h().copy();
            int neighbours = (t > 0 ? 1 : 0) + (t < frames.length - 1 ? 1 : 0);
            for (int i = 0; i < k; i++) {
                s.add(i, i, rho + w * neighbours);
            }
            if (t > 0) {
                CommonOps_DDRM.addEquals(s, -w * w, inverses[t - 1]);
            }
            inverses[t] = new DMatrixRMaj(k, k);
            if (!CommonOps_DDRM.invertSPD(s, inverses[t])) {
                throw new ArithmeticException("frame " + t + ": the normal equations are not positive definite");
            }
        }
    }

    /** Forward {@code y_t = r_t + w S_(t−1)⁻¹ y_(t−1)}, backward {@code x_t = S_t⁻¹ (y_t + w x_(t+1))}, with r_t = c_t + ρ (z_t − u_t). */
    private void minimizeQuadratic() {
        double[] carried = new double[k];
        for (int t = 0; t < frames.length; t++) {
            for (int i = 0; i < k; i++) {
                x[t][i] = frames[t].c().get(i, 0) + rho * (z[t][i] - u[t][i]) + w * carried[i];
            }
            carried = times(inverses[t], x[t]);
        }
        double[] next = new double[k];
        for (int t = frames.length - 1; t >= 0; t--) {
            for (int i = 0; i < k; i++) {
                x[t][i] += w * next[i];
            }
            next = times(inverses[t], x[t]);
            x[t] = next;
        }
    }

    private double[] times(DMatrixRMaj matrix, double[] vector) {
        double[] product = new double[k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                product[i] += matrix.get(i, j) * vector[j];
            }
        }
        return product;
    }

    /** Moves z and u, and says the most that z moved. */
    private double project() {
        double moved = 0;
        for (int t = 0; t < frames.length; t++) {
            double[] sum = new double[k];
            for (int i = 0; i < k; i++) {
                sum[i] = x[t][i] + u[t][i];
            }
            double[] nearest = nearestShares(sum);
            for (int i = 0; i < k; i++) {
                moved = Math.max(moved, Math.abs(nearest[i] - z[t][i]));
                u[t][i] = sum[i] - nearest[i];
            }
            z[t] = nearest;
        }
        return moved;
    }

    /** The point of the simplex nearest to v: {@code max(0, v_k − θ)}, θ such that it sums to 1 (Held, Wolfe and Crowder, 1974). */
    static double[] nearestShares(double[] v) {
        double[] sorted = v.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double theta = 0;
        for (int n = 1; n <= sorted.length; n++) {
            double value = sorted[sorted.length - n];
            sum += value;
            if (value > (sum - 1) / n) {
                theta = (sum - 1) / n;
            }
        }
        double[] shares = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            shares[i] = Math.max(0, v[i] - theta);
        }
        return shares;
    }
}
