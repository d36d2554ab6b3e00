package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.prosodia.tensor.backend.Workers;

/**
 * Sums over the rows of x [rows, n], for the columns {@code from} to {@code to}, added to {@code total}. Blocks of rows are summed in
 * single precision and the blocks in double, so that errors do not grow with the number of rows.
 */
final class ColumnSums {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    /** Rows summed in single precision. */
    private static final int BLOCK = 64;

    /** Most parts of the rows that are summed by themselves. */
    private static final int MOST_PARTS = 16;

    /** Elements worth a thread of their own. */
    private static final int GRAIN = 1 << 15;

    private ColumnSums() {}

    /**
     * Σ x over all rows. Threads share the rows, since two that read halves of the same rows are slower than one; the parts that are summed
     * by themselves depend on the number of rows alone.
     */
    static double[] sum(Workers workers, float[] x, int rows, int n) {
        int parts = Math.clamp(rows / BLOCK, 1, MOST_PARTS);
        double[][] totals = new double[parts][n];
        workers.range(parts, GRAIN / Math.max(1, rows / parts * n), (from, to) -> {
            for (int part = from; part < to; part++) {
                int begin = cut(rows, part, parts);
                sum(x, begin * n, cut(rows, part + 1, parts) - begin, n, 0, n, totals[part]);
            }
        });
        for (int part = 1; part < parts; part++) {
            for (int j = 0; j < n; j++) {
                totals[0][j] += totals[part][j];
            }
        }
        return totals[0];
    }

    private static int cut(int rows, int part, int parts) {
        return (int) ((long) rows * part / parts);
    }

    /** Σ x; row r begins at {@code o + r * n}. */
    static void sum(float[] x, int o, int rows, int n, int from, int to, double[] total) {
        float[] part = new float[to - from];
        for (int r = 0; r < rows; r += BLOCK) {
            for (int i = r; i < Math.min(rows, r + BLOCK); i++) {
                addRow(x, o + i * n + from, part);
            }
            flush(part, from, total);
        }
    }

    /** Σ d and Σ d² where d = x − mean with a mean for each column. */
    static void deviations(float[] x, int o, int rows, int n, int from, int to, float[] mean, int meanOffset, double[] sum,
            double[] squares) {
        float[] part = new float[to - from];
        float[] partSquares = new float[to - from];
        for (int r = 0; r < rows; r += BLOCK) {
            for (int i = r; i < Math.min(rows, r + BLOCK); i++) {
                addDeviations(x, o + i * n + from, mean, meanOffset + from, part, partSquares);
            }
            flush(part, from, sum);
            flush(partSquares, from, squares);
        }
    }

    /** Σ g and Σ g x̂ where x̂ = (x − mean) rstd with one mean and rstd for each row. */
    static void gradientOfRows(float[] x, float[] g, int rows, int n, int from, int to, float[] mean, float[] rstd, double[] sumG,
            double[] sumGx) {
        float[] partG = new float[to - from];
        float[] partGx = new float[to - from];
        for (int r = 0; r < rows; r += BLOCK) {
            for (int i = r; i < Math.min(rows, r + BLOCK); i++) {
                addRow(g, i * n + from, partG);
                addProducts(x, g, i * n + from, mean[i], rstd[i], partGx);
            }
            flush(partG, from, sumG);
            flush(partGx, from, sumGx);
        }
    }

    /** Σ g and Σ g (x − mean) with one mean for each column. */
    static void gradientOfColumns(float[] x, float[] g, int o, int rows, int n, int from, int to, float[] mean, int meanOffset,
            double[] sumG, double[] sumGx) {
        float[] partG = new float[to - from];
        float[] partGx = new float[to - from];
        for (int r = 0; r < rows; r += BLOCK) {
            for (int i = r; i < Math.min(rows, r + BLOCK); i++) {
                addRow(g, o + i * n + from, partG);
                addCentredProducts(x, g, o + i * n + from, mean, meanOffset + from, partGx);
            }
            flush(partG, from, sumG);
            flush(partGx, from, sumGx);
        }
    }

    private static void flush(float[] part, int from, double[] total) {
        for (int j = 0; j < part.length; j++) {
            total[from + j] += part[j];
        }
        Arrays.fill(part, 0);
    }

    private static void addRow(float[] x, int o, float[] sum) {
        int j = 0;
        for (; j <= sum.length - L; j += L) {
            FloatVector.fromArray(S, sum, j).add(FloatVector.fromArray(S, x, o + j)).intoArray(sum, j);
        }
        for (; j < sum.length; j++) {
            sum[j] += x[o + j];
        }
    }

    private static void addDeviations(float[] x, int o, float[] mean, int mo, float[] sum, float[] squares) {
        int j = 0;
        for (; j <= sum.length - L; j += L) {
            FloatVector d = FloatVector.fromArray(S, x, o + j).sub(FloatVector.fromArray(S, mean, mo + j));
            d.add(FloatVector.fromArray(S, sum, j)).intoArray(sum, j);
            d.fma(d, FloatVector.fromArray(S, squares, j)).intoArray(squares, j);
        }
        for (; j < sum.length; j++) {
            float d = x[o + j] - mean[mo + j];
            sum[j] += d;
            squares[j] = Math.fma(d, d, squares[j]);
        }
    }

    private static void addProducts(float[] x, float[] g, int o, float mean, float rstd, float[] sum) {
        int j = 0;
        for (; j <= sum.length - L; j += L) {
            FloatVector normal = FloatVector.fromArray(S, x, o + j).sub(mean).mul(rstd);
            normal.fma(FloatVector.fromArray(S, g, o + j), FloatVector.fromArray(S, sum, j)).intoArray(sum, j);
        }
        for (; j < sum.length; j++) {
            sum[j] = Math.fma((x[o + j] - mean) * rstd, g[o + j], sum[j]);
        }
    }

    private static void addCentredProducts(float[] x, float[] g, int o, float[] mean, int mo, float[] sum) {
        int j = 0;
        for (; j <= sum.length - L; j += L) {
            FloatVector centred = FloatVector.fromArray(S, x, o + j).sub(FloatVector.fromArray(S, mean, mo + j));
            centred.fma(FloatVector.fromArray(S, g, o + j), FloatVector.fromArray(S, sum, j)).intoArray(sum, j);
        }
        for (; j < sum.length; j++) {
            sum[j] = Math.fma(x[o + j] - mean[mo + j], g[o + j], sum[j]);
        }
    }
}
