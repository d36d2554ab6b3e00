package org.prosodia.pipeline.timeline.audio2face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.pipeline.timeline.audio2face.Audio2FaceChannel.AMAZEMENT;
import static org.prosodia.pipeline.timeline.audio2face.Audio2FaceChannel.ANGER;
import static org.prosodia.pipeline.timeline.audio2face.Audio2FaceChannel.JOY;
import static org.prosodia.pipeline.timeline.audio2face.Audio2FaceChannel.PAIN;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected numbers were worked out by hand from the eight steps. */
class A2ePostProcessorTest {
    private static final List<String> EMOTIONS = List.of("angry", "happy", "neutral");
    private static final A2eSettings PLAIN = A2eSettings.DEFAULTS.withLiveBlendCoef(0).withLiveTransitionTime(0).withEmotionStrength(1);
    private static final A2eSettings ALL_STEPS = A2eSettings.DEFAULTS.withEmotionContrast(2).withLiveBlendCoef(0.5)
            .withLiveTransitionTime(1).withFixedDt(0.25).withEmotionStrength(0.5).withBeginningEmotion(Map.of(JOY, 0.4));
    private static final float[] FIRST = {0.2f, 0.3f, 0.5f};
    private static final float[] SECOND = {0.6f, 0.3f, 0.1f};

    @Test
    void sharpensBeforeNeutralIsDroppedAndDoesNotRenormalise() {
        float[] out = new A2ePostProcessor(EMOTIONS, PLAIN.withEmotionContrast(2)).next(FIRST);
        assertArrayEquals(channels(0.04f / 0.38f, 0.09f / 0.38f, 0), out, 1e-6f);
    }

    @Test
    void blendsSmoothsAndScalesInOrder() {
        A2ePostProcessor processor = new A2ePostProcessor(EMOTIONS, ALL_STEPS);
        assertArrayEquals(channels(0.0263158f, 0.1592105f, 0), processor.next(FIRST), 1e-6f);
        assertArrayEquals(channels(0.0719394f, 0.1515375f, 0), processor.next(SECOND), 1e-6f);
    }

    @Test
    void blendsThePreferredEmotionAfterTheMovingAverageHasKeptItsState() {
        A2eSettings settings = ALL_STEPS.withLiveTransitionTime(0).withPreferredEmotion(Map.of(PAIN, 1.0), 0.25);
        A2ePostProcessor processor = new A2ePostProcessor(EMOTIONS, settings);
        assertArrayEquals(channels(0.0197368f, 0.1194079f, 0.125f), processor.next(FIRST), 1e-6f);
        assertArrayEquals(channels(0.1566075f, 0.0963887f, 0.125f), processor.next(SECOND), 1e-6f);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.4, 0, 0", "2, 0.4, 0.3, 0", "3, 0.4, 0.3, 0.1", "4, 0.4, 0.3, 0.1"})
    void keepsTheLargestOfThoseWithAChannel(int kept, float anger, float joy, float pain) {
        A2ePostProcessor processor = new A2ePostProcessor(List.of("pain", "anger", "joy", "calm"), PLAIN.withMaxEmotions(kept));
        assertArrayEquals(channels(anger, joy, pain), processor.next(0.1f, 0.4f, 0.3f, 0.2f), 1e-6f);
    }

    @Test
    void keepsTheEarlierOfEquals() {
        A2ePostProcessor processor = new A2ePostProcessor(List.of("joy", "anger", "pain"), PLAIN.withMaxEmotions(2));
        assertArrayEquals(channels(0.25f, 0.5f, 0), processor.next(0.5f, 0.25f, 0.25f), 1e-6f);
    }

    @Test
    void addsUpEmotionsOfOneChannel() {
        float[] out = new A2ePostProcessor(List.of("joy", "happiness", "surprise"), PLAIN).next(0.25f, 0.25f, 0.5f);
        assertEquals(0.5f, out[JOY.ordinal()], 1e-6f);
        assertEquals(0.5f, out[AMAZEMENT.ordinal()], 1e-6f);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 50, 1e6})
    void survivesZerosAndAnyContrast(double contrast) {
        float[] out = new A2ePostProcessor(EMOTIONS, PLAIN.withEmotionContrast(contrast)).next(1e-30f, 1, 0);
        for (float level : out) {
            assertTrue(level >= 0 && level <= 1);
        }
        assertEquals(contrast == 0 ? 1f / 3 : 1, out[JOY.ordinal()], 1e-6f);
    }

    @ParameterizedTest
    @CsvSource({"Angry, ANGER", "anger, ANGER", "hap, JOY", "Happiness, JOY", "fearful, FEAR", "sad, SADNESS", "SADNESS, SADNESS",
        "disgust, DISGUST", "surprised, AMAZEMENT", "outofbreath, OUTOFBREATH", "grief, GRIEF"})
    void findsChannelsByCommonNames(String emotion, Audio2FaceChannel channel) {
        assertEquals(Optional.of(channel), Audio2FaceChannel.of(emotion));
    }

    @ParameterizedTest
    @ValueSource(strings = {"neutral", "calm", "boredom", "LABEL_0", ""})
    void leavesOtherNamesWithoutAChannel(String emotion) {
        assertEquals(Optional.empty(), Audio2FaceChannel.of(emotion));
    }

    @Test
    void refusesSettingsThatWouldSilenceOrBreakIt() {
        refused("maxEmotions: expected 1 or more (0 would silence every channel), found 0", () -> PLAIN.withMaxEmotions(0));
        refused("maxEmotions: expected 1 to 3", () -> new A2ePostProcessor(EMOTIONS, PLAIN.withMaxEmotions(4)));
        refused("liveBlendCoef: expected 0 to 1, found 1.5", () -> PLAIN.withLiveBlendCoef(1.5));
        refused("emotionContrast", () -> PLAIN.withEmotionContrast(Double.NaN));
        refused("fixedDt", () -> PLAIN.withFixedDt(0));
        refused("beginningEmotion.joy: expected 0 to 1", () -> PLAIN.withBeginningEmotion(Map.of(JOY, 2.0)));
        refused("with an Audio2Face channel", () -> new A2ePostProcessor(List.of("neutral", "calm", "LABEL_2"), PLAIN));
        refused("mean: expected [3], found [2]", () -> new A2ePostProcessor(EMOTIONS, PLAIN).next(0.5f, 0.5f));
        refused("non-negative", () -> new A2ePostProcessor(EMOTIONS, PLAIN).next(0.5f, Float.NaN, 0.5f));
        refused("above 0", () -> new A2ePostProcessor(EMOTIONS, PLAIN).next(0, 0, 0));
    }

    private static float[] channels(float anger, float joy, float pain) {
        float[] channels = new float[10];
        channels[ANGER.ordinal()] = anger;
        channels[JOY.ordinal()] = joy;
        channels[PAIN.ordinal()] = pain;
        return channels;
    }

    private static void refused(String message, Executable code) {
        String found = assertThrows(IllegalArgumentException.class, code).getMessage();
        assertTrue(found.contains(message), () -> "expected \"" + message + "\" in \"" + found + "\"");
    }
}
