package org.prosodia.pipeline.corpus;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A manifest, a corpus or one of their files that cannot be used; the message names the file, the line, the field, what was expected and
 * found.
 */
public final class ManifestException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_QUOTED = 120;

    public ManifestException(Path file, String reason) {
        super(file + ": " + reason);
    }

    public ManifestException(Path file, String field, String expected, String found) {
        this(file, field + ": expected " + expected + ", found " + found);
    }

    public ManifestException(Path file, long line, String field, String expected, String found) {
        this(file, "line " + line + ": " + field, expected, found);
    }

    /** Text from a file as messages show it: in quotes, on one line, and never a whole book. */
    static String quoted(String text) {
        String shown = text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
        return '"' + shown.replaceAll("\\p{Cntrl}", "·") + '"';
    }
}
