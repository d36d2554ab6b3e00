package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions of every lane, in single precision. Coefficients: minimax fits of this project (Lawson's iteration), each with the error of the
 * fit; what the arithmetic adds is in the documentation of the function, as tested against double precision.
 *
 * <p>These functions must be inlined, or their vectors become objects. C2 stops inlining in methods that have become large, so a caller
 * should be a loop and little more.
 */
final class VectorMath {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private static final float LOG2_E = 1.44269504f;
    /** ln 2 = LN2_HIGH + LN2_LOW; the first has nine bits, so that its product with an exponent is exact. */
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    /** 1.5 · 2²³: adding it rounds to an integer, which then stands in the low bits. */
    private static final float ROUND = 12582912f;
    /** Largest and smallest arguments with a finite and a normal result. */
    private static final float EXP_MAX = 88.722839f;
    private static final float EXP_MIN = -86.9f;

    /** Beyond, erf(x/√2) is 1 to 4e-8. */
    private static final float ERF_ONE = 5.5f;
    /** Beyond, tanh is 1 to 3e-8. */
    private static final float TANH_ONE = 9f;
    private static final float INVERSE_SQRT_2_PI = 0.39894228f;

    private VectorMath() {}

    /**
     * eˣ = 2ⁿ eʳ with n = round(x/ln 2) and |r| ≤ ½ ln 2; eʳ as a polynomial of degree 6 (error 3e-9). Relative error at most 2e-7; results
     * below 2e-38 are 0.
     */
    static FloatVector exp(FloatVector x) {
        FloatVector rounded = x.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
        FloatVector n = rounded.sub(ROUND);
        FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_LOW), n.fma(FloatVector.broadcast(S, -LN2_HIGH), x));
        FloatVector p = r.fma(FloatVector.broadcast(S, 0.0013814467f), FloatVector.broadcast(S, 0.008368781f));
        p = p.fma(r, FloatVector.broadcast(S, 0.041668393f));
        p = p.fma(r, FloatVector.broadcast(S, 0.1666652f));
        p = p.fma(r, FloatVector.broadcast(S, 0.49999994f));
        p = p.fma(r, FloatVector.broadcast(S, 1f));
        p = p.fma(r, FloatVector.broadcast(S, 1f));
        // 2ⁿ⁻¹: the lowest nine bits of "rounded" are those of n, and no others survive the shift.
        IntVector exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(126 << 23);
        FloatVector y = p.add(p).mul(exponent.reinterpretAsFloats());
        return y.blend(0f, x.lt(EXP_MIN)).blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_MAX));
    }

    /** erf(|x|/√2) as |x| P(x²)/Q(x²) (fit to 5e-8). Absolute error at most 3.5e-7; 1 for large |x|. */
    static FloatVector normalErf(FloatVector magnitude) {
        FloatVector u = magnitude.mul(magnitude);
        FloatVector p = u.fma(FloatVector.broadcast(S, 2.2398743e-10f), FloatVector.broadcast(S, -4.344957e-8f));
        p = p.fma(u, FloatVector.broadcast(S, 6.183987e-6f));
        p = p.fma(u, FloatVector.broadcast(S, 3.1773615e-4f));
        p = p.fma(u, FloatVector.broadcast(S, 0.008877974f));
        p = p.fma(u, FloatVector.broadcast(S, 0.06973416f));
        p = p.fma(u, FloatVector.broadcast(S, 0.7978845f));
        FloatVector q = u.fma(FloatVector.broadcast(S, 5.826449e-5f), FloatVector.broadcast(S, 0.0017661535f));
        q = q.fma(u, FloatVector.broadcast(S, 0.028473064f));
        q = q.fma(u, FloatVector.broadcast(S, 0.2540647f));
        q = q.fma(u, FloatVector.broadcast(S, 1f));
        FloatVector erf = magnitude.mul(p).div(q);
        return erf.blend(1f, erf.compare(VectorOperators.GT, 1f)).blend(1f, magnitude.compare(VectorOperators.GE, ERF_ONE));
    }

    /** x Φ(x) = ½ (x + |x| erf(|x|/√2)). Error at most 2e-7 max(1, |x|). */
    static FloatVector gelu(FloatVector x) {
        FloatVector half = x.mul(0.5f);
        return half.abs().fma(normalErf(x.abs()), half);
    }

    /** Φ(x) + x φ(x). Error at most 3e-7. */
    static FloatVector geluDerivative(FloatVector x) {
        FloatVector magnitude = x.abs();
        FloatVector half = normalErf(magnitude).mul(0.5f);
        FloatVector density = exp(x.mul(x).mul(-0.5f)).mul(INVERSE_SQRT_2_PI);
        FloatVector cdf = half.blend(half.neg(), x.lt(0f)).add(0.5f);
        return x.fma(density, cdf);
    }

    /** tanh x as x P(x²)/Q(x²) (fit to 7e-9). Relative error at most 3.5e-7. */
    static FloatVector tanh(FloatVector x) {
        FloatVector u = x.mul(x);
        FloatVector p = u.fma(FloatVector.broadcast(S, -8.488357e-14f), FloatVector.broadcast(S, 5.2778396e-11f));
        p = p.fma(u, FloatVector.broadcast(S, -2.0225064e-8f));
        p = p.fma(u, FloatVector.broadcast(S, 1.1154283e-5f));
        p = p.fma(u, FloatVector.broadcast(S, 0.0031039547f));
        p = p.fma(u, FloatVector.broadcast(S, 0.1308401f));
        p = p.fma(u, FloatVector.broadcast(S, 1f));
        FloatVector q = u.fma(FloatVector.broadcast(S, 2.5461425e-4f), FloatVector.broadcast(S, 0.024495173f));
        q = q.fma(u, FloatVector.broadcast(S, 0.46417335f));
        q = q.fma(u, FloatVector.broadcast(S, 1f));
        FloatVector y = x.mul(p).div(q).min(1f).max(-1f);
        return y.blend(1f, x.compare(VectorOperators.GE, TANH_ONE)).blend(-1f, x.compare(VectorOperators.LE, -TANH_ONE));
    }

    /** σ(x) = 1/(1 + e⁻ˣ). Relative error at most 3e-7 where the result is above 2e-38. */
    static FloatVector sigmoid(FloatVector x) {
        return FloatVector.broadcast(S, 1f).div(exp(x.neg()).add(1f));
    }

    /** 1 − tanh² x = 4 e⁻²ˡˣˡ / (1 + e⁻²ˡˣˡ)²: no cancellation. */
    static FloatVector tanhDerivative(FloatVector x) {
        FloatVector e = exp(x.abs().mul(-2f));
        FloatVector d = e.add(1f);
        return e.mul(4f).div(d.mul(d));
    }

    /** σ(x) σ(−x) = e⁻ˡˣˡ / (1 + e⁻ˡˣˡ)². */
    static FloatVector sigmoidDerivative(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector d = e.add(1f);
        return e.div(d.mul(d));
    }
}
