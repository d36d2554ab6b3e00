package org.prosodia.tensor.backend.plain;

import java.util.Arrays;

/**
 * Walks operands of one shape but different strides row by row. Dimensions that every operand crosses evenly are merged
 * first, so that the rows are as long as they can be: two dense tensors are a single row.
 */
public final class Rows {
    private final int[] shape;
    private final int[][] strides;

    /** @param strides one array per operand, in elements, 0 where it repeats */
    public Rows(int[] shape, int[]... strides) {
        int[] dims = new int[shape.length];
        int[][] steps = new int[strides.length][shape.length];
        int rank = 0;
        for (int d = 0; d < shape.length; d++) {
            if (shape[d] == 1) {
                continue;
            }
            if (rank > 0 && mergeable(steps, rank - 1, strides, d, shape[d])) {
                dims[rank - 1] *= shape[d];
                rank--;
            } else {
                dims[rank] = shape[d];
            }
            for (int o = 0; o < strides.length; o++) {
                steps[o][rank] = strides[o][d];
            }
            rank++;
        }
        this.shape = Arrays.copyOf(dims, rank);
        this.strides = steps;
    }

    private static boolean mergeable(int[][] steps, int outer, int[][] strides, int inner, int innerSize) {
        for (int o = 0; o < strides.length; o++) {
            if (steps[o][outer] != strides[o][inner] * innerSize) {
                return false;
            }
        }
        return true;
    }

    /** Elements of a row. */
    public int length() {
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    /** Number of rows. */
    public int count() {
        int n = 1;
        for (int d = 0; d < shape.length - 1; d++) {
            n *= shape[d];
        }
        return n;
    }

    /** Distance between neighbours within a row of an operand. */
    public int step(int operand) {
        return shape.length == 0 ? 0 : strides[operand][shape.length - 1];
    }

    public Cursor cursor(int row) {
        return new Cursor(row);
    }

    /** The place of one row in each operand. */
    public final class Cursor {
        private final int[] index = new int[Math.max(0, shape.length - 1)];
        private final int[] offsets = new int[strides.length];

        private Cursor(int row) {
            int rest = row;
            for (int d = index.length - 1; d >= 0 && rest > 0; d--) {
                index[d] = rest % shape[d];
                rest /= shape[d];
                for (int o = 0; o < offsets.length; o++) {
                    offsets[o] += index[d] * strides[o][d];
                }
            }
        }

        public int offset(int operand) {
            return offsets[operand];
        }

        public void next() {
            for (int d = index.length - 1; d >= 0; d--) {
                index[d]++;
                boolean carry = index[d] == shape[d];
                for (int o = 0; o < offsets.length; o++) {
                    offsets[o] += carry ? strides[o][d] * (1 - shape[d]) : strides[o][d];
                }
                if (!carry) {
                    return;
                }
                index[d] = 0;
            }
        }
    }
}
