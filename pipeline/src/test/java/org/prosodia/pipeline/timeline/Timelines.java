package org.prosodia.pipeline.timeline;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.SplittableRandom;

/** Timelines that several tests use. */
public final class Timelines {
    /** The emotions of the method, in order. */
    public static final List<String> SIX = List.of("anger", "disgust", "fear", "joy", "neutral", "sadness");

    private Timelines() {
    }

    /** Random concentrations on model frames. */
    public static Timeline random(String audio, List<String> emotions, int frames, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] alpha = new float[frames * emotions.size()];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = (float) Math.exp(6 * random.nextDouble() - 3);
        }
        return Timeline.ofAlphas(audio, 0.02 * frames + 0.005, emotions, FrameTimes.centres(frames), alpha);
    }

    /** The means of a timeline alone. */
    public static Timeline meansOf(Timeline timeline) {
        return Timeline.ofMeans(timeline.audio(), timeline.duration(), timeline.emotions(), timeline.times(), timeline.values());
    }

    /** Three dimensions over five windows. */
    public static Timeline dimensional() {
        float[] values = {0.1f, 0.5f, 0.9f, 0.2f, 0.5f, 0.8f, 0.3f, 0.5f, 0.7f, 0.4f, 0.5f, 0.6f, 0.5f, 0.5f, -0.5f};
        return Timeline.ofValues("speech.wav", 5.4, List.of("arousal", "dominance", "valence"), new double[] {0.7, 1.7, 2.7, 3.7, 4.7},
                values)
                .withWindow(new Window(1.4, 1));
    }

    /** What a writer makes of a timeline. */
    public static String write(TimelineWriter writer, Timeline timeline, float... samples) throws IOException {
        StringWriter out = new StringWriter();
        writer.write(timeline, samples, out);
        return out.toString();
    }
}
