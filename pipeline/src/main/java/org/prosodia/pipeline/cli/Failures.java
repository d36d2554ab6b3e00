package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.prosodia.pipeline.training.DivergedException;
import picocli.CommandLine;

/** What users see when something fails: one line for what they can mend, a stack trace only for what is our fault. */
final class Failures {
    static final int INPUT = 1;
    static final int USAGE = 2;
    private static final long MEGABYTE = 1 << 20;

    private Failures() {}

    static int report(Exception exception, CommandLine command) {
        if (exception instanceof IOException || exception instanceof UnsupportedOperationException
                || exception instanceof IllegalArgumentException || exception instanceof DivergedException) {
            command.getErr().println("prosodia: " + message(exception));
        } else {
            command.getErr().println("prosodia: unexpected failure, please report it:");
            exception.printStackTrace(command.getErr());
        }
        // Files fail with an IOException; an illegal argument is an option, refused by what it configures.
        return exception instanceof IllegalArgumentException ? USAGE : INPUT;
    }

    /** What to do when the heap is full. */
    static String outOfMemory() {
        return String.format(Locale.ROOT,
                "out of memory: the heap of %d MB is too small for this; allow more with JAVA_OPTS=-Xmx..., such as -Xmx4g,"
                + " or take less at a time: --chunk to hear, --accumulate and --gradient-checkpointing to train",
                Runtime.getRuntime().maxMemory() / MEGABYTE);
    }

    /** The message; file system exceptions, which say no more than a path, get their kind as well. */
    static String message(Exception exception) {
        if (exception instanceof FileSystemException e && e.getReason() == null) {
            return e.getMessage() + ": " + switch (e) {
                case java.nio.file.NoSuchFileException _ -> "no such file";
                case java.nio.file.AccessDeniedException _ -> "access denied";
                case java.nio.file.FileAlreadyExistsException _ -> "expected a folder, found a file";
                default -> e.getClass().getSimpleName();
            };
        }
        return exception.getMessage() == null ? exception.toString() : exception.getMessage();
    }
}
