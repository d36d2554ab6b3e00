package org.prosodia.tensor;

import java.util.Arrays;

/** Shapes that an operation cannot combine; the message names the operation and the shapes. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param op the operation as users call it; @param reason what was expected and what was found */
    public ShapeException(String op, String reason) {
        super(op + ": " + reason);
    }

    static ShapeException between(String op, int[] a, int[] b, String expected) {
        return new ShapeException(op, Arrays.toString(a) + " and " + Arrays.toString(b) + ": " + expected);
    }
}
