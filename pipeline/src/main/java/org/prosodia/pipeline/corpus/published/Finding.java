package org.prosodia.pipeline.corpus.published;

/** What a corpus makes of the name of a file that is as published. */
sealed interface Finding {
    /** A clip. */
    record Clip(ClipDescription description) implements Finding {}

    /** Nothing to use. */
    record Skip(SkipReason reason, String detail) implements Finding {}
}
