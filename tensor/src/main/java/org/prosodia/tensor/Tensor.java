package org.prosodia.tensor;

import java.util.Arrays;
import java.util.function.Consumer;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;
import org.prosodia.tensor.backend.ScalarFunction;
import org.prosodia.tensor.backend.ScalarFunction.Named;
import org.prosodia.tensor.op.Arithmetic;
import org.prosodia.tensor.op.Attention;
import org.prosodia.tensor.op.Conv1d;
import org.prosodia.tensor.op.Dropout;
import org.prosodia.tensor.op.Elementwise;
import org.prosodia.tensor.op.Gather;
import org.prosodia.tensor.op.Linear;
import org.prosodia.tensor.op.MaskedFill;
import org.prosodia.tensor.op.MatMul;
import org.prosodia.tensor.op.Movement;
import org.prosodia.tensor.op.Normalize;
import org.prosodia.tensor.op.Reduce;
import org.prosodia.tensor.op.Softmax;

/**
 * A dense row-major array of numbers that can be differentiated. Axes may be counted from the end (−1 is the last), operands
 * broadcast as in NumPy, and no op changes its inputs. Shapes that do not fit fail with a {@link ShapeException}.
 *
 * <pre>{@code
 * try (TensorRuntime runtime = TensorRuntime.create()) {
 *     Tensor w = runtime.tensor(new double[] {1, 2, 3, 4}, 2, 2).requireGrad();
 *     w.matmul(w).sum().backward();
 *     System.out.println(Arrays.toString(w.grad().toDoubles()));
 * }
 * }</pre>
 */
public final class Tensor {
    private final TensorRuntime runtime;
    private final DType dtype;
    private final int[] shape;
    private final Storage storage;
    private boolean requiresGrad;
    private GradNode node;
    private Tensor grad;
    private boolean ownsGrad;
    private int version;
    private boolean reusable;

    /** @param memory null for zeros that take none until somebody asks for it */
    Tensor(TensorRuntime runtime, DType dtype, int[] shape, Object memory) {
        this(runtime, dtype, shape, new Storage(runtime.kernels(dtype), Shapes.size(shape), memory));
    }

    Tensor(TensorRuntime runtime, DType dtype, int[] shape, Storage storage) {
        this.runtime = runtime;
        this.dtype = dtype;
        this.shape = shape;
        this.storage = storage;
    }

    // What it is

    public TensorRuntime runtime() {
        return runtime;
    }

    public DType dtype() {
        return dtype;
    }

    /** The dimensions, as a copy. */
    public int[] shape() {
        return shape.clone();
    }

    /** One dimension; negative axes count from the end. */
    public int dim(int axis) {
        return shape[Shapes.axis("dim", axis, shape)];
    }

    public int rank() {
        return shape.length;
    }

    /** Number of elements. */
    public int size() {
        return Shapes.size(shape);
    }

    // Elements

    /** The elements as a new array. */
    public float[] toFloats() {
        float[] out = new float[size()];
        kernels().read(memory(), out, out.length);
        return out;
    }

    /** The elements as a new array. */
    public double[] toDoubles() {
        double[] out = new double[size()];
        kernels().read(memory(), out, out.length);
        return out;
    }

    /** The element of a tensor that has exactly one. */
    public double item() {
        if (size() != 1) {
            throw new ShapeException("item", Arrays.toString(shape) + " has " + size() + " elements, expected 1");
        }
        return kernels().get(memory(), 0);
    }

    /** Σ x², summed in double precision, in an order that the size alone decides. */
    public double squaredNorm() {
        return kernels().squaredNorm(memory());
    }

    /**
     * The backend's own memory ({@code float[]} or {@code double[]} on the CPU backends), shared: for ops and loaders. Of elements that are
     * {@linkplain #keepAs kept} in 16 bits it is an expanded copy, made anew each time and not to be written to.
     */
    public Object memory() {
        return storage.dense();
    }

    /**
     * These elements as the right-hand matrices of products, packed once and kept in that form instead: for ops with weights that stay.
     *
     * @param view where the matrices [depth, columns] lie in {@link #memory()}
     * @return null where the backend has no such form
     */
    public PackedMatrix packed(int depth, int columns, MatrixView view) {
        return storage.packed(depth, columns, view);
    }

    Storage storage() {
        return storage;
    }

    /** The kernels that compute with this tensor's memory. */
    public Kernels<Object> kernels() {
        return runtime.kernels(dtype);
    }

    /**
     * Keeps the elements in this precision from now on, rounded; BF16 and F16 halve their memory. Products with such a weight give, to the
     * bit, what they would give with its rounded elements in F32. It cannot be trained, nor changed in place but by {@code assign}, which
     * rounds. Returns this tensor.
     *
     * @throws IllegalArgumentException for 16 bits of a tensor of F64
     */
    public Tensor keepAs(WeightPrecision wanted) {
        requireLeaf("keepAs");
        if (dtype != DType.F32 && wanted != WeightPrecision.F32) {
            throw new IllegalArgumentException("keepAs " + wanted + ": expected a tensor of F32, found " + dtype);
        }
        if (wanted != precision()) {
            storage.keepAs(wanted);
            version++;
        }
        return this;
    }

    /** What the elements are kept in, see {@link #keepAs}; F32 also stands for an F64 tensor as it is. */
    public WeightPrecision precision() {
        return storage.precision();
    }

    // Gradients

    /** Marks a leaf, so that {@link #backward()} leaves its gradient in {@link #grad()}. Returns this tensor. */
    public Tensor requireGrad() {
        return requireGrad(true);
    }

    public Tensor requireGrad(boolean required) {
        requireLeaf("requireGrad");
        requiresGrad = required;
        return this;
    }

    public boolean requiresGrad() {
        return requiresGrad;
    }

    /** The gradient collected so far, in this tensor's shape; null before the first backward. */
    public Tensor grad() {
        return grad;
    }

    /** Forgets the gradient. */
    public void zeroGrad() {
        if (grad != null) {
            grad.storage.letGo();
        }
        grad = null;
        ownsGrad = false;
    }

    /** Differentiates this scalar with respect to every leaf that requires it; gradients add up. Frees the graph. */
    public void backward() {
        backward(false);
    }

    /** @param retainGraph keeps what was recorded, so that backward can run again */
    public void backward(boolean retainGraph) {
        if (size() != 1) {
            throw new ShapeException("backward",
                    "a tensor of shape " + Arrays.toString(shape) + " needs a gradient; only one element does not");
        }
        backward(runtime.full(dtype, 1, shape), retainGraph);
    }

    /** @param gradient of the loss with respect to this tensor, in its shape */
    public void backward(Tensor gradient, boolean retainGraph) {
        Autograd.backward(this, gradient, retainGraph, 0);
    }

    /** The same elements without history; shares memory. */
    public Tensor detach() {
        return new Tensor(runtime, dtype, shape, storage);
    }

    GradNode node() {
        return node;
    }

    void node(GradNode recorded) {
        node = recorded;
        requiresGrad = true;
    }

    /** @param passedOn whether an op only passed on what it was given, so that others may hold the same memory */
    void accumulateGrad(Tensor g, boolean passedOn) {
        Tensor before = grad;
        if (before == null) {
            grad = passedOn ? g.copy() : g;
        } else {
            grad = Autograd.plus(before, ownsGrad, g);
        }
        ownsGrad = before != null;
        if (grad != before) {
            grad.storage.hold();
            runtime.keepToTheEnd(grad);
            if (before != null) {
                before.storage.letGo();
            }
        }
    }

    /** The gradient, which this tensor then forgets. */
    Tensor takeGrad() {
        Tensor g = grad;
        if (g != null) {
            g.storage.handBack();
        }
        grad = null;
        return g;
    }

    // Change in place: only leaves, only outside of recorded computations

    /** How often the elements were changed in place: what was computed from them before is stale when this has grown. */
    public int version() {
        return version;
    }

    /** Replaces the elements, converting between dtypes. */
    public void assign(Tensor source) {
        requireLeaf("assign");
        requireSameShape("assign", source);
        assign(source.dtype == DType.F32 ? source.toFloats() : source.toDoubles());
    }

    /**
     * Replaces the elements by the first {@link #size()} of a host array.
     *
     * @param hostArray {@code float[]} or {@code double[]}
     */
    public void assign(Object hostArray) {
        storage.assign(hostArray);
        version++;
    }

    /** x ← factor x. */
    public void scaleInPlace(double factor) {
        requireLeaf("scaleInPlace");
        requireWhole("scaleInPlace");
        kernels().map(new ScalarFunction.Affine(factor, 0), memory(), memory());
        version++;
    }

    /** x ← x + weight (end − x). */
    public void lerpInPlace(Tensor end, double weight) {
        requireLeaf("lerpInPlace");
        requireWhole("lerpInPlace");
        requireSameKind("lerpInPlace", end);
        requireSameShape("lerpInPlace", end);
        try (GradScope _ = runtime.noGrad()) {
            kernels().axpy(weight, end.sub(this).memory(), memory());
        }
        version++;
    }

    /** One Adam update of these elements with {@link #grad()}; m and v are the moments, changed as well. */
    public void adamStep(AdamStep step, Tensor m, Tensor v) {
        requireLeaf("adamStep");
        requireWhole("adamStep");
        requireSameKind("adamStep", m);
        requireSameKind("adamStep", v);
        requireSameShape("adamStep", m);
        requireSameShape("adamStep", v);
        if (grad == null) {
            throw new IllegalStateException("adamStep: no gradient; call backward() first");
        }
        kernels().adam(step, memory(), grad.memory(), m.memory(), v.memory());
        version++;
        m.version++;
        v.version++;
    }

    // New tensors like this one

    /** Zeros of the same dtype and shape. */
    public Tensor zerosLike() {
        return runtime.zeros(dtype, shape);
    }

    /** The same dtype and shape with whatever numbers there are, for who writes all of them. */
    public Tensor emptyLike() {
        return runtime.empty(dtype, shape);
    }

    /**
     * This tensor, whose owner promises not to use it again: the op that gets it may put its result, or that of a later op, into the same
     * memory. Saves memory and time in inference; where ops are recorded, which may need it for backward, it changes nothing.
     */
    public Tensor reusable() {
        if (runtime.isRecording() || precision() != WeightPrecision.F32) {
            return this;
        }
        Tensor last = new Tensor(runtime, dtype, shape, storage);
        last.reusable = true;
        return last;
    }

    /**
     * Gives up the elements of an elementwise function or a layer norm, or of dropout after one, that backward will want: whoever asks
     * for them gets them computed again from the op's input. Saves memory in training; of other tensors, and where nothing is recorded, it
     * changes nothing.
     */
    public void forget() {
        storage.forget();
    }

    /** Whether these elements would be computed again after {@link #forget()}. */
    public boolean canForget() {
        return storage.hasRecipe();
    }

    /** Says how to compute this result of an op again, into memory of its size: for ops that are cheap. */
    public Tensor recomputedBy(Consumer<Object> recipe) {
        if (node != null) {
            storage.recipe(recipe);
        }
        return this;
    }

    /** Where an op may put a result of this shape that it computes from this tensor element by element: for ops. */
    public Tensor resultLike() {
        return reusable && !runtime.isRecording() ? view(shape) : runtime.empty(dtype, shape);
    }

    /** Says that the op has read what it needs, so that memory given up by {@link #reusable()} is free, unless the result is in it. */
    public void recycle(Tensor result) {
        if (reusable && result.storage != storage) {
            runtime.recycle(dtype, storage, size());
        }
    }

    /** The same elements in memory of their own, without history. */
    public Tensor copy() {
        Tensor y = emptyLike();
        int[] one = {1};
        kernels().copy(memory(), 0, one, y.memory(), 0, one, new int[] {size()});
        return y;
    }

    /** The same elements converted, without history. */
    public Tensor to(DType other) {
        return runtime.tensor(other, other == DType.F32 ? toFloats() : toDoubles(), shape);
    }

    /** The same memory in another shape, not recorded: for ops. */
    public Tensor view(int... newShape) {
        return new Tensor(runtime, dtype, newShape.clone(), storage);
    }

    // Arithmetic with broadcasting

    public Tensor add(Tensor y) {
        return Arithmetic.add(this, y);
    }

    public Tensor sub(Tensor y) {
        return Arithmetic.sub(this, y);
    }

    public Tensor mul(Tensor y) {
        return Arithmetic.mul(this, y);
    }

    public Tensor div(Tensor y) {
        return Arithmetic.div(this, y);
    }

    public Tensor maximum(Tensor y) {
        return Arithmetic.maximum(this, y);
    }

    public Tensor minimum(Tensor y) {
        return Arithmetic.minimum(this, y);
    }

    public Tensor add(double y) {
        return Elementwise.map("add", new ScalarFunction.Affine(1, y), this);
    }

    public Tensor mul(double y) {
        return Elementwise.map("mul", new ScalarFunction.Affine(y, 0), this);
    }

    // Elementwise functions

    public Tensor neg() {
        return mul(-1);
    }

    public Tensor pow(double p) {
        return Elementwise.map("pow", new ScalarFunction.Power(p), this);
    }

    public Tensor clamp(double lo, double hi) {
        return Elementwise.map("clamp", new ScalarFunction.Clamp(lo, hi), this);
    }

    /** y_i = f(x_i) for any differentiable function: one of {@link org.prosodia.tensor.backend.Functions}, or your own. */
    public Tensor map(Named f) {
        return Elementwise.map(f.toString(), f, this);
    }

    // Reductions

    /** Sum of all elements, a scalar []. */
    public Tensor sum() {
        return Reduce.sumTo(this);
    }

    public Tensor sum(int axis, boolean keepDim) {
        return Reduce.sum(this, axis, keepDim);
    }

    public Tensor mean() {
        return sum().mul(1.0 / size());
    }

    public Tensor mean(int axis, boolean keepDim) {
        int a = Shapes.axis("mean", axis, shape);
        return sum(a, keepDim).mul(1.0 / shape[a]);
    }

    public Tensor max(int axis, boolean keepDim) {
        return Reduce.max(this, axis, keepDim);
    }

    /** Sum over the axes that broadcasting {@code target} to this shape would stretch. */
    public Tensor sumTo(int... target) {
        return Reduce.sumTo(this, target);
    }

    public Tensor expand(int... target) {
        return Reduce.expand(this, target);
    }

    // Movement

    /** One dimension may be −1. */
    public Tensor reshape(int... newShape) {
        return Movement.reshape(this, newShape);
    }

    public Tensor permute(int... axes) {
        return Movement.permute(this, axes);
    }

    public Tensor slice(int axis, int start, int length) {
        return Movement.slice(this, axis, start, length);
    }

    /** Zeros before and after. */
    public Tensor pad(int axis, int before, int after) {
        return Movement.pad(this, axis, before, after);
    }

    public static Tensor concat(int axis, Tensor... parts) {
        return Movement.concat(axis, parts);
    }

    public Tensor indexSelect(int... index) {
        return Gather.indexSelect(this, index);
    }

    public Tensor indexAdd(Tensor source, int... index) {
        return Gather.indexAdd(this, source, index);
    }

    /** y[…, j] = x[…, index[…, j]] with {@code m} indices for each row. */
    public Tensor gather(int[] index, int m) {
        return Gather.gather(this, index, m);
    }

    public Tensor maskedFill(Mask mask, double value) {
        return MaskedFill.maskedFill(this, mask, value);
    }

    // Products and layers

    public Tensor matmul(Tensor b) {
        return matmul(b, false, false);
    }

    public Tensor matmul(Tensor b, boolean transposeThis, boolean transposeB) {
        return MatMul.matmul(this, b, transposeThis, transposeB);
    }

    /** X Wᵀ + b, see {@link Linear}. */
    public Tensor linear(Tensor weight, Tensor bias) {
        return Linear.linear(this, weight, bias);
    }

    /** f(X Wᵀ + b), in one pass over memory in inference. */
    public Tensor linear(Tensor weight, Tensor bias, Named f) {
        return Linear.linear(this, weight, bias, f);
    }

    /** See {@link Conv1d}. */
    public Tensor conv1d(Tensor weight, Tensor bias, int stride, int groups) {
        return Conv1d.conv1d(this, weight, bias, stride, groups);
    }

    /** f of the convolution, in one pass over memory in inference. */
    public Tensor conv1d(Tensor weight, Tensor bias, Named f, int stride, int groups) {
        return Conv1d.conv1d(this, weight, bias, f, stride, groups);
    }

    public Tensor layerNorm(Tensor weight, Tensor bias, double eps) {
        return Normalize.layerNorm(this, weight, bias, eps);
    }

    public Tensor groupNorm(Tensor weight, Tensor bias, int groups, double eps) {
        return Normalize.groupNorm(this, weight, bias, groups, eps);
    }

    public Tensor softmax() {
        return Softmax.softmax(this);
    }

    public Tensor logSoftmax() {
        return Softmax.logSoftmax(this);
    }

    public Tensor dropout(double p, Rng rng) {
        return Dropout.dropout(this, p, rng);
    }

    /** Attention with these queries, see {@link Attention}. */
    public Tensor attention(Tensor keys, Tensor values, int heads, Mask validKeys, double dropout, Rng rng) {
        return Attention.attention(this, keys, values, heads, validKeys, dropout, rng);
    }

    // Checks

    /** Fails unless both tensors belong to one runtime and have one dtype. */
    public void requireSameKind(String op, Tensor other) {
        if (runtime != other.runtime || dtype != other.dtype) {
            throw new IllegalArgumentException(op + ": tensors of different runtimes or dtypes (" + dtype + ", " + other.dtype + ")");
        }
    }

    private void requireLeaf(String op) {
        if (node != null) {
            throw new IllegalStateException(op + ": only for leaves; this tensor is the result of " + node.op());
        }
    }

    /** Fails where the elements are kept in 16 bits: these are too few to learn with. */
    void requireWhole(String op) {
        if (precision() != WeightPrecision.F32) {
            throw new IllegalStateException(op + ": a tensor " + Arrays.toString(shape) + " that is kept in " + precision()
                    + " cannot be trained; keep it in F32");
        }
    }

    private void requireSameShape(String op, Tensor other) {
        if (!Arrays.equals(shape, other.shape)) {
            throw ShapeException.between(op, shape, other.shape, "expected equal shapes");
        }
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape) + " " + dtype;
    }
}
