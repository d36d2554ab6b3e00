package org.prosodia.pipeline.splice;

import java.util.List;
import java.util.stream.IntStream;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;

/**
 * A sequence of clips and the truth about it.
 *
 * @param id unique in its corpus
 * @param speaker of all its clips
 * @param samples mono at 16 kHz
 * @param segments its clips in order; each ends when the fade to the next is over
 */
public record SplicedClip(String id, String speaker, float[] samples, List<Segment> segments) {
    /** Keeps a copy of the segments. */
    public SplicedClip {
        segments = List.copyOf(segments);
    }

    /** Seconds. */
    public double duration() {
        return (double) samples.length / FrameTimes.SAMPLE_RATE;
    }

    /** When one clip gives way to the next, the middle of each cross-fade, seconds [segments − 1]. */
    public double[] changePoints() {
        return IntStream.range(1, segments.size())
                .mapToDouble(s -> (segments.get(s).start() + segments.get(s - 1).end()) / 2.0 / FrameTimes.SAMPLE_RATE).toArray();
    }

    /** Shares of the emotions [K] at a time in seconds: those of the clips, by the power that each has at that moment. */
    public double[] mixture(double seconds) {
        double at = Math.clamp(seconds * FrameTimes.SAMPLE_RATE, 0, samples.length - 1);
        double[] mixture = new double[segments.getFirst().mixture().size()];
        for (Segment segment : segments) {
            double share = segment.share(at);
            for (int k = 0; k < mixture.length; k++) {
                mixture[k] += share * segment.mixture().get(k);
            }
        }
        return mixture;
    }

    /** The truth at the frames of Wav2Vec2. */
    public Timeline trueTimeline(List<String> emotions) {
        double[] times = FrameTimes.centres(FrameTimes.count(samples.length));
        float[] mean = new float[times.length * emotions.size()];
        for (int t = 0; t < times.length; t++) {
            double[] mixture = mixture(times[t]);
            for (int k = 0; k < mixture.length; k++) {
                mean[t * mixture.length + k] = (float) mixture[k];
            }
        }
        return Timeline.ofMeans(id, duration(), emotions, times, mean);
    }
}
