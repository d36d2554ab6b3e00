package org.prosodia.tensor.backend.profile;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Locale;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.BinaryOp;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;
import org.prosodia.tensor.backend.ScalarFunction;

/** Kernels of any backend, each call recorded with what it does. */
final class ProfiledKernels<A> implements Kernels<A> {
    private final Kernels<A> kernels;
    private final Profile profile;

    ProfiledKernels(Kernels<A> kernels, Profile profile) {
        this.kernels = kernels;
        this.profile = profile;
    }

    /** A call that touches so many elements. */
    private Span call(String name, long elements) {
        return profile.kernel(name, Work.moving(elements * dtype().bytes()));
    }

    /** 2mnk operations for each matrix of the batch, on elements of A, B and C. */
    private Span product(String name, long m, long n, long k, int batch, boolean accumulate) {
        long elements = m * k + k * n + (accumulate ? 2 : 1) * m * n;
        return profile.kernel(name, new Work(2 * m * n * k * batch, elements * batch * dtype().bytes(), 0));
    }

    /** Of memory on the host; other memory keeps its size to itself. */
    private static long elements(Object memory) {
        return memory.getClass().isArray() ? Array.getLength(memory) : 0;
    }

    private static long elements(int[] shape) {
        return Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
    }

    /** The function in the name of a kernel: the time of {@code map exp} is not that of {@code map relu}. */
    private static String named(String kernel, Object function) {
        String name = function instanceof Enum<?> constant ? constant.name() : function.getClass().getSimpleName();
        return (kernel + " " + name.toLowerCase(Locale.ROOT)).strip();
    }

    @Override
    public DType dtype() {
        return kernels.dtype();
    }

    @Override
    public A allocate(int n) {
        try (Span _ = memory("allocate", n)) {
            return kernels.allocate(n);
        }
    }

    @Override
    public A empty(int n) {
        try (Span _ = memory("empty", n)) {
            return kernels.empty(n);
        }
    }

    private Span memory(String name, int n) {
        long bytes = (long) n * dtype().bytes();
        return profile.kernel(name, new Work(0, bytes, bytes));
    }

    @Override
    public void write(Object hostArray, A x, int n) {
        try (Span _ = call("write", 2L * n)) {
            kernels.write(hostArray, x, n);
        }
    }

    @Override
    public void read(A x, Object hostArray, int n) {
        try (Span _ = call("read", 2L * n)) {
            kernels.read(x, hostArray, n);
        }
    }

    @Override
    public double get(A x, int i) {
        try (Span _ = call("get", 1)) {
            return kernels.get(x, i);
        }
    }

    @Override
    public void fill(A y, double value) {
        try (Span _ = call("fill", elements(y))) {
            kernels.fill(y, value);
        }
    }

    @Override
    public void map(ScalarFunction f, A x, A y) {
        try (Span _ = call(named("map", f), 2 * elements(y))) {
            kernels.map(f, x, y);
        }
    }

    @Override
    public void mapGradient(ScalarFunction f, A x, A g, A dx) {
        try (Span _ = call(named("mapGradient", f), 3 * elements(dx))) {
            kernels.mapGradient(f, x, g, dx);
        }
    }

    @Override
    public void zip(BinaryOp op, A x, int[] xStrides, A y, int[] yStrides, A z, int[] shape) {
        try (Span _ = call(named("zip", op), 3 * elements(shape))) {
            kernels.zip(op, x, xStrides, y, yStrides, z, shape);
        }
    }

    @Override
    public void axpy(double a, A x, A y) {
        try (Span _ = call("axpy", 3 * elements(y))) {
            kernels.axpy(a, x, y);
        }
    }

    @Override
    public void maskedFill(A x, boolean[] mask, int[] maskStrides, double value, A y, int[] shape) {
        try (Span _ = call("maskedFill", 2 * elements(shape))) {
            kernels.maskedFill(x, mask, maskStrides, value, y, shape);
        }
    }

    @Override
    public void dropout(A x, double p, long state, A y) {
        try (Span _ = call("dropout", 2 * elements(y))) {
            kernels.dropout(x, p, state, y);
        }
    }

    @Override
    public void copy(A x, int xOffset, int[] xStrides, A y, int yOffset, int[] yStrides, int[] shape) {
        try (Span _ = call("copy", 2 * elements(shape))) {
            kernels.copy(x, xOffset, xStrides, y, yOffset, yStrides, shape);
        }
    }

    @Override
    public void gatherRows(A x, int[] index, A y, int width) {
        try (Span _ = call("gatherRows", 2L * index.length * width)) {
            kernels.gatherRows(x, index, y, width);
        }
    }

    @Override
    public void scatterAddRows(A x, int[] index, A y, int width) {
        try (Span _ = call("scatterAddRows", 3L * index.length * width)) {
            kernels.scatterAddRows(x, index, y, width);
        }
    }

    @Override
    public void sum(A x, int[] shape, A y, int[] yStrides) {
        try (Span _ = call("sum", elements(shape))) {
            kernels.sum(x, shape, y, yStrides);
        }
    }

    @Override
    public double squaredNorm(A x) {
        try (Span _ = call("squaredNorm", elements(x))) {
            return kernels.squaredNorm(x);
        }
    }

    @Override
    public void max(A x, int outer, int n, int inner, A y, int[] argmax) {
        try (Span _ = call("max", (long) outer * n * inner)) {
            kernels.max(x, outer, n, inner, y, argmax);
        }
    }

    @Override
    public void gemm(int m, int n, int k, A a, MatrixView aView, A b, MatrixView bView, A c, MatrixView cView, boolean accumulate) {
        try (Span _ = product("gemm", m, n, k, cView.batches(), accumulate)) {
            kernels.gemm(m, n, k, a, aView, b, bView, c, cView, accumulate);
        }
    }

    @Override
    public PackedMatrix pack(int k, int n, A b, MatrixView bView, WeightPrecision precision) {
        try (Span _ = call("pack", 2L * k * n * bView.batches())) {
            return kernels.pack(k, n, b, bView, precision);
        }
    }

    @Override
    public void unpack(PackedMatrix packed, A b) {
        try (Span _ = call("unpack", 2 * elements(b))) {
            kernels.unpack(packed, b);
        }
    }

    @Override
    public void packedGemm(int m, A a, MatrixView aView, PackedMatrix b, A bias, ScalarFunction f, A c, MatrixView cView) {
        try (Span _ = product(f == null ? "packedGemm" : named("packedGemm", f), m, b.columns(), b.depth(), cView.batches(), false)) {
            kernels.packedGemm(m, a, aView, b, bias, f, c, cView);
        }
    }

    @Override
    public void softmax(A x, A y, int rows, int n) {
        try (Span _ = call("softmax", 2L * rows * n)) {
            kernels.softmax(x, y, rows, n);
        }
    }

    /** Of so many products of each head; only matrices like Q and like K are in memory, so many of each. */
    private Span products(String name, AttentionInputs<A> in, int count, int likeQ, int likeK) {
        long scores = (long) in.heads() * in.queries() * in.keys();
        long elements = ((long) likeQ * in.queries() + (long) likeK * in.keys()) * in.heads() * in.width();
        return profile.kernel(name, new Work(2 * count * scores * in.width(), elements * dtype().bytes(), 0));
    }

    @Override
    public void attention(AttentionInputs<A> in, A out) {
        try (Span _ = products("attention", in, 2, 2, 2)) {
            kernels.attention(in, out);
        }
    }

    @Override
    public void attentionGradient(AttentionInputs<A> in, A g, A dq, A dk, A dv) {
        try (Span _ = products("attentionGradient", in, 5, 3, 4)) {
            kernels.attentionGradient(in, g, dq, dk, dv);
        }
    }

    @Override
    public void softmaxGradient(A y, A g, A dx, int rows, int n) {
        try (Span _ = call("softmaxGradient", 3L * rows * n)) {
            kernels.softmaxGradient(y, g, dx, rows, n);
        }
    }

    @Override
    public void logSoftmax(A x, A y, int rows, int n) {
        try (Span _ = call("logSoftmax", 2L * rows * n)) {
            kernels.logSoftmax(x, y, rows, n);
        }
    }

    @Override
    public void logSoftmaxGradient(A y, A g, A dx, int rows, int n) {
        try (Span _ = call("logSoftmaxGradient", 3L * rows * n)) {
            kernels.logSoftmaxGradient(y, g, dx, rows, n);
        }
    }

    @Override
    public void layerNorm(A x, A gamma, A beta, A y, A mean, A rstd, int rows, int n, double eps) {
        try (Span _ = call("layerNorm", 2L * rows * n)) {
            kernels.layerNorm(x, gamma, beta, y, mean, rstd, rows, n, eps);
        }
    }

    @Override
    public void layerNormGradient(A x, A gamma, A mean, A rstd, A g, A dx, A dGamma, A dBeta, int rows, int n) {
        try (Span _ = call("layerNormGradient", 3L * rows * n)) {
            kernels.layerNormGradient(x, gamma, mean, rstd, g, dx, dGamma, dBeta, rows, n);
        }
    }

    @Override
    public void groupNorm(A x, A gamma, A beta, A y, A mean, A rstd, int batch, int time, int channels, int groups, double eps) {
        try (Span _ = call("groupNorm", 2L * batch * time * channels)) {
            kernels.groupNorm(x, gamma, beta, y, mean, rstd, batch, time, channels, groups, eps);
        }
    }

    @Override
    public void groupNormGradient(
            A x, A gamma, A mean, A rstd, A g, A dx, A dGamma, A dBeta, int batch, int time, int channels, int groups) {
        try (Span _ = call("groupNormGradient", 3L * batch * time * channels)) {
            kernels.groupNormGradient(x, gamma, mean, rstd, g, dx, dGamma, dBeta, batch, time, channels, groups);
        }
    }

    @Override
    public void adam(AdamStep step, A parameter, A gradient, A m, A v) {
        try (Span _ = call("adam", 7 * elements(parameter))) {
            kernels.adam(step, parameter, gradient, m, v);
        }
    }

    @Override
    public String check() {
        return kernels.check();
    }

    @Override
    public String traffic() {
        return kernels.traffic();
    }

    @Override
    public void close() {
        kernels.close();
    }
}
