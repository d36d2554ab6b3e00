package org.prosodia.tensor.tornado;

import java.lang.ref.Cleaner;
import java.util.Locale;

/**
 * The memory of all tensors of a runtime: one array on the device, given out in pieces. TornadoVM compiles a kernel for each object that it
 * is used with; so all kernels have one object, and places in it are numbers that they are passed.
 */
final class DeviceHeap {
    private static final int ATTEMPTS = 12;
    private static final long WAIT_MILLIS = 20;
    private static final double MEGABYTE = 1 << 20;

    private final FreeList free;
    private final Cleaner cleaner = Cleaner.create();

    /** @param capacity elements */
    DeviceHeap(int capacity) {
        this.free = new FreeList(capacity);
    }

    /**
     * A piece with whatever is in it. Where none is large enough, Java's garbage collector is asked for those that nobody can reach.
     *
     * @throws OutOfDeviceMemoryException where that does not help
     */
    DeviceArray allocate(int size) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int offset = free.take(size);
            if (offset >= 0) {
                FreeList list = free;
                return new DeviceArray(offset, size, cleaner, () -> list.give(offset, size));
            }
            collect(attempt);
        }
        throw new OutOfDeviceMemoryException(String.format(Locale.ROOT,
                "device memory: a tensor needs %.1f MB, but of %.1f MB %.1f are used and the largest free piece has %.1f;"
                        + " give it more (-D%s=4g) or compute less at a time",
                megabytes(size), megabytes(free.capacity()), megabytes(free.used()), megabytes(free.largest()), DeviceMemory.PROPERTY));
    }

    private static void collect(int attempt) {
        if (attempt % 4 == 0) {
            System.gc();
        }
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double megabytes(int elements) {
        return elements * (double) Float.BYTES / MEGABYTE;
    }

    /** Elements of all pieces that are out. */
    int used() {
        return free.used();
    }

    int mostUsed() {
        return free.mostUsed();
    }
}
