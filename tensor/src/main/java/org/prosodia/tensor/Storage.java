package org.prosodia.tensor;

import org.prosodia.tensor.backend.HalfArray;
import org.prosodia.tensor.backend.HostArrays;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;

/**
 * The memory of a tensor and of all that share its elements: dense, in the order of the elements, or packed, as products of its backend
 * read it; where it is kept in 16 bits, either of these in 16 bits. It is one of them, so that weights are in memory only once; whoever
 * asks for another gets it converted. Before anybody asks it is none: zeros take no memory.
 */
final class Storage {
    private final Kernels<Object> kernels;
    private final int size;
    private volatile WeightPrecision precision = WeightPrecision.F32;
    private volatile Object dense;
    private HalfArray half;
    private PackedMatrix packed;

    /** @param dense null for zeros */
    Storage(Kernels<Object> kernels, int size, Object dense) {
        this.kernels = kernels;
        this.size = size;
        this.dense = dense;
    }

    WeightPrecision precision() {
        return precision;
    }

    /** The elements in order. They may be changed where the precision is F32: nothing packed remains. Else they are a copy. */
    Object dense() {
        Object memory = dense;
        return memory != null ? memory : converted();
    }

    private synchronized Object converted() {
        if (dense != null) {
            return dense;
        }
        Object memory = kernels.allocate(size);
        if (packed != null) {
            kernels.unpack(packed, memory);
        } else if (half != null) {
            kernels.write(half, memory, size);
        }
        if (precision == WeightPrecision.F32) {
            packed = null;
            dense = memory;
        }
        return memory;
    }

    /** These matrices [depth, columns] packed; null where the backend has no such form. */
    synchronized PackedMatrix packed(int depth, int columns, MatrixView view) {
        if (packed == null || !packed.holds(depth, columns, view)) {
            PackedMatrix made = kernels.pack(depth, columns, dense(), view, precision);
            if (made != null) {
                packed = made;
                dense = null;
                half = null;
            }
        }
        return packed;
    }

    /** Replaces the elements by the first of a host array. */
    synchronized void assign(Object hostArray) {
        if (precision == WeightPrecision.F32) {
            kernels.write(hostArray, dense(), size);
        } else {
            half = HalfArray.zeros(precision, size);
            HostArrays.copy(hostArray, half, size);
            packed = null;
        }
    }

    /** Rounds the elements, and keeps only what is left of them. */
    synchronized void keepAs(WeightPrecision wanted) {
        boolean zeros = dense == null && half == null && packed == null;
        Object memory = zeros ? null : dense();
        precision = wanted;
        packed = null;
        half = null;
        dense = wanted == WeightPrecision.F32 ? memory : null;
        if (!zeros && wanted != WeightPrecision.F32) {
            half = HalfArray.zeros(wanted, size);
            kernels.read(memory, half, size);
        }
    }
}
