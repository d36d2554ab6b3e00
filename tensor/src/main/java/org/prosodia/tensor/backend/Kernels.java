package org.prosodia.tensor.backend;

import org.prosodia.tensor.DType;
import org.prosodia.tensor.WeightPrecision;

/**
 * The compute interface: everything that a backend must be able to do, and all that ops may ask of it.
 *
 * <p>Memory of type {@code A} holds the elements of one dtype ({@code float[]}, {@code double[]}, or memory on a device).
 * Kernels never allocate results: the caller passes them. Shapes and sizes are checked by the ops; kernels trust them.
 * Strides count elements; a stride of 0 repeats an element (broadcasting). Results do not depend on the number of threads.
 *
 * @param <A> memory of one tensor
 */
public interface Kernels<A> {
    DType dtype();

    /** New memory of {@code n} zeros. */
    A allocate(int n);

    /** New memory of {@code n} elements that may be anything, for those who write all of them. */
    default A empty(int n) {
        return allocate(n);
    }

    /** Copies from the host: the first {@code n} elements of a float[], double[] or {@link HalfArray} become those of x. */
    void write(Object hostArray, A x, int n);

    /** Copies to the host: the first {@code n} elements of x become those of a float[], double[] or {@link HalfArray}. */
    void read(A x, Object hostArray, int n);

    /** The element as a double. */
    double get(A x, int i);

    void fill(A y, double value);

    // Elementwise

    /** y_i = f(x_i); {@code y} may be {@code x}. */
    void map(ScalarFunction f, A x, A y);

    /** dx_i = g_i f'(x_i); {@code dx} may be {@code g}. */
    void mapGradient(ScalarFunction f, A x, A g, A dx);

    /** z = x ∘ y over {@code shape}; {@code z} is dense and may be {@code x} where x is dense too. */
    void zip(BinaryOp op, A x, int[] xStrides, A y, int[] yStrides, A z, int[] shape);

    /** y_i += a x_i. */
    void axpy(double a, A x, A y);

    /** y = mask ? value : x over {@code shape}; x and y are dense. */
    void maskedFill(A x, boolean[] mask, int[] maskStrides, double value, A y, int[] shape);

    /**
     * y_i = x_i times 0 with probability p, else 1 / (1 − p): 0 where number i of a generator in this state, as a fraction
     * ({@link org.prosodia.tensor.Rng#nextDouble()}), is below p, see {@link DropoutMask}. {@code y} may be {@code x}.
     */
    void dropout(A x, double p, long state, A y);

    // Movement

    /** y[yOffset + i·yStrides] = x[xOffset + i·xStrides] for every index i of {@code shape}. */
    void copy(A x, int xOffset, int[] xStrides, A y, int yOffset, int[] yStrides, int[] shape);

    /** Row r of y is row index[r] of x. */
    void gatherRows(A x, int[] index, A y, int width);

    /** Row index[r] of y += row r of x, in the order of r. */
    void scatterAddRows(A x, int[] index, A y, int width);

    // Reductions

    /** y[i·yStrides] += x_i for every index i of {@code shape}; the axes with stride 0 are summed. {@code x} is dense. */
    void sum(A x, int[] shape, A y, int[] yStrides);

    /** Σ x_i², accumulated in double precision, in an order that the size alone decides. */
    double squaredNorm(A x);

    /** Maximum over the middle axis of x [outer, n, inner], with the first position of each. NaN wins. */
    void max(A x, int outer, int n, int inner, A y, int[] argmax);

    // Matrix products

    /**
     * C_b = A_b B_b, or C_b += A_b B_b, for each b: A [m, k], B [k, n], C [m, n].
     * Matrices of one call may share memory for reading (windows that overlap), never for writing.
     */
    void gemm(int m, int n, int k, A a, MatrixView aView, A b, MatrixView bView, A c, MatrixView cView, boolean accumulate);

    /**
     * The matrices [k, n] of {@code b} in the form in which {@link #packedGemm} reads them, in memory of their own, rounded to a precision;
     * null where a backend has no such form.
     */
    default PackedMatrix pack(int k, int n, A b, MatrixView bView, WeightPrecision precision) {
        return null;
    }

    /** Puts packed matrices back to where they came from; what lies between them is left as it is. */
    default void unpack(PackedMatrix packed, A b) {
        throw new UnsupportedOperationException("this backend packs nothing");
    }

    /**
     * C_b = f(A_b B_b + bias), with matrices that {@link #pack} made; the products of a batch take them in turn.
     *
     * @param bias [matrices, n], the same for all rows; or null
     * @param f or null; where it is given, C is dense and all of {@code c}
     */
    default void packedGemm(int m, A a, MatrixView aView, PackedMatrix b, A bias, ScalarFunction f, A c, MatrixView cView) {
        throw new UnsupportedOperationException("this backend packs nothing");
    }

    /** O = (M ∘ softmax(scale Q Kᵀ)) V for each head, M from dropout, {@code out} lying as Q does. The scores are never all in memory. */
    default void attention(AttentionInputs<A> in, A out) {
        new BlockAttention<>(this, in).forward(out);
    }

    /**
     * The gradients of {@link #attention}, from {@code g}, that of O, lying as Q does. P = softmax(scale Q Kᵀ) is made again:
     * dV = (M ∘ P)ᵀ G, dP = M ∘ G Vᵀ, dS = P ∘ (dP − Σ P dP), 0 for padding, dQ = scale dS K, dK = scale dSᵀ Q.
     */
    default void attentionGradient(AttentionInputs<A> in, A g, A dq, A dk, A dv) {
        new BlockAttention<>(this, in).gradient(g, dq, dk, dv);
    }

    // Rows: x [rows, n]

    /** y = exp(x − max x) / Σ exp(x − max x); a row of −∞ gives NaN. {@code y} may be {@code x}. */
    void softmax(A x, A y, int rows, int n);

    /** dx = y ∘ (g − Σ g y). {@code dx} may be {@code g}. */
    void softmaxGradient(A y, A g, A dx, int rows, int n);

    /** y = x − max x − log Σ exp(x − max x). */
    void logSoftmax(A x, A y, int rows, int n);

    /** dx = g − exp(y) Σ g. */
    void logSoftmaxGradient(A y, A g, A dx, int rows, int n);

    /**
     * y = (x − mean) rstd γ + β over each row, rstd = 1/√(var + eps) with the biased variance; keeps mean and rstd [rows].
     * {@code y} may be {@code x}.
     */
    void layerNorm(A x, A gamma, A beta, A y, A mean, A rstd, int rows, int n, double eps);

    /** With x̂ = (x − mean) rstd and h = g γ: dx = rstd (h − avg h − x̂ avg(h x̂)), dγ += Σ_rows g x̂, dβ += Σ_rows g. */
    void layerNormGradient(A x, A gamma, A mean, A rstd, A g, A dx, A dGamma, A dBeta, int rows, int n);

    /**
     * As layer norm, but over time and the channels of a group: x [batch, time, channels], statistics [batch, groups],
     * γ and β [channels]. {@code y} may be {@code x}.
     */
    void groupNorm(A x, A gamma, A beta, A y, A mean, A rstd, int batch, int time, int channels, int groups, double eps);

    void groupNormGradient(
            A x, A gamma, A mean, A rstd, A g, A dx, A dGamma, A dBeta, int batch, int time, int channels, int groups);

    // Optimisation

    /** One Adam or AdamW update of a parameter and its moments in place, see {@link AdamStep}. */
    void adam(AdamStep step, A parameter, A gradient, A m, A v);

    /**
     * Compares every kernel with plain Java on a small case, where a compiler for a device might have made it wrong, and says so in a line;
     * empty where it could not.
     *
     * @throws UnsupportedOperationException where one gives other numbers
     */
    default String check() {
        return "";
    }

    /** What went between host and device so far, as a line for people; empty where memory is the host's. */
    default String traffic() {
        return "";
    }

    /** Gives back what these kernels hold outside of the Java heap; nothing may use them or their memory afterwards. */
    default void close() {}
}
