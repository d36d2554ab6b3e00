package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As {@link Tile4x4} for machines with 16 vector registers: three rows of A times up to three vectors of B, nine sums, enough to hide
 * the latency of two multiply-adds a cycle. Taller and wider ones (5 x 2, 2 x 5, 4 x 3, 3 x 4) spill, smaller ones (4 x 2, 2 x 4) load
 * more for each multiply-add.
 */
final class Tile3x3 {
    static final int ROWS = 3;
    static final int VECTORS = 3;

    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;
    private static final int WIDTH = VECTORS * L;

    private Tile3x3() {}

    /** Computes 3 rows of {@code vectors} vectors; row i of A begins at {@code ao + min(i, last) * stride}. */
    static void run(int vectors, int depth, float[] a, int ao, int stride, int last, float[] b, int bo, float[] c, int co, int cs) {
        int a1 = ao + Math.min(1, last) * stride;
        int a2 = ao + Math.min(2, last) * stride;
        switch (vectors) {
            case 1 -> one(depth, a, ao, a1, a2, b, bo, c, co, cs);
            case 2 -> two(depth, a, ao, a1, a2, b, bo, c, co, cs);
            default -> three(depth, a, ao, a1, a2, b, bo, c, co, cs);
        }
    }

    private static void three(int depth, float[] a, int a0, int a1, int a2, float[] b, int bo, float[] c, int co, int cs) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * WIDTH);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * WIDTH + L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * WIDTH + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
        }
        c00.add(FloatVector.fromArray(S, c, co)).intoArray(c, co);
        c01.add(FloatVector.fromArray(S, c, co + L)).intoArray(c, co + L);
        c02.add(FloatVector.fromArray(S, c, co + 2 * L)).intoArray(c, co + 2 * L);
        c10.add(FloatVector.fromArray(S, c, co + cs)).intoArray(c, co + cs);
        c11.add(FloatVector.fromArray(S, c, co + cs + L)).intoArray(c, co + cs + L);
        c12.add(FloatVector.fromArray(S, c, co + cs + 2 * L)).intoArray(c, co + cs + 2 * L);
        c20.add(FloatVector.fromArray(S, c, co + 2 * cs)).intoArray(c, co + 2 * cs);
        c21.add(FloatVector.fromArray(S, c, co + 2 * cs + L)).intoArray(c, co + 2 * cs + L);
        c22.add(FloatVector.fromArray(S, c, co + 2 * cs + 2 * L)).intoArray(c, co + 2 * cs + 2 * L);
    }

    private static void two(int depth, float[] a, int a0, int a1, int a2, float[] b, int bo, float[] c, int co, int cs) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * WIDTH);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * WIDTH + L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
        }
        c00.add(FloatVector.fromArray(S, c, co)).intoArray(c, co);
        c01.add(FloatVector.fromArray(S, c, co + L)).intoArray(c, co + L);
        c10.add(FloatVector.fromArray(S, c, co + cs)).intoArray(c, co + cs);
        c11.add(FloatVector.fromArray(S, c, co + cs + L)).intoArray(c, co + cs + L);
        c20.add(FloatVector.fromArray(S, c, co + 2 * cs)).intoArray(c, co + 2 * cs);
        c21.add(FloatVector.fromArray(S, c, co + 2 * cs + L)).intoArray(c, co + 2 * cs + L);
    }

    private static void one(int depth, float[] a, int a0, int a1, int a2, float[] b, int bo, float[] c, int co, int cs) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * WIDTH);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
        }
        c00.add(FloatVector.fromArray(S, c, co)).intoArray(c, co);
        c10.add(FloatVector.fromArray(S, c, co + cs)).intoArray(c, co + cs);
        c20.add(FloatVector.fromArray(S, c, co + 2 * cs)).intoArray(c, co + 2 * cs);
    }
}
