package org.prosodia.pipeline.face.extraction;

import java.util.Arrays;
import java.util.List;
import org.prosodia.pipeline.face.Blendshape;
import org.prosodia.pipeline.face.BlendshapeCurve;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;

/**
 * The emotions behind a recorded face, and what they leave unexplained.
 *
 * @param timeline a mixture for each frame of the recording
 * @param residuals root mean square, over the 52 channels, of the animator's face less the recorded one [T]; not copied
 */
public record ExtractedEmotions(Timeline timeline, double[] residuals) {
    private static final String NOTE = "extracted from a facial animation by equation (8)";

    /**
     * @param shares e* [T, K]
     * @param face A(audio, e*) [T, 52]
     */
    static ExtractedEmotions of(String audio, float[] samples, BlendshapeCurve recording, List<String> emotions, float[] shares,
            float[] face) {
        double duration = (double) samples.length / FrameTimes.SAMPLE_RATE;
        Timeline timeline = Timeline.ofMeans(audio, duration, emotions, recording.times(), shares).withNotes(List.of(NOTE));
        return new ExtractedEmotions(timeline, residuals(face, recording.values()));
    }

    /** {@code √(Σ_c (face_c − recorded_c)² / 52)} of each frame. */
    private static double[] residuals(float[] face, float[] recorded) {
        double[] squares = new double[face.length / Blendshape.COUNT];
        for (int i = 0; i < face.length; i++) {
            double difference = (double) face[i] - recorded[i];
            squares[i / Blendshape.COUNT] += difference * difference / Blendshape.COUNT;
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
