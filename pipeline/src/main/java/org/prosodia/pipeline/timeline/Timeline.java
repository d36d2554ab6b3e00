package org.prosodia.pipeline.timeline;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The emotions of one audio over time. Immutable; T frames of K numbers each, held in flat row-major arrays so that hours of audio stay
 * small (one hour at 20 ms and K = 6: about 10 MB).
 *
 * <p>A timeline is a <em>mixture</em> (each frame a mean on the simplex; with Dirichlet concentrations α [T, K] and certainty α₀ [T] when
 * the model gives them) or holds the raw <em>values</em> of a dimensional model. Times are seconds, strictly increasing.
 */
public final class Timeline {
    private final String audio;
    private final double duration;
    private final List<String> emotions;
    private final double[] times;
    private final float[] values;
    private final float[] alpha;
    private final float[] certainty;
    private final boolean mixture;
    private final EmotionVector clip;
    private final Window window;
    private final List<String> notes;

    private Timeline(String audio, double duration, List<String> emotions, double[] times, float[] values, float[] alpha, float[] certainty,
            boolean mixture, EmotionVector clip, Window window, List<String> notes) {
        this.audio = audio;
        this.duration = duration;
        this.emotions = emotions;
        this.times = times;
        this.values = values;
        this.alpha = alpha;
        this.certainty = certainty;
        this.mixture = mixture;
        this.clip = clip == null ? averageOf(values, emotions.size(), mixture) : clip;
        this.window = window;
        this.notes = notes;
    }

    /**
     * From Dirichlet concentrations: {@code mean = α / α₀} and {@code certainty = α₀} are derived.
     *
     * @param audio name of the audio
     * @param duration seconds, 0 or more
     * @param emotions names in the order of the vectors [K], not blank, no two alike
     * @param times frame times [T], T at least 1, seconds, strictly increasing
     * @param alpha concentrations [T, K] row-major, positive
     */
    public static Timeline ofAlphas(String audio, double duration, List<String> emotions, double[] times, float[] alpha) {
        int k = checkShape(audio, duration, emotions, times, alpha, "alpha");
        float[] mean = new float[alpha.length];
        float[] certainty = new float[times.length];
        for (int t = 0; t < times.length; t++) {
            certainty[t] = Simplex.meanOf(alpha, t * k, k, mean, frameName(t, times, "alpha"));
        }
        return new Timeline(audio, duration, List.copyOf(emotions), times.clone(), mean, alpha.clone(), certainty, true, null, null,
                List.of());
    }

    /** From means [T, K] on the simplex alone, as a softmax classifier gives them; the other parameters as in {@link #ofAlphas}. */
    public static Timeline ofMeans(String audio, double duration, List<String> emotions, double[] times, float[] mean) {
        checkMeans(audio, duration, emotions, times, mean);
        return new Timeline(audio, duration, List.copyOf(emotions), times.clone(), mean.clone(), null, null, true, null, null, List.of());
    }

    /** From means [T, K], here positive, and certainties α₀ [T], positive: {@code α = mean · α₀}. */
    public static Timeline ofMeans(String audio, double duration, List<String> emotions, double[] times, float[] mean, float[] certainty) {
        int k = checkMeans(audio, duration, emotions, times, mean);
        if (certainty.length != times.length) {
            throw new IllegalArgumentException("certainty: expected [" + times.length + "], found [" + certainty.length + "]");
        }
        float[] alpha = alphaOf(mean, certainty, k);
        for (int i = 0; i < alpha.length; i++) {
            if (!(alpha[i] > 0 && alpha[i] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(frameName(i / k, times, "certainty")
                        + ": expected a positive mean and certainty, found " + mean[i] + " and " + certainty[i / k]);
            }
        }
        return new Timeline(audio, duration, List.copyOf(emotions), times.clone(), mean.clone(), alpha, certainty.clone(), true, null, null,
                List.of());
    }

    /** From the raw values [T, K] of a dimensional model, finite; {@code emotions} then names the dimensions. */
    public static Timeline ofValues(String audio, double duration, List<String> emotions, double[] times, float[] values) {
        int k = checkShape(audio, duration, emotions, times, values, "values");
        for (int t = 0; t < times.length; t++) {
            Simplex.checkFinite(values, t * k, k, frameName(t, times, "values"));
        }
        return new Timeline(audio, duration, List.copyOf(emotions), times.clone(), values.clone(), null, null, false, null, null,
                List.of());
    }

    /** This timeline with another clip summary, of the same size and kind; until then the summary is the average of the frames. */
    public Timeline withClip(EmotionVector summary) {
        if (summary.size() != emotions.size() || summary.isMixture() != mixture) {
            throw new IllegalArgumentException("clip: expected " + emotions.size() + (mixture ? " shares" : " values") + ", found "
                    + summary);
        }
        return new Timeline(audio, duration, emotions, times, values, alpha, certainty, mixture, summary, window, notes);
    }

    /** This timeline under another name of its audio. */
    public Timeline withAudio(String name) {
        return new Timeline(name, duration, emotions, times, values, alpha, certainty, mixture, clip, window, notes);
    }

    /** This timeline of audio that lasts so many seconds, 0 or more. */
    public Timeline withDuration(double seconds) {
        if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("duration: expected 0 or more seconds, found " + seconds);
        }
        return new Timeline(audio, seconds, emotions, times, values, alpha, certainty, mixture, clip, window, notes);
    }

    /** This timeline, said to come from a sliding window. */
    public Timeline withWindow(Window slidingWindow) {
        return new Timeline(audio, duration, emotions, times, values, alpha, certainty, mixture, clip, slidingWindow, notes);
    }

    /** This timeline with remarks for its reader, such as that the weights are random. */
    public Timeline withNotes(List<String> remarks) {
        return new Timeline(audio, duration, emotions, times, values, alpha, certainty, mixture, clip, window, List.copyOf(remarks));
    }

    /**
     * The timeline at other times: mean and certainty (or the raw values) are interpolated linearly and constant beyond the first and last
     * frame; {@code α = mean · certainty}. The clip summary, window and notes stay.
     *
     * @param at seconds [T'], strictly increasing, at least one
     */
    public Timeline interpolate(double[] at) {
        checkTimes(at);
        int k = emotions.size();
        float[] newValues = Interpolation.rows(times, values, k, at);
        float[] newCertainty = certainty == null ? null : Interpolation.rows(times, certainty, 1, at);
        float[] newAlpha = certainty == null ? null : alphaOf(newValues, newCertainty, k);
        return new Timeline(audio, duration, emotions, at.clone(), newValues, newAlpha, newCertainty, mixture, clip, window, notes);
    }

    /**
     * The timeline at other times, where each moment is as the surest of the frames near it, the one whose mean has the least entropy; of
     * equals the nearest. Frames of windows that reach over a change say a little of both sides, and are unsure: leaving them to their surer
     * neighbours keeps changes sharp, as filters that keep edges do in pictures (Kuwahara and others, 1976). Where no frame is near, the
     * nearest. The clip summary, window and notes stay. For mixtures.
     *
     * @param reach seconds to a frame that is near, 0 or more
     * @param at seconds [T'], strictly increasing, at least one
     */
    public Timeline surest(double reach, double[] at) {
        checkTimes(at);
        if (!mixture) {
            throw new IllegalStateException("the timeline of " + audio + " has values of a dimensional model, which are not sure or unsure");
        }
        int k = emotions.size();
        int[] chosen = Surest.frames(times, values, k, reach, at);
        float[] newCertainty = certainty == null ? null : rows(certainty, 1, chosen);
        return new Timeline(audio, duration, emotions, at.clone(), rows(values, k, chosen), alpha == null ? null : rows(alpha, k, chosen),
                newCertainty, true, clip, window, notes);
    }

    private static float[] rows(float[] from, int k, int[] chosen) {
        float[] rows = new float[chosen.length * k];
        for (int t = 0; t < chosen.length; t++) {
            System.arraycopy(from, chosen[t] * k, rows, t * k, k);
        }
        return rows;
    }

    /** Name of the audio. */
    public String audio() {
        return audio;
    }

    /** Length of the audio in seconds. */
    public double duration() {
        return duration;
    }

    /** Names of the emotions or dimensions [K], in the order of the vectors. */
    public List<String> emotions() {
        return emotions;
    }

    /** T, at least 1. */
    public int frameCount() {
        return times.length;
    }

    /** Time of frame {@code t}, seconds. */
    public double time(int t) {
        return times[t];
    }

    /** Frame times [T], seconds. */
    public double[] times() {
        return times.clone();
    }

    /** Mean seconds from frame to frame; empty when there is one frame. */
    public OptionalDouble frameSpacing() {
        int gaps = times.length - 1;
        return gaps == 0 ? OptionalDouble.empty() : OptionalDouble.of((times[gaps] - times[0]) / gaps);
    }

    /** Whether frames are mixtures of emotions; if not, they are the raw values of a dimensional model. */
    public boolean isMixture() {
        return mixture;
    }

    /** Whether there are concentrations α and with them a certainty α₀. */
    public boolean hasAlpha() {
        return alpha != null;
    }

    /** Mean (or raw value) of emotion {@code k} in frame {@code t}. */
    public float value(int t, int k) {
        return values[index(t, k)];
    }

    /** Means (or raw values) [T, K] row-major. */
    public float[] values() {
        return values.clone();
    }

    /** Concentration of emotion {@code k} in frame {@code t}; fails unless {@link #hasAlpha()}. */
    public float alpha(int t, int k) {
        requireAlpha();
        return alpha[index(t, k)];
    }

    /** Certainty α₀ of frame {@code t}; fails unless {@link #hasAlpha()}. */
    public float certainty(int t) {
        requireAlpha();
        return certainty[t];
    }

    /** Summary of the whole clip. */
    public EmotionVector clip() {
        return clip;
    }

    /** The sliding window behind this timeline, if it has one. */
    public Optional<Window> window() {
        return Optional.ofNullable(window);
    }

    /** Remarks for the reader; mostly none. */
    public List<String> notes() {
        return notes;
    }

    @Override
    public String toString() {
        return "Timeline[" + audio + ", " + duration + " s, " + times.length + " frames of " + emotions + "]";
    }

    private int index(int t, int k) {
        if (k < 0 || k >= emotions.size()) {
            throw new IndexOutOfBoundsException("emotion " + k + " of " + emotions.size());
        }
        return t * emotions.size() + k;
    }

    private void requireAlpha() {
        if (alpha == null) {
            throw new IllegalStateException("the timeline of " + audio + " has no concentrations: its model gives none");
        }
    }

    private static float[] alphaOf(float[] mean, float[] certainty, int k) {
        float[] alpha = new float[mean.length];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = mean[i] * certainty[i / k];
        }
        return alpha;
    }

    private static EmotionVector averageOf(float[] values, int k, boolean mixture) {
        double[] sum = new double[k];
        for (int i = 0; i < values.length; i++) {
            sum[i % k] += values[i];
        }
        float[] average = new float[k];
        for (int i = 0; i < k; i++) {
            average[i] = (float) (sum[i] / (values.length / k));
        }
        return mixture ? EmotionVector.ofMean(average) : EmotionVector.ofValues(average);
    }

    private static String frameName(int t, double[] times, String what) {
        return what + " of frame " + t + " (" + times[t] + " s)";
    }

    private static int checkMeans(String audio, double duration, List<String> emotions, double[] times, float[] mean) {
        int k = checkShape(audio, duration, emotions, times, mean, "mean");
        for (int t = 0; t < times.length; t++) {
            Simplex.checkMean(mean, t * k, k, frameName(t, times, "mean"));
        }
        return k;
    }

    private static int checkShape(String audio, double duration, List<String> emotions, double[] times, float[] rows, String what) {
        if (audio == null) {
            throw new IllegalArgumentException("audio: expected a name, found null");
        }
        if (!(duration >= 0 && duration < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("duration: expected seconds, 0 or more, found " + duration);
        }
        checkEmotions(emotions);
        checkTimes(times);
        int k = emotions.size();
        if (rows.length != (long) times.length * k) {
            throw new IllegalArgumentException(what + ": expected [" + times.length + ", " + k + "] = " + (long) times.length * k
                    + " numbers, found " + rows.length);
        }
        return k;
    }

    private static void checkEmotions(List<String> emotions) {
        if (emotions.isEmpty()) {
            throw new IllegalArgumentException("emotions: expected at least one name, found none");
        }
        Set<String> seen = new HashSet<>();
        for (String name : emotions) {
            if (name == null || name.isBlank() || !seen.add(name)) {
                throw new IllegalArgumentException("emotions: expected names, none blank and no two alike, found " + emotions);
            }
        }
    }

    private static void checkTimes(double[] times) {
        if (times.length == 0) {
            throw new IllegalArgumentException("times: expected at least one frame, found none");
        }
        double previous = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < times.length; t++) {
            if (!(times[t] > previous && times[t] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("times: expected strictly increasing seconds, found " + times[t] + " at frame " + t
                        + (t == 0 ? "" : " after " + previous));
            }
            previous = times[t];
        }
    }
}
