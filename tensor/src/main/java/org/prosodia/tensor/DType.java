package org.prosodia.tensor;

/** Element type of a {@link Tensor}. */
public enum DType {
    /** IEEE 754 binary32, for inference and training. */
    F32(4),
    /** IEEE 754 binary64, for proof: gradient checks and parity. */
    F64(8);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }
}
