package org.prosodia.wav2vec2.checkpoint;

import java.util.Arrays;
import java.util.Comparator;

/** How the elements of a tensor lie in its storage: element (i, j, …) at {@code i·stride[0] + j·stride[1] + …}, all strides ≥ 0. */
final class Strides {
    private Strides() {}

    /** Product of the dimensions; 1 for a scalar. Throws {@link ArithmeticException} beyond a long. */
    static long count(long[] shape) {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    /** Strides of a dense tensor whose last dimension runs fastest. */
    static long[] rowMajor(long[] shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= shape[d];
        }
        return strides;
    }

    /** Whether the elements lie one after another in row-major order; dimensions of size 1 may have any stride. */
    static boolean contiguous(long[] shape, long[] strides) {
        long expected = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            if (shape[d] != 1 && strides[d] != expected) {
                return false;
            }
            expected *= shape[d];
        }
        return true;
    }

    /** Dimensions larger than one, the longest stride first: the order that walks a storage from front to back. */
    static int[] storageOrder(long[] shape, long[] strides) {
        Integer[] dims = new Integer[shape.length];
        Arrays.setAll(dims, d -> d);
        return Arrays.stream(dims)
                .filter(d -> shape[d] > 1)
                .sorted(Comparator.comparingLong(d -> -strides[d]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Storage elements from the first to the last one a non-empty tensor touches, both included; -1 where two indices meet the same
     * element by other means than a stride of 0. Without such overlap the storage order visits elements in ascending order.
     * Throws {@link ArithmeticException} beyond a long.
     */
    static long extent(long[] shape, long[] strides) {
        int[] order = storageOrder(shape, strides);
        long extent = 1;
        for (int k = order.length - 1; k >= 0; k--) {
            int d = order[k];
            if (strides[d] != 0 && strides[d] < extent) {
                return -1;
            }
            extent = Math.addExact(Math.multiplyExact(shape[d] - 1, strides[d]), extent);
        }
        return extent;
    }
}
