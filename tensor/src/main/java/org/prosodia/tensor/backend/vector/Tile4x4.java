package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loop of the matrix product for machines with 32 vector registers: four rows of A times up to four vectors of B, 16 sums
 * that stay in registers. Eight loads serve 16 multiply-adds, the fewest per product of all shapes that read A where it lies. Five rows,
 * a little slower, are for what four do not divide.
 *
 * <p>C2 loads all operands of a step before it multiplies: a tile of r rows and v vectors needs r v + r + v registers. Taller tiles
 * that count on less (12 x 2, 5 x 2 with 16 registers) spill sums inside the loop in some compilations and run at half the speed.
 *
 * <p>B comes in panels [depth, VECTORS · lanes]. The sums are added to C.
 */
final class Tile4x4 {
    static final int ROWS = 4;
    static final int VECTORS = 4;

    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;
    private static final int WIDTH = VECTORS * L;

    private Tile4x4() {}

    /** Computes 4 rows of {@code vectors} vectors; row i of A begins at {@code ao + min(i, last) * stride}. */
    static void run(int vectors, int depth, float[] a, int ao, int stride, int last, float[] b, int bo, float[] c, int co, int cs) {
        int a1 = ao + Math.min(1, last) * stride;
        int a2 = ao + Math.min(2, last) * stride;
        int a3 = ao + Math.min(3, last) * stride;
        switch (vectors) {
            case 1 -> one(depth, a, ao, a1, a2, a3, b, bo, c, co, cs);
            case 2 -> two(depth, a, ao, a1, a2, a3, b, bo, c, co, cs);
            case 3 -> three(depth, a, ao, a1, a2, a3, b, bo, c, co, cs);
            default -> four(depth, a, ao, a1, a2, a3, b, bo, c, co, cs);
        }
    }

    /** Computes 5 rows of four vectors. */
    static void runFive(int depth, float[] a, int ao, int stride, float[] b, int bo, float[] c, int co, int cs) {
        five(depth, a, ao, ao + stride, ao + 2 * stride, ao + 3 * stride, ao + 4 * stride, b, bo, c, co, cs);
    }

    private static void five(int depth, float[] a, int a0, int a1, int a2, int a3, int a4, float[] b, int bo,
            float[] c, int co, int cs) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c03 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c13 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        FloatVector c23 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        FloatVector c32 = FloatVector.zero(S);
        FloatVector c33 = FloatVector.zero(S);
        FloatVector c40 = FloatVector.zero(S);
        FloatVector c41 = FloatVector.zero(S);
        FloatVector c42 = FloatVector.zero(S);
        FloatVector c43 = FloatVector.zero(S);
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * WIDTH);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * WIDTH + L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * WIDTH + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, bo + p * WIDTH + 3 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            c03 = x0.fma(b3, c03);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            c13 = x1.fma(b3, c13);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            c23 = x2.fma(b3, c23);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
            c33 = x3.fma(b3, c33);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            c42 = x4.fma(b2, c42);
            c43 = x4.fma(b3, c43);
        }
        c00.add(FloatVector.fromArray(S, c, co)).intoArray(c, co);
        c01.add(FloatVector.fromArray(S, c, co + L)).intoArray(c, co + L);
        c02.add(FloatVector.fromArray(S, c, co + 2 * L)).intoArray(c, co + 2 * L);
        c03.add(FloatVector.fromArray(S, c, co + 3 * L)).intoArray(c, co + 3 * L);
        c10.add(FloatVector.fromArray(S, c, co + cs)).intoArray(c, co + cs);
        c11.add(FloatVector.fromArray(S, c, co + cs + L)).intoArray(c, co + cs + L);
        c12.add(FloatVector.fromArray(S, c, co + cs + 2 * L)).intoArray(c, co + cs + 2 * L);
        c13.add(FloatVector.fromArray(S, c, co + cs + 3 * L)).intoArray(c, co + cs + 3 * L);
        c20.add(FloatVector.fromArray(S, c, co + 2 * cs)).intoArray(c, co + 2 * cs);
        c21.add(FloatVector.fromArray(S, c, co + 2 * cs + L)).intoArray(c, co + 2 * cs + L);
        c22.add(FloatVector.fromArray(S, c, co + 2 * cs + 2 * L)).intoArray(c, co + 2 * cs + 2 * L);
        c23.add(FloatVector.fromArray(S, c, co + 2 * cs + 3 * L)).intoArray(c, co + 2 * cs + 3 * L);
        c30.add(FloatVector.fromArray(S, c, co + 3 * cs)).intoArray(c, co + 3 * cs);
        c31.add(FloatVector.fromArray(S, c, co + 3 * cs + L)).intoArray(c, co + 3 * cs + L);
        c32.add(FloatVector.fromArray(S, c, co + 3 * cs + 2 * L)).intoArray(c, co + 3 * cs + 2 * L);
        c33.add(FloatVector.fromArray(S, c, co + 3 * cs + 3 * L)).intoArray(c, co + 3 * cs + 3 * L);
        c40.add(FloatVector.fromArray(S, c, co + 4 * cs)).intoArray(c, co + 4 * cs);
        c41.add(FloatVector.fromArray(S, c, co + 4 * cs + L)).intoArray(c, co + 4 * cs + L);
        c42.add(FloatVector.fromArray(S, c, co + 4 * cs + 2 * L)).intoArray(c, co + 4 * cs + 2 * L);
        c43.add(FloatVector.fromArray(S, c, co + 4 * cs + 3 * L)).intoArray(c, co + 4 * cs + 3 * L);
    }

    private static void four(int depth, float[] a, int a0, int a1, int a2, int a3, float[] b, int bo,
            float[] c, int co, int cs) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c03 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c13 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        FloatVector c23 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        FloatVector c32 = FloatVector.zero(S);
        FloatVector c33 = FloatVector.zero(S);
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * WIDTH);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * WIDTH + L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * WIDTH + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, bo + p * WIDTH + 3 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            c03 = x0.fma(b3, c03);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            c13 = x1.fma(b3, c13);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            c23 = x2.fma(b3, c23);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
            c33 = x3.fma(b3, c33);
        }
        c00.add(FloatVector.fromArray(S, c, co)).intoArray(c, co);
        c01.add(FloatVector.fromArray(S, c, co + L)).intoArray(c, co + L);
        c02.add(FloatVector.fromArray(S, c, co + 2 * L)).intoArray(c, co + 2 * L);
        c03.add(FloatVector.fromArray(S, c, co + 3 * L)).intoArray(c, co + 3 * L);
        c10.add(FloatVector.fromArray(S, c, co + cs)).intoArray(c, co + cs);
        c11.add(FloatVector.fromArray(S, c, co + cs + L)).intoArray(c, co + cs + L);
        c12.add(FloatVector.fromArray(S, c, co + cs + 2 * L)).intoArray(c, co + cs + 2 * L);
        c13.add(FloatVector.fromArray(S, c, co + cs + 3 * L)).intoArray(c, co + cs + 3 * L);
        c20.add(FloatVector.fromArray(S, c, co + 2 * cs)).intoArray(c, co + 2 * cs);
        c21.add(FloatVector.fromArray(S, c, co + 2 * cs + L)).intoArray(c, co + 2 * cs + L);
        c22.add(FloatVector.fromArray(S, c, co + 2 * cs + 2 * L)).intoArray(c, co + 2 * cs + 2 * L);
        c23.add(FloatVector.fromArray(S, c, co + 2 * cs + 3 * L)).intoArray(c, co + 2 * cs + 3 * L);
        c30.add(FloatVector.fromArray(S, c, co + 3 * cs)).intoArray(c, co + 3 * cs);
        c31.add(FloatVector.fromArray(S, c, co + 3 * cs + L)).intoArray(c, co + 3 * cs + L);
        c32.add(FloatVector.fromArray(S, c, co + 3 * cs + 2 * L)).intoArray(c, co + 3 * cs + 2 * L);
        c33.add(FloatVector.fromArray(S, c, co + 3 * cs + 3 * L)).intoArray(c, co + 3 * cs + 3 * L);
    }

    private static void three(int depth, float[] a, int a0, int a1, int a2, int a3, float[] b, int bo,
            float[] c, int co, int cs) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        FloatVector c32 = FloatVector.zero(S);
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
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
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
        c30.add(FloatVector.fromArray(S, c, co + 3 * cs)).intoArray(c, co + 3 * cs);
        c31.add(FloatVector.fromArray(S, c, co + 3 * cs + L)).intoArray(c, co + 3 * cs + L);
        c32.add(FloatVector.fromArray(S, c, co + 3 * cs + 2 * L)).intoArray(c, co + 3 * cs + 2 * L);
    }

    private static void two(int depth, float[] a, int a0, int a1, int a2, int a3, float[] b, int bo,
            float[] c, int co, int cs) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
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
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
        }
        c00.add(FloatVector.fromArray(S, c, co)).intoArray(c, co);
        c01.add(FloatVector.fromArray(S, c, co + L)).intoArray(c, co + L);
        c10.add(FloatVector.fromArray(S, c, co + cs)).intoArray(c, co + cs);
        c11.add(FloatVector.fromArray(S, c, co + cs + L)).intoArray(c, co + cs + L);
        c20.add(FloatVector.fromArray(S, c, co + 2 * cs)).intoArray(c, co + 2 * cs);
        c21.add(FloatVector.fromArray(S, c, co + 2 * cs + L)).intoArray(c, co + 2 * cs + L);
        c30.add(FloatVector.fromArray(S, c, co + 3 * cs)).intoArray(c, co + 3 * cs);
        c31.add(FloatVector.fromArray(S, c, co + 3 * cs + L)).intoArray(c, co + 3 * cs + L);
    }

    private static void one(int depth, float[] a, int a0, int a1, int a2, int a3, float[] b, int bo,
            float[] c, int co, int cs) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * WIDTH);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
        }
        c00.add(FloatVector.fromArray(S, c, co)).intoArray(c, co);
        c10.add(FloatVector.fromArray(S, c, co + cs)).intoArray(c, co + cs);
        c20.add(FloatVector.fromArray(S, c, co + 2 * cs)).intoArray(c, co + 2 * cs);
        c30.add(FloatVector.fromArray(S, c, co + 3 * cs)).intoArray(c, co + 3 * cs);
    }
}
