package org.prosodia.pipeline.timeline.format;

import java.io.IOException;

/** A file that is no timeline; the message names the file, the field, what was expected and what was found. */
public final class TimelineFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    TimelineFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
