package org.prosodia.pipeline.face;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The 52 channels of a face as ARKit names them, in the order of Apple's documentation ({@code ARFaceAnchor.BlendShapeLocation}: left eye,
 * right eye, mouth and jaw, eyebrows, cheeks, nose, tongue). Each goes from 0, at rest, to 1, as far as it moves. Left and right are the
 * face's own. What muscles do for it: {@link ActionUnit}.
 */
public enum Blendshape {
    EYE_BLINK_LEFT, EYE_LOOK_DOWN_LEFT, EYE_LOOK_IN_LEFT, EYE_LOOK_OUT_LEFT, EYE_LOOK_UP_LEFT, EYE_SQUINT_LEFT, EYE_WIDE_LEFT,
    EYE_BLINK_RIGHT, EYE_LOOK_DOWN_RIGHT, EYE_LOOK_IN_RIGHT, EYE_LOOK_OUT_RIGHT, EYE_LOOK_UP_RIGHT, EYE_SQUINT_RIGHT, EYE_WIDE_RIGHT,
    JAW_FORWARD, JAW_LEFT, JAW_RIGHT, JAW_OPEN,
    MOUTH_CLOSE, MOUTH_FUNNEL, MOUTH_PUCKER, MOUTH_LEFT, MOUTH_RIGHT, MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT, MOUTH_FROWN_LEFT,
    MOUTH_FROWN_RIGHT, MOUTH_DIMPLE_LEFT, MOUTH_DIMPLE_RIGHT, MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT, MOUTH_ROLL_LOWER,
    MOUTH_ROLL_UPPER, MOUTH_SHRUG_LOWER, MOUTH_SHRUG_UPPER, MOUTH_PRESS_LEFT, MOUTH_PRESS_RIGHT, MOUTH_LOWER_DOWN_LEFT,
    MOUTH_LOWER_DOWN_RIGHT, MOUTH_UPPER_UP_LEFT, MOUTH_UPPER_UP_RIGHT,
    BROW_DOWN_LEFT, BROW_DOWN_RIGHT, BROW_INNER_UP, BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT,
    CHEEK_PUFF, CHEEK_SQUINT_LEFT, CHEEK_SQUINT_RIGHT, NOSE_SNEER_LEFT, NOSE_SNEER_RIGHT, TONGUE_OUT;

    /** All of them, in order. */
    public static final List<Blendshape> ALL = List.of(values());
    /** Their names, in order. */
    public static final List<String> NAMES = ALL.stream().map(Blendshape::id).toList();
    /** C, how many there are. */
    public static final int COUNT = ALL.size();

    private static final Map<String, Blendshape> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Blendshape::id, Function.identity()));

    /** The channel of a name such as {@code eyeBlinkLeft}, spelt like that; empty when there is none. */
    public static Optional<Blendshape> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** ARKit's name, such as {@code eyeBlinkLeft}. */
    public String id() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder id = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            id.append(Character.toUpperCase(words[i].charAt(0))).append(words[i], 1, words[i].length());
        }
        return id.toString();
    }
}
