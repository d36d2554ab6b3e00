package org.prosodia.tensor.tornado;

import org.prosodia.tensor.backend.BinaryOp;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.ScalarFunction;
import uk.ac.manchester.tornado.api.math.TornadoMath;

/**
 * The functions of elementwise kernels by number: one compiled kernel computes them all, but for those that are long, which have one of
 * their own: TornadoVM inlines everything and no more than some hundred nodes at a time.
 */
final class DeviceFunctions {
    /** No function. */
    static final int NONE = -1;

    /** A function of the user's: no kernel knows it. */
    static final int HOST = -2;

    private static final int AFFINE = Functions.values().length;
    private static final int POWER = AFFINE + 1;
    private static final int CLAMP = AFFINE + 2;

    private DeviceFunctions() {}

    /** The number of a function; null is {@link #NONE}, one of the user's {@link #HOST}. */
    static int code(ScalarFunction f) {
        return switch (f) {
            case null -> NONE;
            case Functions named -> named.ordinal();
            case ScalarFunction.Affine _ -> AFFINE;
            case ScalarFunction.Power _ -> POWER;
            case ScalarFunction.Clamp _ -> CLAMP;
            default -> HOST;
        };
    }

    /** Whether the function is one of those of a kernel of their own. */
    static boolean isSpecial(ScalarFunction f) {
        return f == Functions.ERF || f == Functions.LGAMMA || f == Functions.DIGAMMA || f instanceof ScalarFunction.Power;
    }

    /** The constants of a function, both of them or none. */
    static double[] constants(ScalarFunction f) {
        return switch (f) {
            case ScalarFunction.Affine affine -> new double[] {affine.scale(), affine.shift()};
            case ScalarFunction.Power power -> new double[] {power.p(), 0};
            case ScalarFunction.Clamp clamp -> new double[] {clamp.lo(), clamp.hi()};
            case null, default -> new double[2];
        };
    }

    /** On the device: f(x). The numbers are the ordinals of {@link Functions}. */
    static float value(int code, float x, float a, float b) {
        if (code == 11) {
            return DeviceMath.gelu(x);
        } else if (code == 15) {
            return a * x + b;
        } else if (code == 0) {
            return TornadoMath.exp(x);
        } else if (code == 1) {
            return TornadoMath.log(x);
        } else if (code == 2) {
            return TornadoMath.sqrt(x);
        } else if (code == 3) {
            return x * x;
        } else if (code == 4) {
            return 1 / x;
        } else if (code == 5) {
            return x < 0 ? -x : x + 0;
        } else if (code == 6) {
            return DeviceMath.tanh(x);
        } else if (code == 7) {
            return DeviceMath.sigmoid(x);
        } else if (code == 8) {
            return -DeviceMath.softplus(-x);
        } else if (code == 9) {
            return DeviceMath.softplus(x);
        } else if (code == 10) {
            return DeviceMath.max(x, 0);
        }
        return DeviceMath.min(DeviceMath.max(x, a), b);
    }

    /** On the device: f(x) for the functions that are special. */
    static float special(int code, float x, float p) {
        if (code == 12) {
            return DeviceMath.erf(x);
        } else if (code == 13) {
            return DeviceMath.logGamma(x);
        } else if (code == 14) {
            return DeviceMath.digamma(x);
        }
        return TornadoMath.pow(x, p);
    }

    /** On the device: f′(x). */
    static float derivative(int code, float x, float a, float b) {
        if (code == 11) {
            return DeviceMath.geluDerivative(x);
        } else if (code == 15) {
            return a;
        } else if (code == 0) {
            return TornadoMath.exp(x);
        } else if (code == 1) {
            return 1 / x;
        } else if (code == 2) {
            return 0.5f / TornadoMath.sqrt(x);
        } else if (code == 3) {
            return 2 * x;
        } else if (code == 4) {
            return -1 / (x * x);
        } else if (code == 5) {
            return x > 0 ? 1 : (x < 0 ? -1 : x);
        } else if (code == 6) {
            float t = DeviceMath.tanh(x);
            return 1 - t * t;
        } else if (code == 7) {
            return DeviceMath.sigmoid(x) * DeviceMath.sigmoid(-x);
        } else if (code == 8) {
            return DeviceMath.sigmoid(-x);
        } else if (code == 9) {
            return DeviceMath.sigmoid(x);
        } else if (code == 10) {
            return x > 0 ? 1 : 0;
        }
        return x == DeviceMath.min(DeviceMath.max(x, a), b) ? 1 : 0;
    }

    /** On the device: f′(x) for the functions that are special. */
    static float specialDerivative(int code, float x, float p) {
        if (code == 12) {
            return 1.1283792f * TornadoMath.exp(-x * x);
        } else if (code == 13) {
            return DeviceMath.digamma(x);
        } else if (code == 14) {
            return DeviceMath.trigamma(x);
        }
        return p == 0 ? 0 : p * TornadoMath.pow(x, p - 1);
    }

    /** On the device: the ordinals of {@link BinaryOp}. */
    static float value(int op, float x, float y) {
        if (op == 0) {
            return x + y;
        } else if (op == 1) {
            return x - y;
        } else if (op == 2) {
            return x * y;
        } else if (op == 3) {
            return x / y;
        } else if (op == 4) {
            return DeviceMath.max(x, y);
        } else if (op == 5) {
            return DeviceMath.min(x, y);
        }
        return x > y ? 1 : (x == y ? 0.5f : 0);
    }
}
