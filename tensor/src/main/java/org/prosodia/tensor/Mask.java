package org.prosodia.tensor;

import java.util.Arrays;

/** A boolean tensor on the host, for masks; it broadcasts as tensors do. */
public final class Mask {
    private final boolean[] values;
    private final int[] shape;

    /** @param values row-major, copied */
    public Mask(boolean[] values, int... shape) {
        if (values.length != Shapes.size(shape)) {
            throw new ShapeException("mask", Arrays.toString(shape) + " needs " + Shapes.size(shape) + " elements, found " + values.length);
        }
        this.values = values.clone();
        this.shape = shape.clone();
    }

    /** [B, T], true at the first {@code lengths[b]} positions of row b. */
    public static Mask ofLengths(int[] lengths, int time) {
        boolean[] values = new boolean[Shapes.size(lengths.length, time)];
        for (int b = 0; b < lengths.length; b++) {
            if (lengths[b] < 0) {
                throw new ShapeException("mask", "length " + lengths[b] + " of row " + b + " is negative");
            }
            Arrays.fill(values, b * time, b * time + Math.min(lengths[b], time), true);
        }
        return new Mask(values, lengths.length, time);
    }

    public Mask not() {
        boolean[] flipped = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            flipped[i] = !values[i];
        }
        return new Mask(flipped, shape);
    }

    public Mask reshape(int... newShape) {
        return new Mask(values, newShape);
    }

    public boolean get(int i) {
        return values[i];
    }

    public int[] shape() {
        return shape.clone();
    }

    public int size() {
        return values.length;
    }

    public int count() {
        int n = 0;
        for (boolean v : values) {
            n += v ? 1 : 0;
        }
        return n;
    }

    /** The elements, row-major, as a copy. */
    public boolean[] toArray() {
        return values.clone();
    }

    /** 1 where true, 0 where false. */
    public Tensor toTensor(TensorRuntime runtime, DType dtype) {
        double[] numbers = new double[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values[i] ? 1 : 0;
        }
        return runtime.tensor(dtype, numbers, shape);
    }
}
