package org.prosodia.tensor.backend;

/** Copies between {@code float[]} and {@code double[]} on the host. */
public final class HostArrays {
    private HostArrays() {}

    /** to[i] = from[i] for the first n elements; double to float rounds to nearest. */
    public static void copy(Object from, Object to, int n) {
        if (from instanceof float[] x && to instanceof double[] y) {
            for (int i = 0; i < n; i++) {
                y[i] = x[i];
            }
        } else if (from instanceof double[] x && to instanceof float[] y) {
            for (int i = 0; i < n; i++) {
                y[i] = (float) x[i];
            }
        } else {
            System.arraycopy(from, 0, to, 0, n);
        }
    }
}
