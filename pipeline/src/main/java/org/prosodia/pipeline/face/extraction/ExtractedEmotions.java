package org.prosodia.pipeline.face.extraction;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.prosodia.pipeline.face.Blendshape;
import org.prosodia.pipeline.face.BlendshapeCurve;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;

/**
 * The emotions behind a recorded face, and what they leave unexplained. Channels that the animator moves at random are not compared: the
 * blinks of a recording are not those of the animator, and would be most of the difference.
 *
 * @param timeline a mixture for each frame of the recording
 * @param residuals root mean square, over the compared channels, of the animator's face less the recorded one [T]; not copied
 * @param channels how many are compared: 52 less the {@link org.prosodia.pipeline.face.Animator#randomChannels random ones}
 */
public record ExtractedEmotions(Timeline timeline, double[] residuals, int channels) {
    private static final String NOTE = "extracted from a facial animation by equation (8)";

    /**
     * @param shares e* [T, K]
     * @param face A(audio, e*) [T, 52]
     * @param random channels that are not compared
     */
    static ExtractedEmotions of(String audio, float[] samples, BlendshapeCurve recording, List<String> emotions, float[] shares,
            float[] face, Set<Blendshape> random) {
        double duration = (double) samples.length / FrameTimes.SAMPLE_RATE;
        Timeline timeline = Timeline.ofMeans(audio, duration, emotions, recording.times(), shares).withNotes(List.of(NOTE));
        List<Blendshape> compared = Blendshape.ALL.stream().filter(channel -> !random.contains(channel)).toList();
        return new ExtractedEmotions(timeline, residuals(face, recording.values(), compared), compared.size());
    }

    /** {@code √(Σ_c (face_c − recorded_c)² / C)} of each frame, over the C compared channels. */
    private static double[] residuals(float[] face, float[] recorded, List<Blendshape> compared) {
        double[] squares = new double[face.length / Blendshape.COUNT];
        for (int t = 0; t < squares.length; t++) {
            for (Blendshape channel : compared) {
                int i = t * Blendshape.COUNT + channel.ordinal();
                double difference = (double) face[i] - recorded[i];
                squares[t] += difference * difference / compared.size();
            }
        }
        return Arrays.stream(squares).map(Math::sqrt).toArray();
    }

    /** Mean of the residuals over the frames. */
    public double meanResidual() {
        return Arrays.stream(residuals).average().orElseThrow();
    }

    /** The residual that a share of the frames does not exceed, the nearest one above. */
    public double residualQuantile(double share) {
        double[] sorted = residuals.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * (sorted.length - 1))];
    }

    /** The frame that is explained worst, the first of them. */
    public int worstFrame() {
        int worst = 0;
        for (int t = 1; t < residuals.length; t++) {
            worst = residuals[t] > residuals[worst] ? t : worst;
        }
        return worst;
    }
}
