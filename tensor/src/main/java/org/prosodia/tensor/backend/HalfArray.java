package org.prosodia.tensor.backend;

import org.prosodia.tensor.WeightPrecision;

/**
 * Numbers on the host in 16 bits each. {@link HostArrays} rounds to them and expands them.
 *
 * @param precision which 16 bits
 */
public record HalfArray(WeightPrecision precision, short[] bits) {
    /** So many zeros. */
    public static HalfArray zeros(WeightPrecision precision, int n) {
        return new HalfArray(precision, new short[n]);
    }

    void round(float[] from, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = precision.round(from[i]);
        }
    }

    void round(double[] from, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = precision.round((float) from[i]);
        }
    }

    void expand(float[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = precision.expand(bits[i]);
        }
    }

    void expand(double[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = precision.expand(bits[i]);
        }
    }
}
