package org.prosodia.pipeline.preference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.Recognizer;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.FrameClassifier;

/**
 * The sequences that people choose between in stage 3: what a clip model says through sliding windows of random length and stride, both
 * drawn uniformly, in whole milliseconds.
 *
 * @param count of sequences for each clip, at least 2
 * @param minLength seconds, of the shortest window
 * @param maxLength of the longest
 * @param minStride of the smallest stride
 * @param maxStride of the greatest
 */
public record Candidates(int count, double minLength, double maxLength, double minStride, double maxStride) {
    /** Five, by windows of 0.5 to 3.0 s every 0.25 to 1.5 s. */
    public static final Candidates DEFAULT = new Candidates(5, 0.5, 3.0, 0.25, 1.5);

    private static final int ATTEMPTS_EACH = 10;

    /** Checks the ranges. */
    public Candidates {
        if (count < 2) {
            throw new IllegalArgumentException("count: expected at least 2, found " + count);
        }
        requireRange("window length", minLength, maxLength);
        requireRange("window stride", minStride, maxStride);
    }

    private static void requireRange(String what, double min, double max) {
        if (!(min >= 0.001 && min <= max && max <= 3600)) {
            throw new IllegalArgumentException(what + ": expected a range within 0.001 to 3600 s, found " + min + " to " + max);
        }
    }

    /**
     * Timelines of one clip, no two with the same window or the same sequence, each carrying its {@link Timeline#window}. Fewer than
     * {@link #count} when not so many could be told apart in {@value #ATTEMPTS_EACH} draws for each: a clip that is shorter than the
     * windows sounds the same through all of them.
     *
     * @param slidingWindow the clip through a window, as {@link #slidingWindow} or a model in training gives it, at the model's frames
     * @param random decides the windows
     */
    public List<Timeline> draw(Function<Window, Timeline> slidingWindow, RandomGenerator random) {
        Set<Window> windows = new HashSet<>();
        Set<SequenceKey> sequences = new HashSet<>();
        List<Timeline> drawn = new ArrayList<>();
        for (int attempt = 0; attempt < ATTEMPTS_EACH * count && drawn.size() < count; attempt++) {
            Window window = new Window(uniform(minLength, maxLength, random), uniform(minStride, maxStride, random));
            if (windows.add(window)) {
                Timeline timeline = slidingWindow.apply(window).withWindow(window);
                if (sequences.add(SequenceKey.of(timeline))) {
                    drawn.add(timeline);
                }
            }
        }
        return drawn;
    }

    private static double uniform(double min, double max, RandomGenerator random) {
        return Math.round((min + (max - min) * random.nextDouble()) * 1000) / 1000.0;
    }

    /**
     * A clip as a clip model hears it through a window, interpolated linearly to the model's frames.
     *
     * @param folder of a model that answers for a whole clip
     * @param audio what the timelines call it
     * @param samples mono at 16 kHz, at least one
     */
    public static Function<Window, Timeline> slidingWindow(ModelFolder folder, TensorRuntime runtime, String audio, float[] samples) {
        if (folder.model() instanceof FrameClassifier) {
            throw new IllegalArgumentException(folder.folder() + ": expected a model that answers for a clip, found one that answers for"
                    + " frames: no window changes what it says");
        }
        return window -> new Recognizer(folder, runtime, RecognitionOptions.DEFAULT.withWindow(window))
                .recognize(audio, samples, _ -> {});
    }
}
