package org.prosodia.pipeline.audio;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is not audio we can read. The message names the file, the field at fault, what was expected and what was found. */
public final class AudioFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    AudioFormatException(Path file, String field, String expected, String found) {
        super(name(file) + ": " + field + ": expected " + expected + ", found " + found);
    }

    AudioFormatException(Path file, String field, String expected, String found, Throwable cause) {
        this(file, field, expected, found);
        initCause(cause);
    }

    private AudioFormatException(String message) {
        super(message);
    }

    static AudioFormatException unsupported(Path file, String what) {
        return new AudioFormatException(name(file) + ": unsupported: " + what);
    }

    static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }
}
