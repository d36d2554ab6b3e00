package org.prosodia.tensor.backend;

/** Copies between {@code float[]} and {@code double[]} on the host. */
public final class HostArrays {
    private HostArrays() {}

    /** to[toFrom + i] = from[fromFrom + i] for n elements; double to float rounds to nearest. */
    public static void copy(Object from, int fromStart, Object to, int toStart, int n) {
        if (from instanceof float[] x && to instanceof double[] y) {
            for (int i = 0; i < n; i++) {
                y[toStart + i] = x[fromStart + i];
            }
        } else if (from instanceof double[] x && to instanceof float[] y) {
            for (int i = 0; i < n; i++) {
                y[toStart + i] = (float) x[fromStart + i];
            }
        } else {
            System.arraycopy(from, fromStart, to, toStart, n);
        }
    }
}
