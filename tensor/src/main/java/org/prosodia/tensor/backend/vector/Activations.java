package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementwise functions and their gradients over [from, to). One loop for each: a vector that passes through a lambda is boxed. The rest
 * that fills no vector is masked, so that it gets the same arithmetic.
 */
final class Activations {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    private Activations() {}

    /** y = eˣ. */
    static void exp(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            VectorMath.exp(FloatVector.fromArray(S, x, i)).intoArray(y, i);
        }
        if (i < to) {
            VectorMask<Float> rest = S.indexInRange(i, to);
            VectorMath.exp(FloatVector.fromArray(S, x, i, rest)).intoArray(y, i, rest);
        }
    }

    /** y = tanh x. */
    static void tanh(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            VectorMath.tanh(FloatVector.fromArray(S, x, i)).intoArray(y, i);
        }
        if (i < to) {
            VectorMask<Float> rest = S.indexInRange(i, to);
            VectorMath.tanh(FloatVector.fromArray(S, x, i, rest)).intoArray(y, i, rest);
        }
    }

    /** y = σ(x). */
    static void sigmoid(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            VectorMath.sigmoid(FloatVector.fromArray(S, x, i)).intoArray(y, i);
        }
        if (i < to) {
            VectorMask<Float> rest = S.indexInRange(i, to);
            VectorMath.sigmoid(FloatVector.fromArray(S, x, i, rest)).intoArray(y, i, rest);
        }
    }

    /** y = x Φ(x). */
    static void gelu(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            VectorMath.gelu(FloatVector.fromArray(S, x, i)).intoArray(y, i);
        }
        if (i < to) {
            VectorMask<Float> rest = S.indexInRange(i, to);
            VectorMath.gelu(FloatVector.fromArray(S, x, i, rest)).intoArray(y, i, rest);
        }
    }

    /** dx = g eˣ. */
    static void expGradient(float[] x, float[] g, float[] dx, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            VectorMath.exp(FloatVector.fromArray(S, x, i)).mul(FloatVector.fromArray(S, g, i)).intoArray(dx, i);
        }
        if (i < to) {
            VectorMask<Float> rest = S.indexInRange(i, to);
            VectorMath.exp(FloatVector.fromArray(S, x, i, rest)).mul(FloatVector.fromArray(S, g, i, rest)).intoArray(dx, i, rest);
        }
    }

    /** dx = g (1 − tanh² x). */
    static void tanhGradient(float[] x, float[] g, float[] dx, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            VectorMath.tanhDerivative(FloatVector.fromArray(S, x, i)).mul(FloatVector.fromArray(S, g, i)).intoArray(dx, i);
        }
        if (i < to) {
            VectorMask<Float> rest = S.indexInRange(i, to);
            VectorMath.tanhDerivative(FloatVector.fromArray(S, x, i, rest))
                    .mul(FloatVector.fromArray(S, g, i, rest)).intoArray(dx, i, rest);
        }
    }

    /** dx = g σ(x) (1 − σ(x)). */
    static void sigmoidGradient(float[] x, float[] g, float[] dx, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            VectorMath.sigmoidDerivative(FloatVector.fromArray(S, x, i)).mul(FloatVector.fromArray(S, g, i)).intoArray(dx, i);
        }
        if (i < to) {
            VectorMask<Float> rest = S.indexInRange(i, to);
            VectorMath.sigmoidDerivative(FloatVector.fromArray(S, x, i, rest))
                    .mul(FloatVector.fromArray(S, g, i, rest)).intoArray(dx, i, rest);
        }
    }

    /** dx = g (Φ(x) + x φ(x)). */
    static void geluGradient(float[] x, float[] g, float[] dx, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            VectorMath.geluDerivative(FloatVector.fromArray(S, x, i)).mul(FloatVector.fromArray(S, g, i)).intoArray(dx, i);
        }
        if (i < to) {
            VectorMask<Float> rest = S.indexInRange(i, to);
            VectorMath.geluDerivative(FloatVector.fromArray(S, x, i, rest))
                    .mul(FloatVector.fromArray(S, g, i, rest)).intoArray(dx, i, rest);
        }
    }

    /** y = scale · x + shift. */
    static void affine(float scale, float shift, float[] x, float[] y, int from, int to) {
        FloatVector a = FloatVector.broadcast(S, scale);
        FloatVector b = FloatVector.broadcast(S, shift);
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector.fromArray(S, x, i).fma(a, b).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = Math.fma(x[i], scale, shift);
        }
    }

    /** y = x². */
    static void square(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, i);
            v.mul(v).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = x[i] * x[i];
        }
    }

    /** dx = g 2x. */
    static void squareGradient(float[] x, float[] g, float[] dx, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, i);
            v.add(v).mul(FloatVector.fromArray(S, g, i)).intoArray(dx, i);
        }
        for (; i < to; i++) {
            dx[i] = (x[i] + x[i]) * g[i];
        }
    }
}
