package org.prosodia.tensor;

import java.util.function.Consumer;
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

    /** Where in a {@link Workspace} the memory is from; null where it is nobody else's. */
    private Workspace.Frame frame;

    /** How many recorded ops and gradients in flight need these elements: without any, backward gives the memory back. */
    private int holders;
    private boolean gone;

    /** Computes the elements again, into memory of this size; null where that cannot be done. */
    private Consumer<Object> recipe;

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
        requireThere();
        Object memory = packed == null && half == null && recipe == null ? zeros() : written();
        if (precision == WeightPrecision.F32) {
            packed = null;
            dense = memory;
        }
        return memory;
    }

    private void requireThere() {
        if (gone) {
            throw new IllegalStateException("a tensor of " + size + " elements was used after its memory went back to the workspace: "
                    + "results last until backward has passed them, gradients until the scope ends");
        }
    }

    private Object zeros() {
        Object used = used();
        if (used == null) {
            return kernels.allocate(size);
        }
        kernels.fill(used, 0);
        return used;
    }

    private Object written() {
        Object memory = unwritten();
        if (packed != null) {
            kernels.unpack(packed, memory);
        } else if (half != null) {
            kernels.write(half, memory, size);
        } else {
            recipe.accept(memory);
        }
        return memory;
    }

    /** Memory whose elements may be anything. */
    private Object unwritten() {
        Object used = used();
        return used == null ? kernels.empty(size) : used;
    }

    private Object used() {
        return frame == null ? null : frame.workspace().take(kernels.dtype(), size);
    }

    void recipe(Consumer<Object> again) {
        recipe = again;
    }

    boolean hasRecipe() {
        return recipe != null;
    }

    /** Lets go of elements that can be computed again. */
    synchronized void forget() {
        if (recipe != null && dense != null) {
            if (frame != null) {
                frame.workspace().give(kernels.dtype(), size, dense);
            }
            dense = null;
        }
    }

    Workspace.Frame frame() {
        return frame;
    }

    void frame(Workspace.Frame owner) {
        frame = owner;
    }

    void hold() {
        holders++;
    }

    void letGo() {
        holders--;
        giveBackUnlessHeld();
    }

    /** As {@link #letGo}, where the caller goes on with the elements. */
    void handBack() {
        holders--;
    }

    void giveBackUnlessHeld() {
        if (frame != null && holders == 0) {
            giveBack();
        }
    }

    /** Returns the memory to its workspace. */
    synchronized void giveBack() {
        if (dense != null) {
            frame.workspace().give(kernels.dtype(), size, dense);
        }
        dense = null;
        half = null;
        packed = null;
        recipe = null;
        frame = null;
        gone = true;
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
            if (dense == null) {
                requireThere();
                dense = unwritten();
                packed = null;
            }
            kernels.write(hostArray, dense, size);
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
