package org.prosodia.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Memory that one inference no longer needs and its next ops can have: the layers of a model want the same sizes again and again. Belongs
 * to one scope of one thread.
 */
final class Buffers {
    /** More are forgotten, the oldest first: they were for a clip of another length. */
    private static final int MOST = 12;

    private record Buffer(DType dtype, int size, Object memory) {}

    private final Deque<Buffer> free = new ArrayDeque<>();

    /** Memory with whatever is in it; null where there is none of this size. */
    Object take(DType dtype, int size) {
        for (Iterator<Buffer> i = free.iterator(); i.hasNext(); ) {
            Buffer buffer = i.next();
            if (buffer.size == size && buffer.dtype == dtype) {
                i.remove();
                return buffer.memory;
            }
        }
        return null;
    }

    void give(DType dtype, int size, Object memory) {
        if (free.stream().anyMatch(buffer -> buffer.memory == memory)) {
            return;
        }
        if (free.size() == MOST) {
            free.removeLast();
        }
        free.addFirst(new Buffer(dtype, size, memory));
    }
}
