package org.prosodia.tensor.op;

import java.util.Arrays;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;

/** Ops that only move elements: reshape, permute, slice, pad, concat. */
public final class Movement {
    private Movement() {}

    /** The same elements in another shape, sharing memory; one dimension may be −1. dx = g reshaped back. */
    public static Tensor reshape(Tensor x, int... shape) {
        int[] to = inferred(x, shape);
        int[] from = x.shape();
        return Autograd.record("reshape", x.view(to), g -> new Tensor[] {g.reshape(from)}, x);
    }

    private static int[] inferred(Tensor x, int[] shape) {
        int[] to = shape.clone();
        int open = -1;
        int known = 1;
        for (int i = 0; i < to.length; i++) {
            if (to[i] == -1 && open < 0) {
                open = i;
            } else {
                known *= to[i];
            }
        }
        if (open >= 0 && known > 0) {
            to[open] = x.size() / known;
        }
        if (Arrays.stream(to).anyMatch(d -> d < 0) || Shapes.size(to) != x.size()) {
            throw new ShapeException("reshape", Arrays.toString(x.shape()) + " to " + Arrays.toString(shape) + ": sizes differ");
        }
        return to;
    }

    /** y's axis i is x's axis {@code axes[i]}; dx = g with the inverse permutation. */
    public static Tensor permute(Tensor x, int... axes) {
        int[] shape = x.shape();
        int[] inverse = new int[axes.length];
        int[] sorted = axes.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            if (axes.length != shape.length || sorted[i] != i) {
                throw new ShapeException("permute", Arrays.toString(axes) + " is no permutation of the axes of " + Arrays.toString(shape));
            }
        }
        int[] strides = Shapes.strides(shape);
        int[] outShape = new int[shape.length];
        int[] from = new int[shape.length];
        for (int i = 0; i < axes.length; i++) {
            outShape[i] = shape[axes[i]];
            from[i] = strides[axes[i]];
            inverse[axes[i]] = i;
        }
        Tensor y = x.runtime().empty(x.dtype(), outShape);
        x.kernels().copy(x.memory(), 0, from, y.memory(), 0, Shapes.strides(outShape), outShape);
        return Autograd.record("permute", y, g -> new Tensor[] {g.permute(inverse)}, x);
    }

    /** The part [start, start + length) of one axis; dx = g between zeros. */
    public static Tensor slice(Tensor x, int axis, int start, int length) {
        int[] shape = x.shape();
        int a = Shapes.axis("slice", axis, shape);
        if (start < 0 || length < 0 || start > shape[a] - length) {
            throw new ShapeException("slice",
                    "[" + start + ", " + (start + (long) length) + ") of axis " + axis + " of " + Arrays.toString(shape));
        }
        int[] outShape = shape.clone();
        outShape[a] = length;
        int[] strides = Shapes.strides(shape);
        Tensor y = x.runtime().empty(x.dtype(), outShape);
        x.kernels().copy(x.memory(), start * strides[a], strides, y.memory(), 0, Shapes.strides(outShape), outShape);
        return Autograd.record("slice", y, g -> new Tensor[] {g.pad(a, start, shape[a] - start - length)}, x);
    }

    /** Zeros before and after along one axis; dx = the middle of g. */
    public static Tensor pad(Tensor x, int axis, int before, int after) {
        int[] shape = x.shape();
        int a = Shapes.axis("pad", axis, shape);
        if (before < 0 || after < 0) {
            throw new ShapeException("pad", "negative padding " + before + ", " + after);
        }
        int[] outShape = shape.clone();
        outShape[a] += before + after;
        Tensor y = x.runtime().zeros(x.dtype(), outShape);
        int[] strides = Shapes.strides(outShape);
        x.kernels().copy(x.memory(), 0, Shapes.strides(shape), y.memory(), before * strides[a], strides, shape);
        return Autograd.record("pad", y, g -> new Tensor[] {g.slice(a, before, shape[a])}, x);
    }

    /** The parts one after the other along one axis; each part's gradient is its slice of g. */
    public static Tensor concat(int axis, Tensor... parts) {
        if (parts.length == 0) {
            throw new ShapeException("concat", "expected at least one tensor");
        }
        int a = Shapes.axis("concat", axis, parts[0].shape());
        int[] outShape = parts[0].shape();
        int[] starts = new int[parts.length];
        int[] lengths = new int[parts.length];
        outShape[a] = 0;
        for (int i = 0; i < parts.length; i++) {
            parts[0].requireSameKind("concat", parts[i]);
            int[] shape = parts[i].shape();
            starts[i] = outShape[a];
            boolean fits = shape.length == outShape.length;
            for (int d = 0; d < shape.length && fits; d++) {
                fits = d == a || shape[d] == outShape[d];
            }
            if (!fits) {
                throw new ShapeException("concat", Arrays.toString(parts[0].shape()) + " and " + Arrays.toString(shape)
                        + ": all dimensions but axis " + axis + " must be equal");
            }
            lengths[i] = shape[a];
            outShape[a] += lengths[i];
        }
        Tensor y = parts[0].runtime().empty(parts[0].dtype(), outShape);
        int[] strides = Shapes.strides(outShape);
        for (int i = 0; i < parts.length; i++) {
            int[] shape = parts[i].shape();
            y.kernels().copy(parts[i].memory(), 0, Shapes.strides(shape), y.memory(), starts[i] * strides[a], strides, shape);
        }
        return Autograd.record("concat", y, g -> {
            Tensor[] gradients = new Tensor[lengths.length];
            for (int i = 0; i < lengths.length; i++) {
                gradients[i] = g.slice(a, starts[i], lengths[i]);
            }
            return gradients;
        }, parts);
    }
}
