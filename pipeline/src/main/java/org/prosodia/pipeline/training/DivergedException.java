package org.prosodia.pipeline.training;

/** A loss or a gradient became NaN or infinite; the message names the step, the clip and the op. */
public final class DivergedException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    DivergedException(String message, Throwable cause) {
        super(message);
        initCause(cause);
    }
}
