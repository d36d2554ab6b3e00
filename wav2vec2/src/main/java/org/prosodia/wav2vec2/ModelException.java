package org.prosodia.wav2vec2;

import java.io.IOException;
import java.nio.file.Path;

/** A model folder that cannot be used: the message begins with the file and says what was expected and what was found. */
public final class ModelException extends IOException {
    private static final long serialVersionUID = 1L;

    public ModelException(Path file, String reason) {
        super(file + ": " + reason);
    }
}
