package org.prosodia.studio.study;

/** A request about something that is no longer so, as from a second window; nothing was written. */
public final class StaleException extends Exception {
    private static final long serialVersionUID = 1L;

    StaleException(String message) {
        super(message);
    }
}
