package org.prosodia.pipeline.run;

import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * Decides which of the operations that change a disk fail: the n-th alone, as when the disk is full for a moment, or the n-th and all that
 * come after it, as when the process is dead and cannot even clean up.
 */
public final class Faults {
    /** What fails. */
    public enum Kind {
        ONCE,
        FROM_THEN_ON
    }

    private final Kind kind;
    private final int at;
    private int count;

    private Faults(Kind kind, int at) {
        this.kind = kind;
        this.at = at;
    }

    public static Faults at(int n, Kind kind) {
        return new Faults(kind, n);
    }

    public static Faults none() {
        return new Faults(Kind.ONCE, Integer.MAX_VALUE);
    }

    /** Whether anything failed so far. */
    public boolean struck() {
        return count >= at;
    }

    public int count() {
        return count;
    }

    /** Called before every change. */
    void change(String operation) throws IOException {
        count++;
        if (kind == Kind.ONCE ? count == at : count >= at) {
            throw new FileSystemException(operation, null, "no space left on device (made up)");
        }
    }
}
