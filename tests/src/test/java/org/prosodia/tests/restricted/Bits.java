package org.prosodia.tests.restricted;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Numbers as a digest: equal when every bit is equal. */
final class Bits {
    private Bits() {}

    /** SHA-256 in hexadecimal. */
    static String of(List<double[]> arrays) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (double[] array : arrays) {
                ByteBuffer bytes = ByteBuffer.allocate(array.length * Double.BYTES);
                bytes.asDoubleBuffer().put(array);
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
