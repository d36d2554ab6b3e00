package org.prosodia.pipeline.face.extraction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.face.Blendshape;
import org.prosodia.pipeline.face.BlendshapeCurve;
import org.prosodia.pipeline.face.FaceAnimator;
import org.prosodia.pipeline.face.Faces;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Timelines;

class EmotionExtractorTest {
    private static final double SECONDS = 6;
    private static final float[] SPEECH = Faces.speech(SECONDS);
    private static final Timeline TRUTH = Faces.emotions(SECONDS, 11);
    private static final EmotionExtractor EXTRACTOR = new EmotionExtractor(FaceAnimator.DEFAULT, Timelines.SIX, 0);

    @ParameterizedTest
    @ValueSource(doubles = {24, 29.97, 60})
    void theEmotionsOfARenderedAnimationComeBack(double fps) {
        BlendshapeCurve rendered = FaceAnimator.DEFAULT.animate(SPEECH, TRUTH, fps);
        ExtractedEmotions found = EXTRACTOR.extract("speech.wav", SPEECH, rendered);
        assertArrayEquals(TRUTH.interpolate(rendered.times()).values(), found.timeline().values(), 1e-5f);
        assertEquals(0, found.residuals()[found.worstFrame()], 1e-6);
        assertEquals(SECONDS, found.timeline().duration());
        assertArrayEquals(rendered.times(), found.timeline().times());
    }

    @Test
    void theErrorGrowsWithTheNoiseAndSmoothingHelps() {
        BlendshapeCurve rendered = FaceAnimator.DEFAULT.animate(SPEECH, TRUTH, 60);
        double before = -1;
        double explained = -1;
        for (double noise : new double[] {0, 0.01, 0.02, 0.05, 0.1}) {
            BlendshapeCurve noisy = noisy(rendered, noise);
            ExtractedEmotions found = EXTRACTOR.extract("speech.wav", SPEECH, noisy);
            double error = mae(found);
            assertTrue(error > before && error <= 0.001 + 0.7 * noise, noise + ": " + error);
            assertTrue(found.meanResidual() > explained && found.meanResidual() < 1.1 * noise + 1e-6, noise + ": " + found.meanResidual());
            double smooth = mae(new EmotionExtractor(FaceAnimator.DEFAULT, Timelines.SIX, 0.05).extract("speech.wav", SPEECH, noisy));
            assertTrue(noise < 0.05 || smooth < 0.8 * error, noise + ": " + smooth + " of " + error);
            before = error;
            explained = found.meanResidual();
        }
    }

    private static double mae(ExtractedEmotions found) {
        return SequenceError.of(found.timeline(), TRUTH.interpolate(found.timeline().times())).mae();
    }

    /** As a tracker would see it: noise on every channel, and what comes out is within bounds again. */
    private static BlendshapeCurve noisy(BlendshapeCurve curve, double deviation) {
        Random random = new Random(1);
        float[] values = curve.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.clamp(values[i] + deviation * random.nextGaussian(), 0.0, 1.0);
        }
        return new BlendshapeCurve(curve.fps(), values);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001})
    void channelsThatAnExaggeratedFaceHasAtTheirEndsDoNotMislead(double smoothing) {
        FaceAnimator strong = new FaceAnimator(2, 1);
        Timeline anger = Faces.constant(SECONDS, 0.8f, 0.1f, 0, 0, 0.1f, 0);
        BlendshapeCurve rendered = strong.animate(SPEECH, anger, 30);
        assertEquals(1, rendered.value(0, Blendshape.BROW_DOWN_LEFT));
        ExtractedEmotions found = new EmotionExtractor(strong, Timelines.SIX, smoothing).extract("speech.wav", SPEECH, rendered);
        assertArrayEquals(anger.interpolate(rendered.times()).values(), found.timeline().values(), 2e-3f);
    }

    @Test
    void whatNoEmotionExplainsIsTheResidual() {
        float[] values = FaceAnimator.DEFAULT.animate(SPEECH, TRUTH, 60).values();
        values[100 * 52 + 51] = 1;
        ExtractedEmotions found = EXTRACTOR.extract("speech.wav", SPEECH, new BlendshapeCurve(60, values));
        assertEquals(100, found.worstFrame());
        assertEquals(50, found.channels());
        assertEquals(Math.sqrt(1.0 / 50), found.residuals()[100], 1e-6);
        assertEquals(0, found.residualQuantile(0.95), 1e-6);
    }

    @Test
    void blinksAtOtherMomentsAreNoResidual() {
        BlendshapeCurve rendered = new FaceAnimator(1, 2).animate(SPEECH, TRUTH, 60);
        assertFalse(Arrays.equals(FaceAnimator.DEFAULT.animate(SPEECH, TRUTH, 60).values(), rendered.values()));
        ExtractedEmotions found = EXTRACTOR.extract("speech.wav", SPEECH, rendered);
        assertEquals(0, found.residuals()[found.worstFrame()], 1e-6);
    }

    @Test
    void emotionsAreFoundInTheOrderAskedFor() {
        List<String> three = List.of("sadness", "neutral", "joy");
        BlendshapeCurve rendered = FaceAnimator.DEFAULT.animate(SPEECH, Faces.constant(SECONDS, 0, 0, 0, 0.5f, 0.3f, 0.2f), 60);
        Timeline found = new EmotionExtractor(FaceAnimator.DEFAULT, three, 0).extract("a", SPEECH, rendered).timeline();
        assertEquals(three, found.emotions());
        assertArrayEquals(new float[] {0.2f, 0.3f, 0.5f}, found.clip().values(), 1e-5f);
    }

    @Test
    void smoothingIsWithinReason() {
        for (double smoothing : new double[] {-1, 11, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new EmotionExtractor(FaceAnimator.DEFAULT, Timelines.SIX, smoothing));
        }
    }
}
