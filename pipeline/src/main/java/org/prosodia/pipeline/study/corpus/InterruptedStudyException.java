package org.prosodia.pipeline.study.corpus;

import java.io.IOException;

/** Somebody asked the experiment to stop: what was learnt is kept, and the same command goes on. */
public final class InterruptedStudyException extends IOException {
    private static final long serialVersionUID = 1L;

    InterruptedStudyException(String where) {
        super("interrupted in " + where + "; the same command goes on from there");
    }
}
