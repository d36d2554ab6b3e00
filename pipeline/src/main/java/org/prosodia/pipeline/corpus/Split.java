package org.prosodia.pipeline.corpus;

import java.util.Locale;
import java.util.Optional;

/** What a clip is for. */
public enum Split {
    /** To learn from. */
    TRAIN,
    /** To choose settings and the moment to stop by; also read from {@code val}, {@code valid} and {@code validation}. */
    DEV,
    /** To measure with, once. */
    TEST;

    /** The split of that name, in any case; empty when there is none. */
    public static Optional<Split> of(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "train" -> Optional.of(TRAIN);
            case "dev", "val", "valid", "validation" -> Optional.of(DEV);
            case "test" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }

    /** The name as manifests hold it, such as {@code train}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
