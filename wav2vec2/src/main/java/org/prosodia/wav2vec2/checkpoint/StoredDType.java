package org.prosodia.wav2vec2.checkpoint;

import java.util.HashMap;
import java.util.Map;

/** Element types of a checkpoint, spelled as safetensors spells them. All are listed; {@link #readable()} says which become numbers. */
public enum StoredDType {
    /** One byte, zero or one. */
    BOOL(8, true),
    /** Four-bit float (MXFP4). */
    F4(4, false),
    /** Six-bit float, two exponent bits. */
    F6_E2M3(6, false),
    /** Six-bit float, three exponent bits. */
    F6_E3M2(6, false),
    /** Unsigned byte. */
    U8(8, true),
    /** Signed byte. */
    I8(8, true),
    /** Eight-bit float, five exponent bits. */
    F8_E5M2(8, false),
    /** Eight-bit float, four exponent bits. */
    F8_E4M3(8, false),
    /** Eight-bit power of two. */
    F8_E8M0(8, false),
    /** Eight-bit float, four exponent bits, one zero, no infinity. */
    F8_E4M3FNUZ(8, false),
    /** Eight-bit float, five exponent bits, one zero, no infinity. */
    F8_E5M2FNUZ(8, false),
    /** Signed 16-bit integer. */
    I16(16, true),
    /** Unsigned 16-bit integer. */
    U16(16, true),
    /** IEEE 754 binary16. */
    F16(16, true),
    /** The upper half of a binary32. */
    BF16(16, true),
    /** Signed 32-bit integer. */
    I32(32, true),
    /** Unsigned 32-bit integer. */
    U32(32, true),
    /** IEEE 754 binary32. */
    F32(32, true),
    /** Two binary32: real and imaginary part. */
    C64(64, false),
    /** IEEE 754 binary64. */
    F64(64, true),
    /** Signed 64-bit integer. */
    I64(64, true),
    /** Unsigned 64-bit integer. */
    U64(64, false);

    private static final Map<String, StoredDType> BY_NAME = byName();

    private final int bits;
    private final boolean readable;

    StoredDType(int bits, boolean readable) {
        this.bits = bits;
        this.readable = readable;
    }

    /** Bits per element; below 8 for the packed types. */
    public int bits() {
        return bits;
    }

    /** Whether {@link StoredTensor} turns elements of this type into numbers. */
    public boolean readable() {
        return readable;
    }

    /** Bytes per element of a type that is not packed. */
    int bytes() {
        return bits / 8;
    }

    /** The type of that name, or {@code null}. */
    static StoredDType named(String name) {
        return BY_NAME.get(name);
    }

    private static Map<String, StoredDType> byName() {
        Map<String, StoredDType> types = new HashMap<>();
        for (StoredDType type : values()) {
            types.put(type.name(), type);
        }
        return Map.copyOf(types);
    }
}
