package org.prosodia.tensor.tornado;

import java.lang.ref.Cleaner;

/** A piece of the {@link DeviceHeap}: the memory of one tensor. It goes back when nobody can reach it any more, or when it is freed. */
final class DeviceArray implements AutoCloseable {
    private final int offset;
    private final int size;
    private final Cleaner.Cleanable memory;

    DeviceArray(int offset, int size, Cleaner cleaner, Runnable release) {
        this.offset = offset;
        this.size = size;
        this.memory = cleaner.register(this, release);
    }

    /** Index of the first element in the heap, a multiple of {@link FreeList#ALIGNMENT}. */
    int offset() {
        return offset;
    }

    /** Elements. */
    int size() {
        return size;
    }

    /** Frees the memory now. */
    @Override
    public void close() {
        memory.clean();
    }
}
