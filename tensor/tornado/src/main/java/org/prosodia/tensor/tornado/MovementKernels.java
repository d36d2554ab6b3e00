package org.prosodia.tensor.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernels that move rows by index and numbers between the heap and a staging array. Integers lie in the heap as two numbers, since one
 * holds no more than 24 bits: all high parts, then all low ones.
 */
final class MovementKernels {
    /** What a high part counts. */
    static final int HIGH = 1 << 16;

    private MovementKernels() {}

    private static int integer(FloatArray heap, int at, int count, int i) {
        return (int) heap.get(at + i) * HIGH + (int) heap.get(at + count + i);
    }

    /** p: n = rows · width, per, x, index, y, width, rows. */
    static void gatherRows(KernelContext c, FloatArray heap, IntArray p) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int x = p.get(2);
        int index = p.get(3);
        int y = p.get(4);
        int width = p.get(5);
        int rows = p.get(6);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            int row = i / width;
            heap.set(y + i, heap.get(x + integer(heap, index, rows, row) * width + (i - row * width)));
        }
    }

    /** p: n = width, per, x, index, y, width, rows. A work item has a column: rows that meet in one place come in their order. */
    static void scatterAddRows(KernelContext c, FloatArray heap, IntArray p) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int x = p.get(2);
        int index = p.get(3);
        int y = p.get(4);
        int width = p.get(5);
        int rows = p.get(6);
        for (int j = c.globalIdx * p.get(1); j < end; j++) {
            for (int r = 0; r < rows; r++) {
                int to = y + integer(heap, index, rows, r) * width + j;
                heap.set(to, heap.get(to) + heap.get(x + r * width + j));
            }
        }
    }

    /** p: n, per, y. */
    static void fromHost(KernelContext c, FloatArray heap, IntArray p, FloatArray staging) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int y = p.get(2);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            heap.set(y + i, staging.get(i));
        }
    }

    /** p: n, per, x, capacity. The rest of the staging array is written too: what a kernel leaves comes back as anything. */
    static void toHost(KernelContext c, FloatArray heap, IntArray p, FloatArray staging) {
        int end = Math.min(p.get(3), (c.globalIdx + 1) * p.get(1));
        int n = p.get(0);
        int x = p.get(2);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            staging.set(i, i < n ? heap.get(x + i) : 0);
        }
    }

    /** The first kernel of all: from here on the heap is on the device. */
    static void begin(KernelContext c, FloatArray heap) {
        heap.set(c.globalIdx, 0);
    }
}
