package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums and differences of parts of matrices: rows of elements one behind the other. */
final class PartSums {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    private PartSums() {}

    /** z = x + sign · y on rows of {@code n} elements; row r of x and of y begins r strides after the first. z is dense. */
    static void sum(float[] x, int xo, float sign, float[] y, int yo, int stride, int rows, int n, float[] z) {
        for (int r = 0; r < rows; r++) {
            row(x, xo + r * stride, sign, y, yo + r * stride, z, r * n, n);
        }
    }

    /** y += x, where x [rows, n] is dense and row r of y begins at {@code yo + r * stride}. */
    static void add(float[] x, int rows, int n, float[] y, int yo, int stride) {
        for (int r = 0; r < rows; r++) {
            row(y, yo + r * stride, 1, x, r * n, y, yo + r * stride, n);
        }
    }

    /** A product with ±1 is exact, so this rounds as a sum or a difference does. */
    private static void row(float[] x, int xo, float sign, float[] y, int yo, float[] z, int zo, int n) {
        FloatVector s = FloatVector.broadcast(S, sign);
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector.fromArray(S, y, yo + j).fma(s, FloatVector.fromArray(S, x, xo + j)).intoArray(z, zo + j);
        }
        for (; j < n; j++) {
            z[zo + j] = Math.fma(y[yo + j], sign, x[xo + j]);
        }
    }
}
