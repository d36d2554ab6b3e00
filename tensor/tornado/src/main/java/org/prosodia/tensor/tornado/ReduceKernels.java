package org.prosodia.tensor.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Sums and maxima. A sum is made in parts of {@value #PART} terms, and those are added: numbers of one precision lose little in sums as
 * short as that, and the order does not depend on the device.
 */
final class ReduceKernels {
    /** Terms of a part. */
    static final int PART = 256;

    /** Where the axes begin in the parameters of {@link #sumParts}: those that stay (shape, steps in x), then those that are summed. */
    static final int AXES = 8;

    /** Axes of either kind, at most. */
    static final int MAX_AXES = 4;

    private ReduceKernels() {}

    /** p: n = outputs · parts, per, x, partial, outputs, terms; axes. partial[part · outputs + output] = Σ of that part. */
    static void sumParts(KernelContext c, FloatArray heap, IntArray p) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int x = p.get(2);
        int partial = p.get(3);
        int outputs = p.get(4);
        int terms = p.get(5);
        int r1 = p.get(AXES + 2 * MAX_AXES + 1);
        int r2 = p.get(AXES + 2 * MAX_AXES + 2);
        int r3 = p.get(AXES + 2 * MAX_AXES + 3);
        int s0 = p.get(AXES + 3 * MAX_AXES);
        int s1 = p.get(AXES + 3 * MAX_AXES + 1);
        int s2 = p.get(AXES + 3 * MAX_AXES + 2);
        int s3 = p.get(AXES + 3 * MAX_AXES + 3);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            int part = i / outputs;
            int at = x + place(p, AXES, i - part * outputs);
            int from = part * PART;
            int to = Math.min(terms, from + PART);
            int rest = from;
            int i3 = rest % r3;
            rest = rest / r3;
            int i2 = rest % r2;
            rest = rest / r2;
            int i1 = rest % r1;
            int i0 = rest / r1;
            float sum = 0;
            for (int t = from; t < to; t++) {
                sum += heap.get(at + i0 * s0 + i1 * s1 + i2 * s2 + i3 * s3);
                i3 = i3 + 1;
                int carry3 = i3 == r3 ? 1 : 0;
                i3 = i3 - carry3 * r3;
                i2 = i2 + carry3;
                int carry2 = i2 == r2 ? 1 : 0;
                i2 = i2 - carry2 * r2;
                i1 = i1 + carry2;
                int carry1 = i1 == r1 ? 1 : 0;
                i1 = i1 - carry1 * r1;
                i0 = i0 + carry1;
            }
            heap.set(partial + i, sum);
        }
    }

    /** The place of an index of {@link #MAX_AXES} axes: shape, then steps. */
    private static int place(IntArray p, int axes, int index) {
        int rest = index;
        int place = 0;
        for (int d = MAX_AXES - 1; d >= 0; d--) {
            int size = p.get(axes + d);
            int quotient = rest / size;
            place += (rest - quotient * size) * p.get(axes + MAX_AXES + d);
            rest = quotient;
        }
        return place;
    }

    /**
     * y += Σ parts. p: n = outputs, per, partial, parts, y, step in partial between parts; at {@link #AXES} shape and steps of the outputs
     * in y.
     */
    static void addParts(KernelContext c, FloatArray heap, IntArray p) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int partial = p.get(2);
        int parts = p.get(3);
        int y = p.get(4);
        int step = p.get(5);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            float sum = 0;
            float lost = 0;
            for (int part = 0; part < parts; part++) {
                // Kahan (1965): what an addition rounds away goes into the next.
                float term = heap.get(partial + part * step + i) - lost;
                float next = sum + term;
                lost = next - next == 0 ? (next - sum) - term : 0;
                sum = next;
            }
            int to = y + place(p, AXES, i);
            heap.set(to, heap.get(to) + sum);
        }
    }

    /** p: parts, per, x, partial, n. partial[i] = Σ x² of part i. */
    static void squares(KernelContext c, FloatArray heap, IntArray p) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int x = p.get(2);
        int partial = p.get(3);
        int n = p.get(4);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            int to = Math.min(n, (i + 1) * PART);
            float sum = 0;
            for (int j = i * PART; j < to; j++) {
                float v = heap.get(x + j);
                sum += v * v;
            }
            heap.set(partial + i, sum);
        }
    }

    /** p: outer · inner, per, x, n, inner, y, argmax (high parts, then low parts). NaN wins, and the first of equals. */
    static void maxima(KernelContext c, FloatArray heap, IntArray p) {
        int all = p.get(0);
        int end = Math.min(all, (c.globalIdx + 1) * p.get(1));
        int x = p.get(2);
        int n = p.get(3);
        int inner = p.get(4);
        int y = p.get(5);
        int argmax = p.get(6);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            int outer = i / inner;
            int at = x + outer * n * inner + (i - outer * inner);
            int best = 0;
            float max = heap.get(at);
            for (int j = 1; j < n; j++) {
                float v = heap.get(at + j * inner);
                float winner = DeviceMath.max(max, v);
                int wins = DeviceMath.isNumber(max) * (v > max ? 1 : 1 - DeviceMath.isNumber(v));
                best += wins * (j - best);
                max = winner;
            }
            heap.set(y + i, max);
            heap.set(argmax + i, best / MovementKernels.HIGH);
            heap.set(argmax + all + i, best % MovementKernels.HIGH);
        }
    }
}
