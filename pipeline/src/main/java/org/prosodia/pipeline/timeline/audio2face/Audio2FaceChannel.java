package org.prosodia.pipeline.timeline.audio2face;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The ten emotion channels of Audio2Face, in its order. */
public enum Audio2FaceChannel {
    /** Channel 0. */
    AMAZEMENT,
    /** Channel 1. */
    ANGER,
    /** Channel 2. */
    CHEEKINESS,
    /** Channel 3. */
    DISGUST,
    /** Channel 4. */
    FEAR,
    /** Channel 5. */
    GRIEF,
    /** Channel 6. */
    JOY,
    /** Channel 7; spelt in one word in files. */
    OUTOFBREATH,
    /** Channel 8. */
    PAIN,
    /** Channel 9. */
    SADNESS;

    // Names that speech emotion models give their classes. "Surprise" has no channel of its own and goes to its nearest, amazement.
    private static final Map<String, Audio2FaceChannel> OTHER_NAMES = Map.ofEntries(
            Map.entry("angry", ANGER), Map.entry("ang", ANGER),
            Map.entry("disgusted", DISGUST), Map.entry("dis", DISGUST),
            Map.entry("fearful", FEAR), Map.entry("fea", FEAR), Map.entry("afraid", FEAR),
            Map.entry("happy", JOY), Map.entry("happiness", JOY), Map.entry("hap", JOY), Map.entry("joyful", JOY),
            Map.entry("sad", SADNESS),
            Map.entry("surprise", AMAZEMENT), Map.entry("surprised", AMAZEMENT), Map.entry("sur", AMAZEMENT),
            Map.entry("amazed", AMAZEMENT));

    /** Name in files: {@code amazement} … {@code sadness}. */
    public String channelName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The channel of an emotion's name, in any case: the channel's own name or a common synonym (angry, happy, happiness, fearful, sad,
     * surprise → amazement …). Empty for those an animator has no channel for, such as neutral and calm.
     */
    public static Optional<Audio2FaceChannel> of(String emotion) {
        String name = emotion.strip().toLowerCase(Locale.ROOT);
        for (Audio2FaceChannel channel : values()) {
            if (channel.channelName().equals(name)) {
                return Optional.of(channel);
            }
        }
        return Optional.ofNullable(OTHER_NAMES.get(name));
    }
}
