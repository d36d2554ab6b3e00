package org.prosodia.tensor.backend;

import java.util.Arrays;

/**
 * Where the matrices of a batch lie in one memory: element (i, j) of matrix b is at
 * {@code offsets[b] + i * rowStride + j * colStride}. Swapping the strides transposes.
 */
public record MatrixView(int[] offsets, int rowStride, int colStride) {
    /** One dense row-major matrix of {@code columns} columns. */
    public static MatrixView of(int columns) {
        return new MatrixView(new int[] {0}, columns, 1);
    }

    /** {@code count} matrices, {@code step} elements apart. */
    public static MatrixView batch(int count, int step, int rowStride, int colStride) {
        int[] offsets = new int[count];
        for (int b = 0; b < count; b++) {
            offsets[b] = b * step;
        }
        return new MatrixView(offsets, rowStride, colStride);
    }

    /** One of the matrices. */
    public MatrixView matrix(int b) {
        return new MatrixView(new int[] {offsets[b]}, rowStride, colStride);
    }

    /** {@code count} of the matrices. */
    public MatrixView some(int first, int count) {
        return new MatrixView(Arrays.copyOfRange(offsets, first, first + count), rowStride, colStride);
    }

    public MatrixView transposed() {
        return new MatrixView(offsets, colStride, rowStride);
    }

    /** The same matrices, all moved by {@code elements}. */
    public MatrixView shifted(int elements) {
        int[] moved = offsets.clone();
        for (int b = 0; b < moved.length; b++) {
            moved[b] += elements;
        }
        return new MatrixView(moved, rowStride, colStride);
    }

    public int batches() {
        return offsets.length;
    }
}
