package org.prosodia.pipeline.run;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a checkpoint's folder: {@code step-00000120}; {@code step-00000120.1} when that step was saved again, for a folder cannot
 * take the place of another in one step.
 */
record CheckpointName(long step, int revision) implements Comparable<CheckpointName> {
    private static final Pattern PATTERN = Pattern.compile("step-(\\d{8,18})(?:\\.([1-9]\\d{0,8}))?");
    private static final Comparator<CheckpointName> ORDER =
            Comparator.comparingLong(CheckpointName::step).thenComparingInt(CheckpointName::revision);

    /** Empty for the name of anything else. */
    static Optional<CheckpointName> parse(String name) {
        Matcher matcher = PATTERN.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int revision = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        CheckpointName parsed = new CheckpointName(Long.parseLong(matcher.group(1)), revision);
        return Optional.of(parsed).filter(checkpoint -> checkpoint.toString().equals(name));
    }

    /** Older ones first. */
    @Override
    public int compareTo(CheckpointName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, revision == 0 ? "step-%08d" : "step-%08d.%d", step, revision);
    }
}
