package org.prosodia.pipeline.corpus.published;

import java.util.Arrays;
import java.util.Optional;

/** What people were given of an actor before they voted. */
public enum Modality {
    /** The voice, and nothing to see. */
    VOICE("1", "heard the voice alone"),
    /** The face, and nothing to hear. */
    FACE("2", "saw the face alone"),
    /** Voice and face. */
    BOTH("3", "heard the voice and saw the face");

    private final String digit;
    private final String description;

    Modality(String digit, String description) {
        this.digit = digit;
        this.description = description;
    }

    /** What people did, to go after "people who". */
    public String description() {
        return description;
    }

    /** That of a row of CREMA-D's votes, by the number that it begins with, such as 100001. */
    static Optional<Modality> ofRow(String number) {
        return Arrays.stream(values()).filter(modality -> number.startsWith(modality.digit)).findFirst();
    }
}
