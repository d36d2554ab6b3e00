package org.prosodia.tensor;

import java.util.Arrays;
import java.util.List;

/** Arithmetic on shapes: sizes, row-major strides, and NumPy's broadcasting rules. */
public final class Shapes {
    private Shapes() {}

    /** Product of the dimensions; 1 for a scalar []. Fails for negative dimensions and for more than 2^31 − 1 elements. */
    public static int size(int... shape) {
        long n = 1;
        for (int d : shape) {
            if (d < 0) {
                throw new ShapeException("shape", "negative dimension in " + Arrays.toString(shape));
            }
            n *= d;
            if (n > Integer.MAX_VALUE) {
                throw new ShapeException("shape", Arrays.toString(shape) + " has more than 2^31 - 1 elements");
            }
        }
        return (int) n;
    }

    /** Row-major strides: the last dimension is contiguous. */
    public static int[] strides(int... shape) {
        int[] strides = new int[shape.length];
        int step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape[i];
        }
        return strides;
    }

    /** The position of the {@code i}-th element in row-major order, one index an axis. */
    public static List<Integer> index(int i, int... shape) {
        Integer[] index = new Integer[shape.length];
        int rest = i;
        for (int d = shape.length - 1; d >= 0; d--) {
            index[d] = rest % shape[d];
            rest /= shape[d];
        }
        return List.of(index);
    }

    /** The common shape of two operands: aligned at the right, a 1 stretches to the other's size. */
    public static int[] broadcast(String op, int[] a, int[] b) {
        int[] out = new int[Math.max(a.length, b.length)];
        for (int i = 1; i <= out.length; i++) {
            int da = i <= a.length ? a[a.length - i] : 1;
            int db = i <= b.length ? b[b.length - i] : 1;
            if (da != db && da != 1 && db != 1) {
                throw ShapeException.between(op, a, b, "dimensions must be equal or 1, found " + da + " and " + db);
            }
            out[out.length - i] = da == 1 ? db : da;
        }
        return out;
    }

    /** Strides that read a tensor of shape {@code from} as if it had the broadcast shape {@code to}: 0 where it is stretched. */
    public static int[] broadcastStrides(int[] from, int[] to) {
        int[] dense = strides(from);
        int[] out = new int[to.length];
        int shift = to.length - from.length;
        for (int i = 0; i < from.length; i++) {
            out[i + shift] = from[i] == 1 ? 0 : dense[i];
        }
        return out;
    }

    /** An axis counted from the end when negative, as in NumPy. */
    public static int axis(String op, int axis, int[] shape) {
        int a = axis < 0 ? axis + shape.length : axis;
        if (a < 0 || a >= shape.length) {
            throw new ShapeException(op, "axis " + axis + " is outside of shape " + Arrays.toString(shape));
        }
        return a;
    }

    /** The shape without one axis, or with that axis kept as 1. */
    public static int[] reduced(int[] shape, int axis, boolean keepDim) {
        int[] out = keepDim ? shape.clone() : new int[shape.length - 1];
        if (keepDim) {
            out[axis] = 1;
        } else {
            System.arraycopy(shape, 0, out, 0, axis);
            System.arraycopy(shape, axis + 1, out, axis, shape.length - axis - 1);
        }
        return out;
    }
}
