package org.prosodia.pipeline.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlendshapeCurveTest {
    @Test
    void framesFollowEachOtherAtTheRate() {
        BlendshapeCurve curve = new BlendshapeCurve(25, new float[3 * 52]);
        assertEquals(3, curve.frameCount());
        assertArrayEquals(new double[] {0, 0.04, 0.08}, curve.times());
        assertEquals(0.12, curve.duration(), 1e-15);
    }

    @Test
    void whatIsGivenOrGotCannotChangeIt() {
        float[] values = new float[52];
        BlendshapeCurve curve = new BlendshapeCurve(60, values);
        values[0] = 1;
        curve.values()[0] = 1;
        assertEquals(0, curve.value(0, Blendshape.EYE_BLINK_LEFT));
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.001f, 1.001f, Float.NaN, Float.POSITIVE_INFINITY})
    void aNumberThatNoFaceHasIsRefusedByName(float value) {
        float[] values = new float[104];
        values[52 + 17] = value;
        String message = assertThrows(IllegalArgumentException.class, () -> new BlendshapeCurve(60, values)).getMessage();
        assertTrue(message.startsWith("frame 1, jawOpen: expected a number within [0, 1], found"), message);
    }

    @ParameterizedTest
    @CsvSource({"0, 60", "51, 60", "53, 60", "52, 0", "52, 0.9", "52, 1001", "52, NaN"})
    void otherShapesAndRatesAreRefused(int length, double fps) {
        assertThrows(IllegalArgumentException.class, () -> new BlendshapeCurve(fps, new float[length]));
    }

    @ParameterizedTest
    @CsvSource({"1, 60, 1", "16000, 60, 60", "16001, 60, 61", "16000, 29.97, 30", "266, 60, 1", "267, 60, 2"})
    void anAnimationLastsAsLongAsItsAudio(int samples, double fps, int frames) {
        assertEquals(frames, BlendshapeCurve.frameCount(samples, fps));
    }

    @Test
    void moreFramesThanAnArrayHoldsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> BlendshapeCurve.frameCount(Integer.MAX_VALUE, 1000));
    }
}
