package org.prosodia.pipeline.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Timelines;

class FaceAnimatorTest {
    private static final double SECONDS = 4;
    private static final float[] SPEECH = Faces.speech(SECONDS);
    private static final Timeline EMOTIONS = Faces.emotions(SECONDS, 3);

    @Test
    void theSameInputsAndSeedGiveTheSameBitsAndAnotherSeedOtherBlinksAlone() {
        float[] speech = Faces.speech(8);
        float[] first = FaceAnimator.DEFAULT.animate(speech, EMOTIONS, 60).values();
        assertArrayEquals(first, new FaceAnimator(1, 1).animate(speech, EMOTIONS, 60).values());
        float[] other = new FaceAnimator(1, 2).animate(speech, EMOTIONS, 60).values();
        assertFalse(Arrays.equals(first, other));
        for (int i = 0; i < first.length; i++) {
            boolean lid = FaceAnimator.DEFAULT.randomChannels().contains(Blendshape.ALL.get(i % 52));
            assertTrue(lid || first[i] == other[i], Blendshape.ALL.get(i % 52).id());
        }
    }

    @Test
    void emotionsAddUpInTheSharesOfTheMixture() {
        Timeline other = Faces.emotions(SECONDS, 4);
        float[] rest = FaceAnimator.DEFAULT.animate(SPEECH, Faces.constant(SECONDS, 0, 0, 0, 0, 1, 0), 60).values();
        float[] a = FaceAnimator.DEFAULT.animate(SPEECH, EMOTIONS, 60).values();
        float[] b = FaceAnimator.DEFAULT.animate(SPEECH, other, 60).values();
        float[] mixed = FaceAnimator.DEFAULT.animate(SPEECH, mixed(EMOTIONS, other, 0.3f), 60).values();
        for (int i = 0; i < rest.length; i++) {
            assertEquals(0.3 * (a[i] - rest[i]) + 0.7 * (b[i] - rest[i]), mixed[i] - rest[i], 1e-5);
        }
    }

    private static Timeline mixed(Timeline a, Timeline b, float share) {
        float[] values = a.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = share * values[i] + (1 - share) * b.values()[i];
        }
        return Timeline.ofMeans(a.audio(), a.duration(), a.emotions(), a.times(), values);
    }

    @Test
    void aNeutralFaceInSilenceOnlyBlinks() {
        BlendshapeCurve curve = FaceAnimator.DEFAULT.animate(new float[10 * 16000], Faces.constant(10, 0, 0, 0, 0, 1, 0), 60);
        for (Blendshape channel : Blendshape.ALL) {
            double most = 0;
            for (int t = 0; t < curve.frameCount(); t++) {
                most = Math.max(most, curve.value(t, channel));
            }
            assertEquals(ActionUnit.BLINK.channels().contains(channel) ? 1 : 0, most, 0.05, channel.id());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, BROW_DOWN_LEFT", "1, NOSE_SNEER_RIGHT", "2, EYE_WIDE_LEFT", "3, MOUTH_SMILE_RIGHT", "5, MOUTH_FROWN_LEFT"})
    void anEmotionAtFullStrengthShowsWhereItIsKnownFor(int emotion, Blendshape channel) {
        float[] mixture = new float[6];
        mixture[emotion] = 1;
        BlendshapeCurve curve = FaceAnimator.DEFAULT.animate(SPEECH, Faces.constant(SECONDS, mixture), 30);
        for (int t = 0; t < curve.frameCount(); t++) {
            assertTrue(curve.value(t, channel) >= 0.8, channel + " in frame " + t);
        }
    }

    @Test
    void noSpeechWithAnyEmotionNeedsClampingUpToIntensityOne() {
        double[] mouth = new double[52];
        for (MouthShape shape : MouthShape.values()) {
            double[] face = new double[52];
            shape.expression().addTo(face, 0, 1);
            for (int c = 0; c < 52; c++) {
                mouth[c] = Math.max(mouth[c], face[c]);
            }
        }
        List<String> emotions = EmotionExpressions.emotions();
        double[] response = FaceAnimator.DEFAULT.response(emotions);
        for (int i = 0; i < response.length; i++) {
            int c = i / emotions.size();
            boolean random = FaceAnimator.DEFAULT.randomChannels().contains(Blendshape.ALL.get(c));
            assertTrue(mouth[c] + response[i] <= (random ? 0 : 1 + 1e-9), emotions.get(i % emotions.size()) + ", " + Blendshape.ALL.get(c));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 2})
    void valuesStayWithinBoundsAtEveryIntensity(double intensity) {
        float[] values = new FaceAnimator(intensity, 1).animate(SPEECH, EMOTIONS, 60).values();
        float most = 0;
        for (float value : values) {
            assertTrue(value >= 0 && value <= 1);
            most = Math.max(most, value);
        }
        assertTrue(intensity < 2 || most == 1, "exaggerated faces reach the end");
    }

    @Test
    void aFrameDependsOnItsTimeAndNotOnTheRate() {
        BlendshapeCurve slow = FaceAnimator.DEFAULT.animate(SPEECH, EMOTIONS, 30);
        BlendshapeCurve fast = FaceAnimator.DEFAULT.animate(SPEECH, EMOTIONS, 60);
        for (int t = 0; t < slow.frameCount(); t++) {
            for (Blendshape channel : Blendshape.ALL) {
                assertEquals(slow.value(t, channel), fast.value(2 * t, channel), 1e-6);
            }
        }
    }

    @Test
    void emotionsByOtherNamesHaveTheSameFaces() {
        assertArrayEquals(FaceAnimator.DEFAULT.response(List.of("anger", "joy", "neutral")),
                FaceAnimator.DEFAULT.response(List.of("Angry", "happiness", "calm")));
    }

    @Test
    void whatHasNoFaceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> FaceAnimator.DEFAULT.animate(SPEECH, Timelines.dimensional(), 60));
        Timeline bored = Timeline.ofMeans("a", 1, List.of("boredom"), new double[] {0}, new float[] {1});
        String message = assertThrows(IllegalArgumentException.class, () -> FaceAnimator.DEFAULT.animate(SPEECH, bored, 60)).getMessage();
        assertTrue(message.contains("surprise, found \"boredom\""), message);
        for (double intensity : new double[] {-0.1, 2.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new FaceAnimator(intensity, 1));
        }
    }
}
