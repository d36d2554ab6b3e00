package org.prosodia.pipeline.evaluation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A mean over clips.
 *
 * @param mean of one number for each clip
 * @param interval around it; empty of a single clip, which says nothing of others, and where a clip's number is not finite
 */
public record Figure(double mean, Optional<Interval> interval) {

    /** @param clips a number for each clip, at least one */
    public static Figure of(double[] clips, Bootstrap bootstrap) {
        double sum = 0;
        boolean finite = true;
        for (double clip : clips) {
            sum += clip;
            finite &= Double.isFinite(clip);
        }
        boolean enough = clips.length > 1 && finite;
        return new Figure(sum / clips.length, enough ? Optional.of(bootstrap.mean(clips)) : Optional.empty());
    }

    /** The fields {@code mean}, {@code low} and {@code high}; null where there is none. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mean", orNull(mean));
        json.put("low", interval.map(Interval::low).orElse(null));
        json.put("high", interval.map(Interval::high).orElse(null));
        return json;
    }

    /** JSON has no NaN. */
    static Double orNull(double number) {
        return Double.isFinite(number) ? number : null;
    }

    @Override
    public String toString() {
        return interval.map(Interval::toString).orElseGet(() -> String.format(Locale.ROOT, "%.3f", mean));
    }
}
