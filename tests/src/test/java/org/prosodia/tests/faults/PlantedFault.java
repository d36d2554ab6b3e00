package org.prosodia.tests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A mistake as one makes them: what to replace in a source file, and by what.
 *
 * @param kind of mistake
 * @param what is computed wrongly, or not
 * @param file below {@code src/main/java/org/prosodia} of its module, whose tests must notice
 * @param right text that occurs exactly once in the file
 * @param wrong what stands there instead
 */
record PlantedFault(Kind kind, String what, String file, String right, String wrong) {
    enum Kind {
        SIGN, FACTOR, MISSING_TERM, WRONG_OPERAND, WRONG_AXIS, BROADCAST, OFFSET, MASK, STALE_BUFFER, STALE_STATE, ACCUMULATION, RAGGED_TAIL,
        STATISTICS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The module that the file belongs to: packages begin with its name. */
    String module() {
        return file.substring(0, file.indexOf('/'));
    }

    /** The name of the class in the file. */
    String type() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    Path source(Path project) {
        return project.resolve(module()).resolve("src/main/java/org/prosodia").resolve(file + ".java");
    }

    /** The line of the fault, from 1. */
    int line(Path project) throws IOException {
        String text = Files.readString(source(project));
        return (int) text.substring(0, text.indexOf(right)).lines().count();
    }

    /** @throws IllegalStateException unless the right text is there once */
    String faulty(Path project) throws IOException {
        String text = Files.readString(source(project));
        int at = text.indexOf(right);
        if (at < 0 || text.indexOf(right, at + 1) >= 0 || right.equals(wrong)) {
            throw new IllegalStateException(file + ": expected once, found " + (at < 0 ? "never" : "several times, or unchanged") + ": " + right);
        }
        return text.replace(right, wrong);
    }

    @Override
    public String toString() {
        return kind + ", " + type() + ": " + what;
    }
}
