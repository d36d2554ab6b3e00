package org.prosodia.tensor.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernels over n elements, each work item on the next {@code per}: p = n, per, then what each names. Places are indices of the heap, s
 * holds numbers that are not whole.
 */
final class ElementwiseKernels {
    /** Where the shape begins in the parameters of kernels with strides: rank, then three times {@link Strides#MAX_RANK}. */
    static final int SHAPE = 8;

    private ElementwiseKernels() {}

    private static int end(KernelContext c, IntArray p) {
        return Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
    }

    /** p: n, per, y; s: value. */
    static void fill(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        int end = end(c, p);
        int y = p.get(2);
        float value = s.get(0);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            heap.set(y + i, value);
        }
    }

    /** p: n, per, x, y, function; s: its constants. */
    static void map(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        int end = end(c, p);
        int x = p.get(2);
        int y = p.get(3);
        int code = p.get(4);
        float a = s.get(0);
        float b = s.get(1);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            heap.set(y + i, DeviceFunctions.value(code, heap.get(x + i), a, b));
        }
    }

    /** p: n, per, x, y, function; s: its constants. */
    static void mapSpecial(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        int end = end(c, p);
        int x = p.get(2);
        int y = p.get(3);
        int code = p.get(4);
        float a = s.get(0);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            heap.set(y + i, DeviceFunctions.special(code, heap.get(x + i), a));
        }
    }

    /** p: n, per, x, g, dx, function; s: its constants. */
    static void mapGradient(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        int end = end(c, p);
        int x = p.get(2);
        int g = p.get(3);
        int dx = p.get(4);
        int code = p.get(5);
        float a = s.get(0);
        float b = s.get(1);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            heap.set(dx + i, heap.get(g + i) * DeviceFunctions.derivative(code, heap.get(x + i), a, b));
        }
    }

    /** p: n, per, x, g, dx, function; s: its constants. */
    static void mapSpecialGradient(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        int end = end(c, p);
        int x = p.get(2);
        int g = p.get(3);
        int dx = p.get(4);
        int code = p.get(5);
        float a = s.get(0);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            heap.set(dx + i, heap.get(g + i) * DeviceFunctions.specialDerivative(code, heap.get(x + i), a));
        }
    }

    /** p: n, per, x, y; s: a. */
    static void axpy(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        int end = end(c, p);
        int x = p.get(2);
        int y = p.get(3);
        float a = s.get(0);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            heap.set(y + i, heap.get(y + i) + a * heap.get(x + i));
        }
    }

    /** p: n, per, x, y, z, op; rank, shape, strides of x, strides of y. */
    static void zip(KernelContext c, FloatArray heap, IntArray p) {
        int end = end(c, p);
        int x = p.get(2);
        int y = p.get(3);
        int z = p.get(4);
        int op = p.get(5);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            int xi = x + Strides.offset(p, SHAPE, 1, i);
            int yi = y + Strides.offset(p, SHAPE, 2, i);
            heap.set(z + i, DeviceFunctions.value(op, heap.get(xi), heap.get(yi)));
        }
    }

    /** p: n, per, x, mask (0 or 1), y; rank, shape, strides of the mask; s: value. */
    static void maskedFill(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        int end = end(c, p);
        int x = p.get(2);
        int mask = p.get(3);
        int y = p.get(4);
        float value = s.get(0);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            float masked = heap.get(mask + Strides.offset(p, SHAPE, 1, i));
            heap.set(y + i, masked > 0 ? value : heap.get(x + i));
        }
    }

    /** p: n, per, x, y; rank, shape, strides of x, strides of y. */
    static void copy(KernelContext c, FloatArray heap, IntArray p) {
        int end = end(c, p);
        int x = p.get(2);
        int y = p.get(3);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            heap.set(y + Strides.offset(p, SHAPE, 2, i), heap.get(x + Strides.offset(p, SHAPE, 1, i)));
        }
    }

    /** SplitMix64 as the plain backend draws it. Shifts that the device's compiler would fill with the sign are masked. */
    static void dropout(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        int end = end(c, p);
        int x = p.get(2);
        int y = p.get(3);
        long state = ((long) p.get(4) << 32) | (p.get(5) & 0xffffffffL);
        long dropped = ((long) p.get(6) << 32) | (p.get(7) & 0xffffffffL);
        float kept = s.get(0);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            long z = state + (i + 1L) * 0x9e3779b97f4a7c15L;
            z = (z ^ ((z >> 30) & 0x3ffffffffL)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ ((z >> 27) & 0x1fffffffffL)) * 0x94d049bb133111ebL;
            z = z ^ ((z >> 31) & 0x1ffffffffL);
            long fraction = (z >> 11) & 0x1fffffffffffffL;
            heap.set(y + i, heap.get(x + i) * (fraction < dropped ? 0 : kept));
        }
    }

    /** p: n, per, parameter, gradient, m, v; s: l2, shrink, step size, correction, eps, β₁, β₂, 1 − β₁, 1 − β₂. */
    static void adam(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        int end = end(c, p);
        int parameter = p.get(2);
        int gradient = p.get(3);
        int m = p.get(4);
        int v = p.get(5);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            float theta = heap.get(parameter + i);
            float g = heap.get(gradient + i) + s.get(0) * theta;
            float mi = s.get(5) * heap.get(m + i) + s.get(7) * g;
            float vi = s.get(6) * heap.get(v + i) + s.get(8) * g * g;
            float denominator = TornadoMath.sqrt(vi) / s.get(3) + s.get(4);
            heap.set(m + i, mi);
            heap.set(v + i, vi);
            heap.set(parameter + i, s.get(1) * theta - s.get(2) * mi / denominator);
        }
    }
}
