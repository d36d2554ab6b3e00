package org.prosodia.tensor.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernels over rows [rows, n]: a work group has a row, and its items share the sums in local memory. p = n, items of a group, then what each
 * names.
 */
final class RowKernels {
    /** Items of a group, at most: a power of two. */
    static final int MAX_ITEMS = 256;

    private RowKernels() {}

    /** Σ over the items of a group, for each of them. */
    private static float sum(KernelContext c, float[] shared, int items, float mine) {
        int item = c.localIdx;
        c.localBarrier();
        shared[item] = mine;
        for (int half = items / 2; half > 0; half = half / 2) {
            c.localBarrier();
            if (item < half) {
                shared[item] = shared[item] + shared[item + half];
            }
        }
        c.localBarrier();
        return shared[0];
    }

    private static float max(KernelContext c, float[] shared, int items, float mine) {
        int item = c.localIdx;
        c.localBarrier();
        shared[item] = mine;
        for (int half = items / 2; half > 0; half = half / 2) {
            c.localBarrier();
            if (item < half) {
                shared[item] = DeviceMath.max(shared[item], shared[item + half]);
            }
        }
        c.localBarrier();
        return shared[0];
    }

    /** The score at j: x · scale, or the lowest where the key is padding. */
    private static float score(FloatArray heap, int x, int padding, float scale, float lowest, int j) {
        float v = heap.get(x + j) * scale;
        if (padding >= 0) {
            v = heap.get(padding + j) > 0 ? lowest : v;
        }
        return v;
    }

    /**
     * p: n, items, x, y, step between rows, padding (or −1), rows of a clip, rows before the first; s: scale, lowest
     * score, 0.
     */
    static void softmax(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        float[] shared = c.allocateFloatLocalArray(MAX_ITEMS);
        int n = p.get(0);
        int items = p.get(1);
        int row = c.groupIdx;
        int x = p.get(2) + row * p.get(4);
        int y = p.get(3) + row * p.get(4);
        int padding = p.get(5) < 0 ? -1 : p.get(5) + (row + p.get(7)) / p.get(6) * n;
        float scale = s.get(0);
        float lowest = s.get(1);
        float top = -1 / s.get(2);
        for (int j = c.localIdx; j < n; j += items) {
            top = DeviceMath.max(top, score(heap, x, padding, scale, lowest, j));
        }
        float max = max(c, shared, items, top);
        float part = 0;
        for (int j = c.localIdx; j < n; j += items) {
            float e = TornadoMath.exp(score(heap, x, padding, scale, lowest, j) - max);
            heap.set(y + j, e);
            part += e;
        }
        float factor = 1 / sum(c, shared, items, part);
        for (int j = c.localIdx; j < n; j += items) {
            heap.set(y + j, heap.get(y + j) * factor);
        }
    }

    /** p: n, items, y, g, dx. */
    static void softmaxGradient(KernelContext c, FloatArray heap, IntArray p) {
        float[] shared = c.allocateFloatLocalArray(MAX_ITEMS);
        int n = p.get(0);
        int items = p.get(1);
        int row = c.groupIdx;
        int y = p.get(2) + row * n;
        int g = p.get(3) + row * n;
        int dx = p.get(4) + row * n;
        float part = 0;
        for (int j = c.localIdx; j < n; j += items) {
            part += heap.get(g + j) * heap.get(y + j);
        }
        float dot = sum(c, shared, items, part);
        for (int j = c.localIdx; j < n; j += items) {
            heap.set(dx + j, heap.get(y + j) * (heap.get(g + j) - dot));
        }
    }

    /** p: n, items, x, y; s: 0. */
    static void logSoftmax(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        float[] shared = c.allocateFloatLocalArray(MAX_ITEMS);
        int n = p.get(0);
        int items = p.get(1);
        int row = c.groupIdx;
        int x = p.get(2) + row * n;
        int y = p.get(3) + row * n;
        float top = -1 / s.get(0);
        for (int j = c.localIdx; j < n; j += items) {
            top = DeviceMath.max(top, heap.get(x + j));
        }
        float max = max(c, shared, items, top);
        float part = 0;
        for (int j = c.localIdx; j < n; j += items) {
            part += TornadoMath.exp(heap.get(x + j) - max);
        }
        float logSum = TornadoMath.log(sum(c, shared, items, part));
        for (int j = c.localIdx; j < n; j += items) {
            heap.set(y + j, heap.get(x + j) - max - logSum);
        }
    }

    /** p: n, items, y, g, dx. */
    static void logSoftmaxGradient(KernelContext c, FloatArray heap, IntArray p) {
        float[] shared = c.allocateFloatLocalArray(MAX_ITEMS);
        int n = p.get(0);
        int items = p.get(1);
        int row = c.groupIdx;
        int y = p.get(2) + row * n;
        int g = p.get(3) + row * n;
        int dx = p.get(4) + row * n;
        float part = 0;
        for (int j = c.localIdx; j < n; j += items) {
            part += heap.get(g + j);
        }
        float sum = sum(c, shared, items, part);
        for (int j = c.localIdx; j < n; j += items) {
            heap.set(dx + j, heap.get(g + j) - TornadoMath.exp(heap.get(y + j)) * sum);
        }
    }

    /** p: n, items, x, gamma, beta, y, mean, rstd; s: eps. */
    static void layerNorm(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        float[] shared = c.allocateFloatLocalArray(MAX_ITEMS);
        int n = p.get(0);
        int items = p.get(1);
        int row = c.groupIdx;
        int x = p.get(2) + row * n;
        int gamma = p.get(3);
        int beta = p.get(4);
        int y = p.get(5) + row * n;
        float part = 0;
        for (int j = c.localIdx; j < n; j += items) {
            part += heap.get(x + j);
        }
        float mean = sum(c, shared, items, part) / n;
        float squares = 0;
        for (int j = c.localIdx; j < n; j += items) {
            float d = heap.get(x + j) - mean;
            squares += d * d;
        }
        float rstd = 1 / TornadoMath.sqrt(sum(c, shared, items, squares) / n + s.get(0));
        for (int j = c.localIdx; j < n; j += items) {
            heap.set(y + j, (heap.get(x + j) - mean) * rstd * heap.get(gamma + j) + heap.get(beta + j));
        }
        if (c.localIdx == 0) {
            heap.set(p.get(6) + row, mean);
            heap.set(p.get(7) + row, rstd);
        }
    }

    /** dx of layer norm. p: n, items, x, gamma, mean, rstd, g, dx. */
    static void layerNormGradient(KernelContext c, FloatArray heap, IntArray p) {
        float[] shared = c.allocateFloatLocalArray(MAX_ITEMS);
        int n = p.get(0);
        int items = p.get(1);
        int row = c.groupIdx;
        int x = p.get(2) + row * n;
        int gamma = p.get(3);
        float mean = heap.get(p.get(4) + row);
        float rstd = heap.get(p.get(5) + row);
        int g = p.get(6) + row * n;
        int dx = p.get(7) + row * n;
        float h = 0;
        float hx = 0;
        for (int j = c.localIdx; j < n; j += items) {
            float hj = heap.get(g + j) * heap.get(gamma + j);
            h += hj;
            hx += hj * ((heap.get(x + j) - mean) * rstd);
        }
        float avgH = sum(c, shared, items, h) / n;
        float avgHx = sum(c, shared, items, hx) / n;
        for (int j = c.localIdx; j < n; j += items) {
            float normed = (heap.get(x + j) - mean) * rstd;
            heap.set(dx + j, rstd * (heap.get(g + j) * heap.get(gamma + j) - avgH - normed * avgHx));
        }
    }
}
