package org.prosodia.pipeline.synth;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Prosody as a function of time. */
@FunctionalInterface
public interface ProsodyCurve {
    /** The prosody at this time, in seconds from the start. */
    Prosody at(double seconds);

    /** The same prosody throughout. */
    static ProsodyCurve constant(Prosody prosody) {
        return seconds -> prosody;
    }

    /** Through these moments (seconds → prosody, at least one), mixed in between and constant beyond the ends. */
    static ProsodyCurve through(Map<Double, Prosody> moments) {
        if (moments.isEmpty()) {
            throw new IllegalArgumentException("moments: expected at least one, found none");
        }
        NavigableMap<Double, Prosody> sorted = new TreeMap<>(moments);
        return seconds -> {
            Map.Entry<Double, Prosody> before = sorted.floorEntry(seconds);
            Map.Entry<Double, Prosody> after = sorted.higherEntry(seconds);
            if (before == null || after == null) {
                return before == null ? sorted.firstEntry().getValue() : before.getValue();
            }
            double weight = (seconds - before.getKey()) / (after.getKey() - before.getKey());
            return before.getValue().mix(after.getValue(), weight);
        };
    }
}
