package org.prosodia.tensor;

import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;

/**
 * The memory of a tensor and of all that share its elements: dense, in the order of the elements, or packed, as products of its backend
 * read it. It is one or the other, so that weights are in memory only once; whoever asks for the other gets it converted.
 */
final class Storage {
    private final Kernels<Object> kernels;
    private final int size;
    private volatile Object dense;
    private PackedMatrix packed;

    Storage(Kernels<Object> kernels, int size, Object dense) {
        this.kernels = kernels;
        this.size = size;
        this.dense = dense;
    }

    /** The elements in order. They may be changed: nothing packed remains. */
    Object dense() {
        Object memory = dense;
        return memory != null ? memory : unpacked();
    }

    private synchronized Object unpacked() {
        if (dense == null) {
            Object memory = kernels.allocate(size);
            kernels.unpack(packed, memory);
            packed = null;
            dense = memory;
        }
        return dense;
    }

    /** These matrices [depth, columns] packed; null where the backend has no such form. */
    synchronized PackedMatrix packed(int depth, int columns, MatrixView view) {
        if (packed == null || !packed.holds(depth, columns, view)) {
            PackedMatrix made = kernels.pack(depth, columns, dense(), view);
            if (made != null) {
                packed = made;
                dense = null;
            }
        }
        return packed;
    }
}
