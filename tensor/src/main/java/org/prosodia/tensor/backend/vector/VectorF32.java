package org.prosodia.tensor.backend.vector;

import org.prosodia.tensor.WeightPrecision;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.BinaryOp;
import org.prosodia.tensor.backend.DropoutMask;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;
import org.prosodia.tensor.backend.ScalarFunction;
import org.prosodia.tensor.backend.Workers;
import org.prosodia.tensor.backend.plain.PlainF32;
import org.prosodia.tensor.backend.plain.Rows;

/**
 * The plain kernels with their hot loops in the Vector API. Where the plain ones work in double precision these work in single, as other
 * frameworks do; sums stay accurate, see {@link RowSums} and {@link ColumnSums}.
 */
final class VectorF32 extends PlainF32 {
    /** Elements worth a thread of their own, for loops bound by memory. */
    private static final int GRAIN = 1 << 15;

    /** The same for loops bound by arithmetic. */
    private static final int COSTLY_GRAIN = 1 << 13;

    private final Gemm gemm;
    private final Attention attention;
    private final AttentionGradient attentionGradient;

    VectorF32(Workers workers) {
        super(workers);
        this.gemm = new Gemm(workers);
        this.attention = new Attention(workers);
        this.attentionGradient = new AttentionGradient(workers);
    }

    @Override
    public void map(ScalarFunction f, float[] x, float[] y) {
        switch (f) {
            case Functions.EXP -> costly(x.length, (from, to) -> Activations.exp(x, y, from, to));
            case Functions.TANH -> costly(x.length, (from, to) -> Activations.tanh(x, y, from, to));
            case Functions.SIGMOID -> costly(x.length, (from, to) -> Activations.sigmoid(x, y, from, to));
            case Functions.GELU -> costly(x.length, (from, to) -> Activations.gelu(x, y, from, to));
            case Functions.SQUARE -> Lanes.shortRanges(workers, x.length, GRAIN, (from, to) -> Activations.square(x, y, from, to));
            case ScalarFunction.Affine(double scale, double shift) -> Lanes.shortRanges(workers, x.length, GRAIN, (from, to) ->
                    Activations.affine((float) scale, (float) shift, x, y, from, to));
            default -> super.map(f, x, y);
        }
    }

    @Override
    public void mapGradient(ScalarFunction f, float[] x, float[] g, float[] dx) {
        switch (f) {
            case Functions.EXP -> costly(x.length, (from, to) -> Activations.expGradient(x, g, dx, from, to));
            case Functions.TANH -> costly(x.length, (from, to) -> Activations.tanhGradient(x, g, dx, from, to));
            case Functions.SIGMOID -> costly(x.length, (from, to) -> Activations.sigmoidGradient(x, g, dx, from, to));
            case Functions.GELU -> costly(x.length, (from, to) -> Activations.geluGradient(x, g, dx, from, to));
            case Functions.SQUARE ->
                Lanes.shortRanges(workers, x.length, GRAIN, (from, to) -> Activations.squareGradient(x, g, dx, from, to));
            case ScalarFunction.Affine(double scale, double _) -> Lanes.shortRanges(workers, x.length, GRAIN, (from, to) ->
                    Activations.affine((float) scale, 0, g, dx, from, to));
            default -> super.mapGradient(f, x, g, dx);
        }
    }

    @Override
    public void dropout(float[] x, double p, long state, float[] y) {
        DropoutMask mask = new DropoutMask(p, state);
        Lanes.shortRanges(workers, x.length, GRAIN, (from, to) -> DropoutLanes.multiply(mask, x, y, from, to));
    }

    private void costly(int n, Workers.Range body) {
        Lanes.shortRanges(workers, n, COSTLY_GRAIN, body);
    }

    @Override
    public void zip(BinaryOp op, float[] x, int[] xStrides, float[] y, int[] yStrides, float[] z, int[] shape) {
        Rows rows = new Rows(shape, xStrides, yStrides);
        int n = rows.length();
        int count = rows.count();
        int yStep = rows.step(1);
        if (!Zip.supports(op) || rows.step(0) != 1 || yStep > 1) {
            super.zip(op, x, xStrides, y, yStrides, z, shape);
        } else if (count == 1) {
            Lanes.shortRanges(workers, n, GRAIN, (from, to) -> zipRow(op, x, from, y, from * yStep, yStep, z, from, to - from));
        } else {
            workers.range(count, GRAIN / Math.max(1, n), (from, to) -> {
                Rows.Cursor cursor = rows.cursor(from);
                for (int r = from; r < to; r++, cursor.next()) {
                    zipRow(op, x, cursor.offset(0), y, cursor.offset(1), yStep, z, r * n, n);
                }
            });
        }
    }

    private static void zipRow(BinaryOp op, float[] x, int xo, float[] y, int yo, int yStep, float[] z, int zo, int n) {
        if (yStep == 1) {
            Zip.rows(op, x, xo, y, yo, z, zo, n);
        } else if (n > 0) {
            Zip.rowAndNumber(op, x, xo, y[yo], z, zo, n);
        }
    }

    /** Sums over leading axes, as for a bias, by {@link ColumnSums}; sums over trailing axes by {@link RowSums}. */
    @Override
    public void sum(float[] x, int[] shape, float[] y, int[] yStrides) {
        Rows rows = new Rows(shape, yStrides);
        int n = rows.length();
        if (rows.step(0) == 1 && n == y.length) {
            addTotals(ColumnSums.sum(workers, x, rows.count(), n), y);
        } else if (rows.step(0) == 0) {
            double[] total = new double[y.length];
            float[] scratch = new float[Lanes.COUNT];
            Rows.Cursor cursor = rows.cursor(0);
            for (int r = 0; r < rows.count(); r++, cursor.next()) {
                total[cursor.offset(0)] += RowSums.sum(x, r * n, n, scratch);
            }
            addTotals(total, y);
        } else {
            super.sum(x, shape, y, yStrides);
        }
    }

    private static void addTotals(double[] total, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += (float) total[i];
        }
    }

    @Override
    public void gemm(int m, int n, int k, float[] a, MatrixView aView, float[] b, MatrixView bView, float[] c, MatrixView cView,
            boolean accumulate) {
        gemm.gemm(m, n, k, a, aView, b, bView, c, cView, accumulate);
    }

    @Override
    public PackedMatrix pack(int k, int n, float[] b, MatrixView bView, WeightPrecision precision) {
        return precision == WeightPrecision.F32
                ? PackedPanels.pack(workers, k, n, b, bView) : HalfPanels.pack(workers, k, n, b, bView, precision);
    }

    @Override
    public void unpack(PackedMatrix packed, float[] b) {
        ((PackedForm) packed).unpack(workers, b);
    }

    @Override
    public void packedGemm(int m, float[] a, MatrixView aView, PackedMatrix b, float[] bias, ScalarFunction f, float[] c, MatrixView cView) {
        gemm.packed(m, a, aView, (PackedForm) b, bias, f == Functions.GELU, c, cView);
        if (f != null && f != Functions.GELU) {
            map(f, c, c);
        }
    }

    @Override
    public void softmax(float[] x, float[] y, int rows, int n) {
        workers.range(rows, COSTLY_GRAIN / Math.max(1, n), (from, to) -> Softmax.forward(x, y, from, to, n));
    }

    @Override
    public void attention(AttentionInputs<float[]> in, float[] out) {
        attention.forward(in, out);
    }

    @Override
    public void attentionGradient(AttentionInputs<float[]> in, float[] g, float[] dq, float[] dk, float[] dv) {
        attentionGradient.backward(in, g, dq, dk, dv);
    }

    @Override
    public void softmaxGradient(float[] y, float[] g, float[] dx, int rows, int n) {
        workers.range(rows, GRAIN / Math.max(1, n), (from, to) -> Softmax.gradient(y, g, dx, from, to, n));
    }

    @Override
    public void layerNorm(float[] x, float[] gamma, float[] beta, float[] y, float[] mean, float[] rstd, int rows, int n, double eps) {
        LayerNorm.forward(workers, x, gamma, beta, y, mean, rstd, rows, n, eps);
    }

    @Override
    public void layerNormGradient(float[] x, float[] gamma, float[] mean, float[] rstd, float[] g, float[] dx, float[] dGamma,
            float[] dBeta, int rows, int n) {
        LayerNorm.gradient(workers, x, gamma, mean, rstd, g, dx, dGamma, dBeta, rows, n);
    }

    @Override
    public void groupNorm(float[] x, float[] gamma, float[] beta, float[] y, float[] mean, float[] rstd, int batch, int time,
            int channels, int groups, double eps) {
        if (groups == channels && time > 0) {
            ChannelNorm.forward(workers, x, gamma, beta, y, mean, rstd, batch, time, channels, eps);
        } else {
            super.groupNorm(x, gamma, beta, y, mean, rstd, batch, time, channels, groups, eps);
        }
    }

    @Override
    public void groupNormGradient(float[] x, float[] gamma, float[] mean, float[] rstd, float[] g, float[] dx, float[] dGamma,
            float[] dBeta, int batch, int time, int channels, int groups) {
        if (groups == channels && time > 0) {
            ChannelNorm.gradient(workers, x, gamma, mean, rstd, g, dx, dGamma, dBeta, batch, time, channels);
        } else {
            super.groupNormGradient(x, gamma, mean, rstd, g, dx, dGamma, dBeta, batch, time, channels, groups);
        }
    }

    @Override
    public void adam(AdamStep step, float[] parameter, float[] gradient, float[] m, float[] v) {
        Lanes.shortRanges(workers, parameter.length, GRAIN, (from, to) -> Adam.step(step, parameter, gradient, m, v, from, to));
    }
}
