package org.prosodia.tensor.backend;

/** Copies between {@code float[]}, {@code double[]} and {@link HalfArray} on the host. */
public final class HostArrays {
    private HostArrays() {}

    /** to[i] = from[i] for the first n elements, rounded to nearest where it must be: double to 16 bits by way of float. */
    public static void copy(Object from, Object to, int n) {
        if (from instanceof float[] x && to instanceof double[] y) {
            for (int i = 0; i < n; i++) {
                y[i] = x[i];
            }
        } else if (from instanceof double[] x && to instanceof float[] y) {
            for (int i = 0; i < n; i++) {
                y[i] = (float) x[i];
            }
        } else if (to instanceof HalfArray half) {
            round(from, half, n);
        } else if (from instanceof HalfArray half) {
            expand(half, to, n);
        } else {
            System.arraycopy(from, 0, to, 0, n);
        }
    }

    private static void round(Object from, HalfArray to, int n) {
        if (from instanceof double[] x) {
            to.round(x, n);
        } else {
            to.round((float[]) from, n);
        }
    }

    private static void expand(HalfArray from, Object to, int n) {
        if (to instanceof double[] y) {
            from.expand(y, n);
        } else {
            from.expand((float[]) to, n);
        }
    }
}
