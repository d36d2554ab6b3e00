package org.prosodia.wav2vec2.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** Bytes to numbers. F16, BF16 and F32 convert exactly; F64 and wide integers round to nearest where the target is narrower. */
final class Numbers {
    private Numbers() {}

    static void decode(StoredDType dtype, ByteBuffer source, float[] target, int offset, int count) {
        switch (dtype) {
            case F32 -> source.asFloatBuffer().get(target, offset, count);
            case F16 -> {
                ShortBuffer halves = source.asShortBuffer();
                for (int i = 0; i < count; i++) {
                    target[offset + i] = Float.float16ToFloat(halves.get(i));
                }
            }
            case BF16 -> {
                ShortBuffer halves = source.asShortBuffer();
                for (int i = 0; i < count; i++) {
                    target[offset + i] = bfloat16(halves.get(i));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    target[offset + i] = (float) number(dtype, source, i);
                }
            }
        }
    }

    static void decode(StoredDType dtype, ByteBuffer source, double[] target, int offset, int count) {
        if (dtype == StoredDType.F64) {
            source.asDoubleBuffer().get(target, offset, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            target[offset + i] = number(dtype, source, i);
        }
    }

    private static double number(StoredDType dtype, ByteBuffer source, int i) {
        return switch (dtype) {
            case F64 -> source.getDouble(i * Double.BYTES);
            case F32 -> source.getFloat(i * Float.BYTES);
            case F16 -> Float.float16ToFloat(source.getShort(i * Short.BYTES));
            case BF16 -> bfloat16(source.getShort(i * Short.BYTES));
            case I64 -> source.getLong(i * Long.BYTES);
            case I32 -> source.getInt(i * Integer.BYTES);
            case U32 -> Integer.toUnsignedLong(source.getInt(i * Integer.BYTES));
            case I16 -> source.getShort(i * Short.BYTES);
            case U16 -> Short.toUnsignedInt(source.getShort(i * Short.BYTES));
            case I8 -> source.get(i);
            case U8 -> Byte.toUnsignedInt(source.get(i));
            case BOOL -> source.get(i) == 0 ? 0 : 1;
            default -> throw new IllegalArgumentException(dtype + " is not readable");
        };
    }

    /** A bfloat16 is a binary32 without its lower 16 bits. */
    private static float bfloat16(short bits) {
        return Float.intBitsToFloat(bits << Short.SIZE);
    }
}
