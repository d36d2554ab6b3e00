package org.prosodia.pipeline.timeline.audio2face;

import java.util.Map;

/**
 * Settings of {@link A2ePostProcessor}, under the names and with the defaults of the Audio2Face SDK.
 *
 * @param emotionContrast exponent on the shares, 0 or more; above 1 the largest gains. It acts before neutral is dropped: where
 *         neutral leads, a high contrast shrinks all the others. Default 1
 * @param maxEmotions how many emotions are kept, 1 to K. Default {@value #DEFAULT_MAX_EMOTIONS}, that of the service; the SDK's
 *         header says 0, which silences every channel
 * @param liveBlendCoef weight of the past in the moving average, 0 to 1. Default 0.7
 * @param enablePreferredEmotion whether the preferred emotion is blended in. Default false
 * @param preferredEmotionStrength weight of the preferred emotion, 0 to 1; what it takes, the detected ones lose. Default 0.5
 * @param preferredEmotion level of each channel, 0 where not given. Default none
 * @param liveTransitionTime seconds a change takes, 0 or more. Default 0.5
 * @param fixedDt seconds from frame to frame, positive. Default 0.033; set it to the real spacing, as {@code Audio2FaceTimelineWriter} does
 * @param emotionStrength last gain, 0 or more; it scales the preferred emotion too. Default 0.6
 * @param beginningEmotion level of each channel before the first frame, 0 where not given. Default none
 */
public record A2eSettings(double emotionContrast, int maxEmotions, double liveBlendCoef, boolean enablePreferredEmotion,
        double preferredEmotionStrength, Map<Audio2FaceChannel, Double> preferredEmotion, double liveTransitionTime, double fixedDt,
        double emotionStrength, Map<Audio2FaceChannel, Double> beginningEmotion) {

    /** Emotions kept unless told otherwise. */
    public static final int DEFAULT_MAX_EMOTIONS = 3;

    /** The defaults. */
    public static final A2eSettings DEFAULTS =
            new A2eSettings(1, DEFAULT_MAX_EMOTIONS, 0.7, false, 0.5, Map.of(), 0.5, 0.033, 0.6, Map.of());

    /** Checks every range but the upper end of {@code maxEmotions}, which depends on the model. */
    public A2eSettings {
        atLeastZero("emotionContrast", emotionContrast);
        if (maxEmotions < 1) {
            throw bad("maxEmotions", "1 or more (0 would silence every channel)", maxEmotions);
        }
        share("liveBlendCoef", liveBlendCoef);
        share("preferredEmotionStrength", preferredEmotionStrength);
        preferredEmotion = levels("preferredEmotion", preferredEmotion);
        atLeastZero("liveTransitionTime", liveTransitionTime);
        atLeastZero("fixedDt", fixedDt);
        if (fixedDt == 0) {
            throw bad("fixedDt", "a positive number of seconds", fixedDt);
        }
        atLeastZero("emotionStrength", emotionStrength);
        beginningEmotion = levels("beginningEmotion", beginningEmotion);
    }

    /** These settings with another contrast. */
    public A2eSettings withEmotionContrast(double contrast) {
        return new A2eSettings(contrast, maxEmotions, liveBlendCoef, enablePreferredEmotion,
                preferredEmotionStrength, preferredEmotion, liveTransitionTime, fixedDt,
                emotionStrength, beginningEmotion);
    }

    /** These settings with another number of emotions kept. */
    public A2eSettings withMaxEmotions(int kept) {
        return new A2eSettings(emotionContrast, kept, liveBlendCoef, enablePreferredEmotion,
                preferredEmotionStrength, preferredEmotion, liveTransitionTime, fixedDt,
                emotionStrength, beginningEmotion);
    }

    /** These settings with another weight of the past. */
    public A2eSettings withLiveBlendCoef(double weight) {
        return new A2eSettings(emotionContrast, maxEmotions, weight, enablePreferredEmotion,
                preferredEmotionStrength, preferredEmotion, liveTransitionTime, fixedDt,
                emotionStrength, beginningEmotion);
    }

    /** These settings with a preferred emotion blended in. */
    public A2eSettings withPreferredEmotion(Map<Audio2FaceChannel, Double> emotion, double strength) {
        return new A2eSettings(emotionContrast, maxEmotions, liveBlendCoef, true,
                strength, emotion, liveTransitionTime, fixedDt,
                emotionStrength, beginningEmotion);
    }

    /** These settings with another transition time, seconds. */
    public A2eSettings withLiveTransitionTime(double seconds) {
        return new A2eSettings(emotionContrast, maxEmotions, liveBlendCoef, enablePreferredEmotion,
                preferredEmotionStrength, preferredEmotion, seconds, fixedDt,
                emotionStrength, beginningEmotion);
    }

    /** These settings with another frame spacing, seconds. */
    public A2eSettings withFixedDt(double seconds) {
        return new A2eSettings(emotionContrast, maxEmotions, liveBlendCoef, enablePreferredEmotion,
                preferredEmotionStrength, preferredEmotion, liveTransitionTime, seconds,
                emotionStrength, beginningEmotion);
    }

    /** These settings with another last gain. */
    public A2eSettings withEmotionStrength(double gain) {
        return new A2eSettings(emotionContrast, maxEmotions, liveBlendCoef, enablePreferredEmotion,
                preferredEmotionStrength, preferredEmotion, liveTransitionTime, fixedDt,
                gain, beginningEmotion);
    }

    /** These settings with other levels before the first frame. */
    public A2eSettings withBeginningEmotion(Map<Audio2FaceChannel, Double> emotion) {
        return new A2eSettings(emotionContrast, maxEmotions, liveBlendCoef, enablePreferredEmotion,
                preferredEmotionStrength, preferredEmotion, liveTransitionTime, fixedDt,
                emotionStrength, emotion);
    }

    private static void atLeastZero(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw bad(name, "0 or more", value);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw bad(name, "0 to 1", value);
        }
    }

    private static Map<Audio2FaceChannel, Double> levels(String name, Map<Audio2FaceChannel, Double> levels) {
        levels.forEach((channel, level) -> share(name + "." + channel.channelName(), level));
        return Map.copyOf(levels);
    }

    private static IllegalArgumentException bad(String name, String expected, Number found) {
        return new IllegalArgumentException(name + ": expected " + expected + ", found " + found);
    }
}
