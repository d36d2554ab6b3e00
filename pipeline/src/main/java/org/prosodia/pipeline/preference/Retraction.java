package org.prosodia.pipeline.preference;

import java.time.Instant;

/**
 * That an annotator takes an answer back. Both lines stay in the file, and neither counts any more.
 *
 * @param id of the answer, which stands before this line and was not taken back yet
 * @param annotator who answered and now takes it back
 * @param time when
 */
public record Retraction(String id, String annotator, Instant time) implements Entry {
    /** Requires all three. */
    public Retraction {
        Preference.requireText("id", id);
        Preference.requireText("annotator", annotator);
        if (time == null) {
            throw new IllegalArgumentException("time: expected a time, found none");
        }
    }
}
