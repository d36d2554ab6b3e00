package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;

/** What users see when something fails: one line for what they can mend, a stack trace only for what is our fault. */
final class Failures {
    static final int INPUT = 1;

    private Failures() {}

    static int report(Exception exception, CommandLine command) {
        if (exception instanceof IOException || exception instanceof UnsupportedOperationException || exception instanceof IllegalArgumentException) {
            command.getErr().println("prosodia: " + message(exception));
        } else {
            command.getErr().println("prosodia: unexpected failure, please report it:");
            exception.printStackTrace(command.getErr());
        }
        return INPUT;
    }

    /** The message; file system exceptions, which say no more than a path, get their kind as well. */
    static String message(Exception exception) {
        if (exception instanceof FileSystemException e && e.getReason() == null) {
            return e.getMessage() + ": " + switch (e) {
                case java.nio.file.NoSuchFileException _ -> "no such file";
                case java.nio.file.AccessDeniedException _ -> "access denied";
                default -> e.getClass().getSimpleName();
            };
        }
        return exception.getMessage() == null ? exception.toString() : exception.getMessage();
    }
}
