package org.prosodia.wav2vec2.checkpoint;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A checkpoint that cannot be read or written. The message begins with the file, then says what was expected and what was found. */
public final class CheckpointException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A fault of {@code file}. */
    public CheckpointException(Path file, String fault) {
        super(file + ": " + fault);
    }

    /** A fault of {@code file} that another error brought to light. */
    public CheckpointException(Path file, String fault, Throwable cause) {
        super(file + ": " + fault, cause);
    }
}
