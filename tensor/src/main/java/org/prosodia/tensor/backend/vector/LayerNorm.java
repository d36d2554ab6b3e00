package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.prosodia.tensor.backend.Workers;

/** Layer normalisation of rows x [rows, n] (Ba, Kiros and Hinton, 2016). */
final class LayerNorm {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    /** Elements worth a thread of their own. */
    private static final int GRAIN = 1 << 15;

    private LayerNorm() {}

    /** y = (x − mean) rstd γ + β. The mean is kept in two floats, so that a large one takes nothing from the accuracy of x − mean. */
    static void forward(Workers workers, float[] x, float[] gamma, float[] beta, float[] y, float[] mean, float[] rstd, int rows, int n,
            double eps) {
        workers.range(rows, GRAIN / Math.max(1, n), (from, to) -> {
            float[] scratch = new float[L];
            for (int r = from; r < to; r++) {
                int o = r * n;
                float m = (float) (RowSums.sum(x, o, n, scratch) / n);
                float rest = (float) (RowSums.sumOfDeviations(x, o, n, m, scratch) / n);
                rstd[r] = (float) (1 / Math.sqrt(RowSums.squares(x, o, n, m, rest, scratch) / n + eps));
                mean[r] = m + rest;
                normalise(x, gamma, beta, y, o, n, m, rest, rstd[r]);
            }
        });
    }

    /** With h = g γ: dx = rstd (h − avg h − x̂ avg(h x̂)); dγ += Σ g x̂, dβ += Σ g over the rows. */
    static void gradient(Workers workers, float[] x, float[] gamma, float[] mean, float[] rstd, float[] g, float[] dx, float[] dGamma,
            float[] dBeta, int rows, int n) {
        double[] sumG = new double[n];
        double[] sumGx = new double[n];
        Lanes.range(workers, n, GRAIN / Math.max(1, rows), (from, to) -> {
            ColumnSums.gradientOfRows(x, g, rows, n, from, to, mean, rstd, sumG, sumGx);
            for (int j = from; j < to; j++) {
                dGamma[j] += (float) sumGx[j];
                dBeta[j] += (float) sumG[j];
            }
        });
        workers.range(rows, GRAIN / Math.max(1, n), (from, to) -> {
            float[] sums = new float[2];
            float[] scratch = new float[L];
            for (int r = from; r < to; r++) {
                averages(x, gamma, g, r * n, n, mean[r], rstd[r], scratch, sums);
                rowGradient(x, gamma, g, dx, r * n, n, mean[r], rstd[r], sums[0], sums[1]);
            }
        });
    }

    private static void normalise(float[] x, float[] gamma, float[] beta, float[] y, int o, int n, float mean, float meanRest, float rstd) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector normal = FloatVector.fromArray(S, x, o + j).sub(mean).sub(meanRest).mul(rstd);
            normal.fma(FloatVector.fromArray(S, gamma, j), FloatVector.fromArray(S, beta, j)).intoArray(y, o + j);
        }
        for (; j < n; j++) {
            y[o + j] = Math.fma((x[o + j] - mean - meanRest) * rstd, gamma[j], beta[j]);
        }
    }

    /** avg h and avg(h x̂). */
    private static void averages(float[] x, float[] gamma, float[] g, int o, int n, float mean, float rstd, float[] scratch,
            float[] result) {
        FloatVector sumH = FloatVector.zero(S);
        FloatVector sumHx = FloatVector.zero(S);
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector h = FloatVector.fromArray(S, g, o + j).mul(FloatVector.fromArray(S, gamma, j));
            FloatVector normal = FloatVector.fromArray(S, x, o + j).sub(mean).mul(rstd);
            sumH = sumH.add(h);
            sumHx = h.fma(normal, sumHx);
        }
        sumH.intoArray(scratch, 0);
        double totalH = Lanes.sum(scratch);
        sumHx.intoArray(scratch, 0);
        double totalHx = Lanes.sum(scratch);
        for (; j < n; j++) {
            double h = (double) g[o + j] * gamma[j];
            totalH += h;
            totalHx += h * ((x[o + j] - mean) * rstd);
        }
        result[0] = (float) (totalH / n);
        result[1] = (float) (totalHx / n);
    }

    private static void rowGradient(float[] x, float[] gamma, float[] g, float[] dx, int o, int n, float mean, float rstd, float avgH,
            float avgHx) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector h = FloatVector.fromArray(S, g, o + j).mul(FloatVector.fromArray(S, gamma, j));
            FloatVector normal = FloatVector.fromArray(S, x, o + j).sub(mean).mul(rstd);
            h.sub(avgH).sub(normal.mul(avgHx)).mul(rstd).intoArray(dx, o + j);
        }
        for (; j < n; j++) {
            float normal = (x[o + j] - mean) * rstd;
            dx[o + j] = (g[o + j] * gamma[j] - avgH - normal * avgHx) * rstd;
        }
    }
}
