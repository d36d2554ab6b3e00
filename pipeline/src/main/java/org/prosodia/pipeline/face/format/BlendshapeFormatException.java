package org.prosodia.pipeline.face.format;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is no blendshape curve; the message names the file, the place, what was expected and what was found. */
public final class BlendshapeFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    BlendshapeFormatException(Path file, String message, Throwable cause) {
        super(file + ": " + message, cause);
    }

    BlendshapeFormatException(Path file, String place, String expected, String found) {
        this(file, place + ": expected " + expected + ", found " + found, null);
    }
}
