package org.prosodia.pipeline.face.extraction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.face.BlendshapeCurve;
import org.prosodia.pipeline.face.DifferentiableAnimator;
import org.prosodia.pipeline.face.FaceAnimator;
import org.prosodia.pipeline.face.Faces;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Timelines;
import org.prosodia.tensor.Tensor;

class GradientExtractorTest {
    private static final float[] SPEECH = Faces.speech(1);
    private static final Timeline TRUTH = Faces.emotions(1, 2);

    /** Our face, whose muscles tire: {@code x / (1 + x)} with {@code x = b + M e}. */
    private record TiringAnimator(FaceAnimator face) implements DifferentiableAnimator {
        @Override
        public Tensor faces(float[] samples, double fps, List<String> emotions, Tensor mixtures) {
            int frames = mixtures.shape()[0];
            double[] m = face.response(emotions);
            float[] response = new float[m.length];
            for (int i = 0; i < m.length; i++) {
                response[i] = (float) m[i];
            }
            Tensor rest = mixtures.runtime().tensor(face.rest(samples, frames, fps).values(), frames, 52);
            Tensor x = mixtures.matmul(mixtures.runtime().tensor(response, 52, emotions.size()), false, true).add(rest);
            return x.div(x.add(1));
        }
    }

    @Test
    void theEmotionsBehindAFaceThatIsNotLinearComeBack() {
        TiringAnimator animator = new TiringAnimator(FaceAnimator.DEFAULT);
        BlendshapeCurve rendered = animator.animate(SPEECH, TRUTH, 30);
        ExtractedEmotions found = new GradientExtractor(animator, Timelines.SIX, GradientExtractor.DEFAULT_STEPS)
                .extract("speech.wav", SPEECH, rendered);
        double error = SequenceError.of(found.timeline(), TRUTH.interpolate(rendered.times())).mae();
        assertTrue(error < 0.01, "MAE " + error);
        assertEquals(0, found.meanResidual(), 0.005);
        assertArrayEquals(rendered.times(), found.timeline().times());
    }

    @Test
    void noStepsAreRefused() {
        TiringAnimator animator = new TiringAnimator(FaceAnimator.DEFAULT);
        assertThrows(IllegalArgumentException.class, () -> new GradientExtractor(animator, Timelines.SIX, 0));
        assertThrows(IllegalArgumentException.class, () -> animator.animate(SPEECH, Timelines.dimensional(), 30));
    }
}
