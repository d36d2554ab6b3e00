package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.prosodia.tensor.backend.BinaryOp;

/** Sums, differences and products of rows, one of which may be a single number. Exact to the last bit as in plain Java. */
final class Zip {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    private Zip() {}

    static boolean supports(BinaryOp op) {
        return op == BinaryOp.ADD || op == BinaryOp.SUB || op == BinaryOp.MUL;
    }

    /** z[zo + j] = x[xo + j] ∘ y[yo + j]. */
    static void rows(BinaryOp op, float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        switch (op) {
            case ADD -> add(x, xo, y, yo, z, zo, n);
            case SUB -> sub(x, xo, y, yo, z, zo, n);
            case MUL -> mul(x, xo, y, yo, z, zo, n);
            default -> throw new IllegalArgumentException(op.name());
        }
    }

    /** z[zo + j] = x[xo + j] ∘ y. */
    static void rowAndNumber(BinaryOp op, float[] x, int xo, float y, float[] z, int zo, int n) {
        switch (op) {
            case ADD -> addNumber(x, xo, y, z, zo, n);
            case SUB -> addNumber(x, xo, -y, z, zo, n);
            case MUL -> mulNumber(x, xo, y, z, zo, n);
            default -> throw new IllegalArgumentException(op.name());
        }
    }

    private static void add(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector.fromArray(S, x, xo + j).add(FloatVector.fromArray(S, y, yo + j)).intoArray(z, zo + j);
        }
        for (; j < n; j++) {
            z[zo + j] = x[xo + j] + y[yo + j];
        }
    }

    private static void sub(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector.fromArray(S, x, xo + j).sub(FloatVector.fromArray(S, y, yo + j)).intoArray(z, zo + j);
        }
        for (; j < n; j++) {
            z[zo + j] = x[xo + j] - y[yo + j];
        }
    }

    private static void mul(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector.fromArray(S, x, xo + j).mul(FloatVector.fromArray(S, y, yo + j)).intoArray(z, zo + j);
        }
        for (; j < n; j++) {
            z[zo + j] = x[xo + j] * y[yo + j];
        }
    }

    private static void addNumber(float[] x, int xo, float y, float[] z, int zo, int n) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector.fromArray(S, x, xo + j).add(y).intoArray(z, zo + j);
        }
        for (; j < n; j++) {
            z[zo + j] = x[xo + j] + y;
        }
    }

    private static void mulNumber(float[] x, int xo, float y, float[] z, int zo, int n) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector.fromArray(S, x, xo + j).mul(y).intoArray(z, zo + j);
        }
        for (; j < n; j++) {
            z[zo + j] = x[xo + j] * y;
        }
    }
}
