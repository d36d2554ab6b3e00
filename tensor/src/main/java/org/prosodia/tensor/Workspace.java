package org.prosodia.tensor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Memory that the steps of a training use again. In a scope of {@link #open()}, ops put their results into it; what backward has
 * passed is free for what comes next, and the end of the scope frees the rest. So after the first step hardly anything is left for the
 * garbage collector.
 *
 * <p>A tensor of a scope must not be used after it, nor the result of an op after backward has passed that op: whoever tries gets an
 * {@link IllegalStateException}, never another tensor's numbers. Gradients of leaves last until the end of the scope. Tensors of fewer
 * than {@value #LEAST} elements, such as losses, are not in the workspace and last as long as anybody wants.
 *
 * <p>One thread at a time.
 */
public final class Workspace {
    /** Smaller tensors are left to the garbage collector. */
    private static final int LEAST = 1024;

    private final TensorRuntime runtime;
    private final Buffers free = Buffers.ofCycles();

    public Workspace(TensorRuntime runtime) {
        this.runtime = runtime;
    }

    /** Part of a scope at whose end all goes back that was lent in it and not kept. */
    final class Frame {
        private final Frame outer;
        private final List<Storage> lent = new ArrayList<>();

        private Frame(Frame outer) {
            this.outer = outer;
        }

        Frame inner() {
            return new Frame(this);
        }

        Workspace workspace() {
            return Workspace.this;
        }

        /** The storage is part of this frame. */
        void lend(Storage storage) {
            storage.frame(this);
            lent.add(storage);
        }

        /** The tensor outlives this frame. */
        void keep(Tensor x) {
            move(x.storage(), outer);
        }

        /** The tensor lives to the end of the scope. */
        void keepToTheEnd(Tensor x) {
            Frame root = this;
            while (root.outer != null) {
                root = root.outer;
            }
            move(x.storage(), root);
        }

        private void move(Storage storage, Frame to) {
            if (storage.frame() != null && storage.frame() != to && to != null) {
                to.lend(storage);
            }
        }

        void end() {
            for (Storage storage : lent) {
                if (storage.frame() == this) {
                    storage.giveBack();
                }
            }
            if (outer == null) {
                free.nextCycle();
            }
        }
    }

    /** Until the scope is closed, this thread's results are in the workspace. */
    public GradScope open() {
        return runtime.lease(new Frame(null));
    }

    /** Whether results of this size are in the workspace. */
    static boolean holds(int size) {
        return size >= LEAST;
    }

    /** Memory with whatever is in it; null where there is none of this size. */
    Object take(DType dtype, int size) {
        return free.take(dtype, size);
    }

    void give(DType dtype, int size, Object memory) {
        free.give(dtype, size, memory);
    }

    /** For tests: what is free now. */
    Collection<Object> free() {
        return free.all();
    }

    /** For tests: the bytes of the most that was lent at one time. */
    long mostLent() {
        return free.mostLent();
    }
}
