package org.prosodia.tensor;

/**
 * In what form a weight stays in memory between products, which compute in F32 whatever it is (Hugging Face's {@code dtype}). The 16-bit
 * forms are rounded to nearest, ties to even.
 */
public enum WeightPrecision {
    /** As it is: IEEE 754 binary32. */
    F32,
    /** bfloat16, the upper half of an F32: the same range, a relative error of at most 2⁻⁹. */
    BF16 {
        @Override
        public short round(float x) {
            int bits = Float.floatToRawIntBits(x);
            int even = bits >>> 16 & 1;
            int rounded = Float.isNaN(x) ? bits | QUIET_NAN : bits + 0x7fff + even;
            return (short) (rounded >>> 16);
        }

        @Override
        public float expand(short bits) {
            return Float.intBitsToFloat(bits << 16);
        }
    },
    /**
     * IEEE 754 binary16: a relative error of at most 2⁻¹¹ from 2⁻¹⁴ on, an absolute one of at most 2⁻²⁵ below. From 65 520 on numbers
     * become infinite.
     */
    F16 {
        @Override
        public short round(float x) {
            return Float.floatToFloat16(x);
        }

        @Override
        public float expand(short bits) {
            return Float.float16ToFloat(bits);
        }
    };

    /** A bit that keeps NaN what it is, whichever of its other bits are cut off. */
    private static final int QUIET_NAN = 1 << 22;

    /** What is kept of a number. */
    public float nearest(float x) {
        return this == F32 ? x : expand(round(x));
    }

    /** The 16 bits of the nearest number. */
    public short round(float x) {
        throw new UnsupportedOperationException(this + " has more than 16 bits");
    }

    /** The number that 16 bits stand for, exactly. */
    public float expand(short bits) {
        throw new UnsupportedOperationException(this + " has more than 16 bits");
    }
}
