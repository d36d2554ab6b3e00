package org.prosodia.tensor.op;

import java.util.Arrays;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;

/** Sums and maxima over axes. */
public final class Reduce {
    private Reduce() {}

    /** y = Σ x over the axes that {@code shape} has as 1 or lacks at the left (the reverse of broadcasting); dx = g, stretched. */
    public static Tensor sumTo(Tensor x, int... shape) {
        int[] from = x.shape();
        if (Arrays.equals(from, shape)) {
            return x;
        }
        if (!Arrays.equals(Shapes.broadcast("sumTo", shape, from), from)) {
            throw new ShapeException("sumTo", Arrays.toString(shape) + " does not broadcast to " + Arrays.toString(from));
        }
        Tensor y = x.runtime().zeros(x.dtype(), shape);
        x.kernels().sum(x.memory(), from, y.memory(), Shapes.broadcastStrides(shape, from));
        return Autograd.record("sumTo", y, g -> new Tensor[] {g.expand(from)}, x);
    }

    /** y = x repeated along the axes of size 1 (or missing at the left) up to {@code shape}; dx = Σ g over them. */
    public static Tensor expand(Tensor x, int... shape) {
        int[] from = x.shape();
        if (Arrays.equals(from, shape)) {
            return x;
        }
        if (!Arrays.equals(Shapes.broadcast("expand", from, shape), shape)) {
            throw new ShapeException("expand", Arrays.toString(from) + " does not broadcast to " + Arrays.toString(shape));
        }
        Tensor y = x.runtime().empty(x.dtype(), shape);
        x.kernels().copy(x.memory(), 0, Shapes.broadcastStrides(from, shape), y.memory(), 0, Shapes.strides(shape), shape);
        return Autograd.record("expand", y, g -> new Tensor[] {g.sumTo(from)}, x);
    }

    /** y = Σ x over one axis. */
    public static Tensor sum(Tensor x, int axis, boolean keepDim) {
        int a = Shapes.axis("sum", axis, x.shape());
        Tensor kept = sumTo(x, Shapes.reduced(x.shape(), a, true));
        return keepDim ? kept : kept.reshape(Shapes.reduced(x.shape(), a, false));
    }

    /** y = max x over one axis; the gradient goes to the first position of the maximum. */
    public static Tensor max(Tensor x, int axis, boolean keepDim) {
        int[] shape = x.shape();
        int a = Shapes.axis("max", axis, shape);
        int n = shape[a];
        if (n == 0) {
            throw new ShapeException("max", "axis " + axis + " of " + Arrays.toString(shape) + " is empty");
        }
        int inner = Shapes.size(Arrays.copyOfRange(shape, a + 1, shape.length));
        int outer = Shapes.size(Arrays.copyOf(shape, a));
        Tensor y = x.runtime().empty(x.dtype(), Shapes.reduced(shape, a, keepDim));
        int[] argmax = new int[outer * inner];
        x.kernels().max(x.memory(), outer, n, inner, y.memory(), argmax);
        return Autograd.record("max", y, g -> new Tensor[] {scatter(shape, g, argmax, n, inner)}, x);
    }

    /** dx is g at the positions of the maxima and 0 elsewhere. */
    private static Tensor scatter(int[] shape, Tensor g, int[] argmax, int n, int inner) {
        int[] positions = new int[argmax.length];
        for (int i = 0; i < argmax.length; i++) {
            positions[i] = (i / inner * n + argmax[i]) * inner + i % inner;
        }
        Tensor dx = g.runtime().zeros(g.dtype(), shape);
        g.kernels().scatterAddRows(g.memory(), positions, dx.memory(), 1);
        return dx;
    }
}
