package org.prosodia.tensor.tornado;

import uk.ac.manchester.tornado.api.math.TornadoMath;

/**
 * Functions of one number in single precision, as the device's compiler gets them: static, without arrays or tables. {@code max} and
 * {@code min} of OpenCL lose NaN, and TornadoVM takes x ≤ y for not x > y, which NaN satisfies: only &lt;, &gt; and = are used where it
 * may come.
 */
final class DeviceMath {
    private static final float INVERSE_SQRT_2 = 0.70710678f;
    private static final float INVERSE_SQRT_2_PI = 0.39894228f;
    private static final float HALF_LOG_TWO_PI = 0.91893853f;

    private DeviceMath() {}

    /** 0 for NaN, else 1. */
    static int isNumber(float x) {
        return x > 0 ? 1 : (x < 0 ? 1 : (x == 0 ? 1 : 0));
    }

    /** NaN where either is NaN. */
    static float max(float x, float y) {
        return x > y ? x : (y > x ? y : (x == y ? y : x + y));
    }

    /** NaN where either is NaN. */
    static float min(float x, float y) {
        return x < y ? x : (y < x ? y : (x == y ? y : x + y));
    }

    /**
     * erfc(x), relative error at most 1.2·10^−7 (Press et al., Numerical Recipes in C, 2nd edition, section 6.2: a Chebyshev fit of the
     * exponent in t = 1/(1 + |x|/2)).
     */
    static float erfc(float x) {
        float z = x < 0 ? -x : x;
        float t = 1 / (1 + 0.5f * z);
        float p = 0.17087277f;
        p = -0.82215223f + t * p;
        p = 1.48851587f + t * p;
        p = -1.13520398f + t * p;
        p = 0.27886807f + t * p;
        p = -0.18628806f + t * p;
        p = 0.09678418f + t * p;
        p = 0.37409196f + t * p;
        p = 1.00002368f + t * p;
        float tail = t * TornadoMath.exp(-z * z - 1.26551223f + t * p);
        return x < 0 ? 2 - tail : tail;
    }

    /** erf(x) for −1 &lt; x &lt; 1 by its Taylor series: nearer than 1 − erfc, and no exponential. */
    private static float erfNearZero(float x) {
        float z = x * x;
        float p = 1.6462115e-6f + z * (-1.6365845e-7f + z * 1.4807193e-8f);
        p = 1.2055333e-4f + z * (-1.4925651e-5f + z * p);
        p = 0.0052239776f + z * (-8.5483270e-4f + z * p);
        p = 0.11283792f + z * (-0.026866171f + z * p);
        return x * (1.1283792f + z * (-0.37612639f + z * p));
    }

    static float erf(float x) {
        if (x > -1 && x < 1) {
            return erfNearZero(x);
        }
        return 1 - erfc(x);
    }

    static float normalCdf(float x) {
        float z = x * INVERSE_SQRT_2;
        if (z > -1 && z < 1) {
            return 0.5f + 0.5f * erfNearZero(z);
        }
        return 0.5f * erfc(-z);
    }

    static float gelu(float x) {
        return x * normalCdf(x);
    }

    /** Φ(x) + x φ(x). */
    static float geluDerivative(float x) {
        return normalCdf(x) + x * (INVERSE_SQRT_2_PI * TornadoMath.exp(-0.5f * x * x));
    }

    /** σ(x); the exponential never overflows. */
    static float sigmoid(float x) {
        float e = TornadoMath.exp(x < 0 ? x : -x);
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** ln(1 + e) for 0 ≤ e ≤ 1: what 1 + e rounds away comes back as a factor. */
    static float log1p(float e) {
        float u = 1 + e;
        return u == 1 ? e : TornadoMath.log(u) * e / (u - 1);
    }

    /** max(x, 0) + ln(1 + exp(−|x|)). */
    static float softplus(float x) {
        return max(x, 0) + log1p(TornadoMath.exp(x < 0 ? x : -x));
    }

    /** tanh x; by its Taylor series near 0, where 1 − 2/(e²ˣ + 1) cancels. */
    static float tanh(float x) {
        if (x > -0.25f && x < 0.25f) {
            float z = x * x;
            return x * (1 + z * (-0.33333333f + z * (0.13333333f + z * (-0.053968254f + z * 0.021869489f))));
        }
        float t = 1 - 2 / (TornadoMath.exp(2 * (x < 0 ? -x : x)) + 1);
        return x < 0 ? -t : t;
    }

    /** x less the nearest whole number: sines and cosines of πx differ from those of it in their sign alone, and not in the cotangent. */
    private static float fraction(float x) {
        return x - TornadoMath.floor(x + 0.5f);
    }

    /** lnΓ(2 + z) for |z| ≤ ½ by its Taylor series (Abramowitz and Stegun 6.1.33). */
    private static float logGammaAtTwo(float z) {
        float p = 3.0588212e-5f / 15;
        p = 6.1248136e-5f / 14 - z * p;
        p = 1.2271335e-4f / 13 - z * p;
        p = 2.4608655e-4f / 12 - z * p;
        p = 4.9418860e-4f / 11 - z * p;
        p = 9.9457513e-4f / 10 - z * p;
        p = 2.0083928e-3f / 9 - z * p;
        p = 4.0773562e-3f / 8 - z * p;
        p = 8.3492774e-3f / 7 - z * p;
        p = 1.7343062e-2f / 6 - z * p;
        p = 3.6927755e-2f / 5 - z * p;
        p = 8.2323234e-2f / 4 - z * p;
        p = 2.0205690e-1f / 3 - z * p;
        p = 6.4493407e-1f / 2 - z * p;
        return z * (0.42278434f + z * p);
    }

    /** lnΓ(x) for x > 0: Stirling's series from 8 on, below by the recurrence to [1.5, 2.5). */
    private static float logGammaOfPositive(float x) {
        if (x >= 8) {
            float inverse = 1 / x;
            float square = inverse * inverse;
            float rest = inverse * (0.083333333f + square * (-0.0027777778f + square * 0.00079365079f));
            return (x - 0.5f) * (TornadoMath.log(x) - 1) + (HALF_LOG_TWO_PI - 0.5f) + rest;
        }
        if (x < 0.5f) {
            return logGammaAtTwo(x) - TornadoMath.log(x * (1 + x));
        }
        if (x < 1.5f) {
            return logGammaAtTwo(x - 1) - TornadoMath.log(x);
        }
        float product = 1;
        float reduced = x;
        for (int i = 0; i < 6; i++) {
            if (reduced >= 2.5f) {
                reduced -= 1;
                product *= reduced;
            }
        }
        return logGammaAtTwo(reduced - 2) + TornadoMath.log(product);
    }

    /** ln |Γ(x)|; Γ(x) Γ(1 − x) = π / sin πx. */
    static float logGamma(float x) {
        float positive = logGammaOfPositive(x < 0 ? 1 - x : x);
        if (x >= 0) {
            return positive;
        }
        float sine = TornadoMath.sin(TornadoMath.floatPI() * fraction(x));
        float size = sine < 0 ? -sine : sine;
        return x == TornadoMath.floor(x) ? TornadoMath.exp(1000 - 0 * x) : TornadoMath.log(TornadoMath.floatPI() / size) - positive;
    }

    /** ψ(x) for x > 0: its asymptotic series after steps of the recurrence. */
    private static float digammaOfPositive(float x) {
        float sum = 0;
        float raised = x;
        for (int i = 0; i < 8; i++) {
            if (raised < 8) {
                sum += 1 / raised;
                raised += 1;
            }
        }
        float inverse = 1 / raised;
        float square = inverse * inverse;
        float series = square * (0.083333333f - square * (0.0083333333f - square * (0.0039682540f - square * 0.0041666667f)));
        return TornadoMath.log(raised) - 0.5f * inverse - series - sum;
    }

    /** ψ(x); ψ(1 − x) − ψ(x) = π cot πx, NaN at the negative integers. */
    static float digamma(float x) {
        float positive = digammaOfPositive(x < 0 ? 1 - x : x);
        if (x >= 0) {
            return positive;
        }
        float angle = TornadoMath.floatPI() * fraction(x);
        float sine = TornadoMath.sin(angle);
        float cosine = TornadoMath.cos(angle);
        return x == TornadoMath.floor(x) ? (x - x) / (x - x) : positive - TornadoMath.floatPI() * cosine / sine;
    }

    /** ψ′(x) for x > 0. */
    private static float trigammaOfPositive(float x) {
        float sum = 0;
        float raised = x;
        for (int i = 0; i < 8; i++) {
            if (raised < 8) {
                sum += 1 / (raised * raised);
                raised += 1;
            }
        }
        float inverse = 1 / raised;
        float square = inverse * inverse;
        float series = inverse * square * (0.16666667f - square * (0.033333333f - square * (0.023809524f - square * 0.033333333f)));
        return inverse + 0.5f * square + series + sum;
    }

    /** ψ′(x); ψ′(1 − x) + ψ′(x) = π² / sin² πx. */
    static float trigamma(float x) {
        float positive = trigammaOfPositive(x < 0 ? 1 - x : x);
        if (x >= 0) {
            return positive;
        }
        float ratio = TornadoMath.floatPI() / TornadoMath.sin(TornadoMath.floatPI() * fraction(x));
        return x == TornadoMath.floor(x) ? 1 / (x - x) : ratio * ratio - positive;
    }
}
