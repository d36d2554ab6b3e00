package org.prosodia.tensor;

import java.util.Arrays;

/** A NaN or an infinity where {@link TensorRuntime#detectAnomaly()} looks for one; the message names the op and the element. */
public final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    private NonFiniteException(String message) {
        super(message);
    }

    /** Fails if an element of an op's result is not finite. */
    static void checkForward(String op, Tensor result) {
        check("forward of " + op, "", result);
    }

    /** Fails if an element of an op's gradients, null where none is needed, is not finite. */
    static void checkBackward(String op, Tensor[] gradients) {
        for (int i = 0; i < gradients.length; i++) {
            if (gradients[i] != null) {
                check("backward of " + op, " of the gradient for input " + i, gradients[i]);
            }
        }
    }

    private static void check(String where, String of, Tensor x) {
        // A sum of squares is finite only if all elements are; the squares of finite doubles may still overflow.
        if (Double.isFinite(x.squaredNorm())) {
            return;
        }
        double[] elements = x.toDoubles();
        for (int i = 0; i < elements.length; i++) {
            if (!Double.isFinite(elements[i])) {
                throw new NonFiniteException(where + " gave " + elements[i] + " at element " + Shapes.index(i, x.shape()) + of + " "
                        + Arrays.toString(x.shape()));
            }
        }
    }
}
