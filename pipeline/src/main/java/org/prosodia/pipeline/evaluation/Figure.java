package org.prosodia.pipeline.evaluation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A mean over clips, or a function of such means.
 *
 * @param mean of one number for each clip, or what a function makes of several means
 * @param interval around it; empty of a single clip, which says nothing of others, and where a number is not finite
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

    /**
     * A function of several means, see {@link Bootstrap#ofMeans}.
     *
     * @param clips finite numbers [clips, M], at least one clip
     * @param function of means [M]
     */
    public static Figure ofMeans(double[][] clips, ToDoubleFunction<double[]> function, Bootstrap bootstrap) {
        if (clips.length == 1) {
            return new Figure(function.applyAsDouble(clips[0]), Optional.empty());
        }
        Interval interval = bootstrap.ofMeans(clips, function);
        return new Figure(interval.estimate(), Double.isFinite(interval.low()) ? Optional.of(interval) : Optional.empty());
    }

    /** The fields {@code mean}, {@code low} and {@code high}; null where there is none. */
    public Map<String, Object> toJson() {
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
