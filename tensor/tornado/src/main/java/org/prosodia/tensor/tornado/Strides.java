package org.prosodia.tensor.tornado;

import java.util.Arrays;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Operands of one shape and different strides: merged on the host to as few axes as there can be, walked on the device. */
final class Strides {
    /** Axes that are left after merging, at most. */
    static final int MAX_RANK = 8;

    private final int[] shape = new int[MAX_RANK];
    private final int[][] strides;
    private int rank;

    /** @param strides one array for each operand, in elements, 0 where it repeats */
    Strides(int[] shape, int[]... strides) {
        this.strides = new int[strides.length][MAX_RANK];
        for (int d = 0; d < shape.length; d++) {
            if (shape[d] != 1) {
                add(shape[d], d, strides);
            }
        }
    }

    private void add(int size, int axis, int[][] from) {
        boolean merges = rank > 0;
        for (int o = 0; o < from.length && merges; o++) {
            merges = strides[o][rank - 1] == from[o][axis] * size;
        }
        if (merges) {
            shape[rank - 1] *= size;
        } else if (rank == MAX_RANK) {
            throw new UnsupportedOperationException("backend tornado: more than " + MAX_RANK + " axes that do not merge");
        } else {
            shape[rank++] = size;
        }
        for (int o = 0; o < from.length; o++) {
            strides[o][rank - 1] = from[o][axis];
        }
    }

    int rank() {
        return rank;
    }

    int size(int axis) {
        return shape[axis];
    }

    int stride(int operand, int axis) {
        return strides[operand][axis];
    }

    /** The rank, the shape and the strides of each operand, as {@link #offset} reads them. */
    int[] parameters() {
        int[] all = new int[1 + (1 + strides.length) * MAX_RANK];
        all[0] = rank;
        System.arraycopy(shape, 0, all, 1, rank);
        for (int o = 0; o < strides.length; o++) {
            System.arraycopy(strides[o], 0, all, 1 + (1 + o) * MAX_RANK, rank);
        }
        return all;
    }

    /** On the device: where element i is in an operand, numbered from 1. */
    static int offset(IntArray p, int at, int operand, int i) {
        int rank = p.get(at);
        int step = at + 1 + operand * MAX_RANK;
        int rest = i;
        int offset = 0;
        for (int d = rank - 1; d > 0; d--) {
            int size = p.get(at + 1 + d);
            int quotient = rest / size;
            offset += (rest - quotient * size) * p.get(step + d);
            rest = quotient;
        }
        return offset + rest * p.get(step);
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(shape, rank));
    }
}
