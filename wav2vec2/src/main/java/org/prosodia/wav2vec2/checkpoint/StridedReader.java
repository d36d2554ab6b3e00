package org.prosodia.wav2vec2.checkpoint;

/**
 * Reads a view that is not row-major (a transpose, a slice, an expanded tensor). It walks the storage from front to back through a small
 * window, so the file is read once, and scatters the elements to their row-major places.
 */
final class StridedReader {
    private static final int WINDOW = 1 << 15;

    private final Storage storage;
    private final Target target;
    private final double[] window;
    private long windowStart;
    private int windowLength;

    private StridedReader(Storage storage, Target target) {
        this.storage = storage;
        this.target = target;
        this.window = new double[(int) Math.min(WINDOW, storage.count())];
    }

    /** Where the elements go: {@code index} counts in row-major order. Every readable type fits a double, 64-bit integers rounded. */
    interface Target {
        void put(int index, double value);
    }

    /** Delivers every element of the view that begins at element {@code start} of the storage. */
    static void read(Storage storage, long start, long[] shape, long[] strides, Target target) throws CheckpointException {
        new StridedReader(storage, target).walk(start, shape, strides);
    }

    private void walk(long start, long[] shape, long[] strides) throws CheckpointException {
        int[] order = Strides.storageOrder(shape, strides);
        long[] rowMajor = Strides.rowMajor(shape);
        long[] index = new long[order.length];
        long from = start;
        long to = 0;
        int k;
        do {
            target.put((int) to, element(from));
            // An odometer over the dimensions in storage order: the innermost that has a next index takes it, those inside it start anew.
            for (k = order.length - 1; k >= 0; k--) {
                int d = order[k];
                from += strides[d];
                to += rowMajor[d];
                if (++index[k] < shape[d]) {
                    break;
                }
                from -= shape[d] * strides[d];
                to -= shape[d] * rowMajor[d];
                index[k] = 0;
            }
        } while (k >= 0);
    }

    private double element(long position) throws CheckpointException {
        long inWindow = position - windowStart;
        if (inWindow < 0 || inWindow >= windowLength) {
            windowLength = (int) Math.min(window.length, storage.count() - position);
            storage.read(position, windowLength, window, 0);
            windowStart = position;
            inWindow = 0;
        }
        return window[(int) inWindow];
    }
}
