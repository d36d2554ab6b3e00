package org.prosodia.pipeline.preference;

import java.io.IOException;
import java.nio.file.Path;

/** A preference file that cannot be used; the message names the file, the line, the field, what was expected and what was found. */
public final class PreferenceFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    PreferenceFormatException(Path file, String reason) {
        super(file + ": " + reason);
    }

    PreferenceFormatException(Path file, int line, String reason, Throwable cause) {
        super(file + ", line " + line + ": " + reason, cause);
    }

    static String halfWritten(long bytes) {
        return "half-written: expected a whole preference, found the first " + bytes + " bytes of one and the end of the file; repair takes"
                + " them out";
    }
}
