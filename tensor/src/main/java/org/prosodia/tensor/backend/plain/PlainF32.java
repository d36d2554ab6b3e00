package org.prosodia.tensor.backend.plain;

import java.util.Arrays;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.BinaryOp;
import org.prosodia.tensor.backend.HostArrays;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.ScalarFunction;
import org.prosodia.tensor.backend.Workers;

/** The plain kernels of one dtype. Faster backends extend this class and replace what they do better. */
public class PlainF32 implements Kernels<float[]> {
    /** Where parallel loops run. */
    protected final Workers workers;

    public PlainF32(Workers workers) {
        this.workers = workers;
    }

    @Override
    public final DType dtype() {
        return DType.F32;
    }

    @Override
    public final float[] allocate(int n) {
        return new float[n];
    }

    @Override
    public final void write(Object hostArray, float[] x, int n) {
        HostArrays.copy(hostArray, x, n);
    }

    @Override
    public final void read(float[] x, Object hostArray, int n) {
        HostArrays.copy(x, hostArray, n);
    }

    @Override
    public final double get(float[] x, int i) {
        return x[i];
    }

    @Override
    public final void fill(float[] y, double value) {
        Arrays.fill(y, (float) value);
    }

    @Override
    public void map(ScalarFunction f, float[] x, float[] y) {
        ElementwiseF32.map(workers, f, x, y);
    }

    @Override
    public void dropout(float[] x, double p, long state, float[] y) {
        ElementwiseF32.dropout(workers, x, p, state, y);
    }

    @Override
    public void mapGradient(ScalarFunction f, float[] x, float[] g, float[] dx) {
        ElementwiseF32.mapGradient(workers, f, x, g, dx);
    }

    @Override
    public void zip(BinaryOp op, float[] x, int[] xStrides, float[] y, int[] yStrides, float[] z, int[] shape) {
        ElementwiseF32.zip(workers, op, x, xStrides, y, yStrides, z, shape);
    }

    @Override
    public void axpy(double a, float[] x, float[] y) {
        ElementwiseF32.axpy(workers, a, x, y);
    }

    @Override
    public void maskedFill(float[] x, boolean[] mask, int[] maskStrides, double value, float[] y, int[] shape) {
        ElementwiseF32.maskedFill(workers, x, mask, maskStrides, value, y, shape);
    }

    @Override
    public void copy(float[] x, int xOffset, int[] xStrides, float[] y, int yOffset, int[] yStrides, int[] shape) {
        MovementF32.copy(workers, x, xOffset, xStrides, y, yOffset, yStrides, shape);
    }

    @Override
    public void gatherRows(float[] x, int[] index, float[] y, int width) {
        MovementF32.gatherRows(x, index, y, width);
    }

    @Override
    public void scatterAddRows(float[] x, int[] index, float[] y, int width) {
        MovementF32.scatterAddRows(x, index, y, width);
    }

    @Override
    public void sum(float[] x, int[] shape, float[] y, int[] yStrides) {
        ReduceF32.sum(x, shape, y, yStrides);
    }

    @Override
    public final double squaredNorm(float[] x) {
        return ReduceF32.squaredNorm(workers, x);
    }

    @Override
    public void max(float[] x, int outer, int n, int inner, float[] y, int[] argmax) {
        ReduceF32.max(x, outer, n, inner, y, argmax);
    }

    @Override
    public void gemm(int m, int n, int k, float[] a, MatrixView aView, float[] b, MatrixView bView, float[] c, MatrixView cView,
            boolean accumulate) {
        GemmF32.gemm(workers, m, n, k, a, aView, b, bView, c, cView, accumulate);
    }

    @Override
    public void softmax(float[] x, float[] y, int rows, int n) {
        SoftmaxF32.softmax(workers, x, y, rows, n);
    }

    @Override
    public void softmaxGradient(float[] y, float[] g, float[] dx, int rows, int n) {
        SoftmaxF32.softmaxGradient(workers, y, g, dx, rows, n);
    }

    @Override
    public void logSoftmax(float[] x, float[] y, int rows, int n) {
        SoftmaxF32.logSoftmax(workers, x, y, rows, n);
    }

    @Override
    public void logSoftmaxGradient(float[] y, float[] g, float[] dx, int rows, int n) {
        SoftmaxF32.logSoftmaxGradient(workers, y, g, dx, rows, n);
    }

    @Override
    public void layerNorm(float[] x, float[] gamma, float[] beta, float[] y, float[] mean, float[] rstd, int rows, int n, double eps) {
        LayerNormF32.forward(workers, x, gamma, beta, y, mean, rstd, rows, n, eps);
    }

    @Override
    public void layerNormGradient(float[] x, float[] gamma, float[] mean, float[] rstd, float[] g, float[] dx, float[] dGamma,
            float[] dBeta, int rows, int n) {
        LayerNormF32.gradient(workers, x, gamma, mean, rstd, g, dx, dGamma, dBeta, rows, n);
    }

    @Override
    public void groupNorm(float[] x, float[] gamma, float[] beta, float[] y, float[] mean, float[] rstd, int batch, int time,
            int channels, int groups, double eps) {
        GroupNormF32.forward(workers, x, gamma, beta, y, mean, rstd, batch, time, channels, groups, eps);
    }

    @Override
    public void groupNormGradient(float[] x, float[] gamma, float[] mean, float[] rstd, float[] g, float[] dx, float[] dGamma,
            float[] dBeta, int batch, int time, int channels, int groups) {
        GroupNormF32.gradient(x, gamma, mean, rstd, g, dx, dGamma, dBeta, batch, time, channels, groups);
    }

    @Override
    public void adam(AdamStep step, float[] parameter, float[] gradient, float[] m, float[] v) {
        AdamF32.step(workers, step, parameter, gradient, m, v);
    }
}
