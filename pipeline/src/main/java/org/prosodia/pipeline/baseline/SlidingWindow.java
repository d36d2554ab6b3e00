package org.prosodia.pipeline.baseline;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.prosodia.pipeline.recognition.EmotionRecognizer;
import org.prosodia.pipeline.recognition.Spans;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Window;

/**
 * Timelines of a {@link HandMadeModel}, made as those of a stage-1 model are: its answers stand at the centres of the windows, the last of
 * which ends with the audio, and are interpolated linearly to the frames of Wav2Vec2. The summary is its answer to the whole clip.
 */
public record SlidingWindow(HandMadeModel model, Window window) implements EmotionRecognizer {
    @Override
    public Timeline recognize(String audio, float[] samples, DoubleConsumer progress) {
        int length = Math.min(samples.length, Math.max(FrameTimes.RECEPTIVE_FIELD, inSamples(window.length())));
        int[] starts = Spans.windows(samples.length, length, Math.max(1, inSamples(window.stride())));
        int k = model.emotions().size();
        double[] centres = new double[starts.length];
        float[] means = new float[starts.length * k];
        for (int w = 0; w < starts.length; w++) {
            float[] heard = model.hear(Arrays.copyOfRange(samples, starts[w], starts[w] + length)).values();
            System.arraycopy(heard, 0, means, w * k, k);
            centres[w] = (starts[w] + 0.5 * length) / FrameTimes.SAMPLE_RATE;
            progress.accept((w + 1.0) / (starts.length + 1));
        }
        double duration = (double) samples.length / FrameTimes.SAMPLE_RATE;
        return Timeline.ofMeans(audio, duration, model.emotions(), centres, means).withWindow(window).withClip(model.hear(samples))
                .interpolate(FrameTimes.centres(FrameTimes.count(samples.length)));
    }

    private static int inSamples(double seconds) {
        return (int) Math.round(seconds * FrameTimes.SAMPLE_RATE);
    }
}
