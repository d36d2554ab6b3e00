package org.prosodia.pipeline.face;

import static org.prosodia.pipeline.face.Blendshape.*;

import java.util.List;

/**
 * What single muscles or groups of them do, by their number in the Facial Action Coding System (Ekman, Friesen and Hager, 2002), and the
 * channels that stand for it. A unit of strength s puts its channels at s. Every channel stands for one unit but {@code mouthLeft} and
 * {@code mouthRight}, which have none in FACS.
 */
public enum ActionUnit {
    INNER_BROW_RAISER("1", BROW_INNER_UP),
    OUTER_BROW_RAISER("2", BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT),
    BROW_LOWERER("4", BROW_DOWN_LEFT, BROW_DOWN_RIGHT),
    UPPER_LID_RAISER("5", EYE_WIDE_LEFT, EYE_WIDE_RIGHT),
    CHEEK_RAISER("6", CHEEK_SQUINT_LEFT, CHEEK_SQUINT_RIGHT),
    LID_TIGHTENER("7", EYE_SQUINT_LEFT, EYE_SQUINT_RIGHT),
    LIPS_TOWARD_EACH_OTHER("8", MOUTH_CLOSE),
    NOSE_WRINKLER("9", NOSE_SNEER_LEFT, NOSE_SNEER_RIGHT),
    UPPER_LIP_RAISER("10", MOUTH_UPPER_UP_LEFT, MOUTH_UPPER_UP_RIGHT),
    LIP_CORNER_PULLER("12", MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT),
    DIMPLER("14", MOUTH_DIMPLE_LEFT, MOUTH_DIMPLE_RIGHT),
    LIP_CORNER_DEPRESSOR("15", MOUTH_FROWN_LEFT, MOUTH_FROWN_RIGHT),
    LOWER_LIP_DEPRESSOR("16", MOUTH_LOWER_DOWN_LEFT, MOUTH_LOWER_DOWN_RIGHT),
    CHIN_RAISER("17", MOUTH_SHRUG_LOWER, MOUTH_SHRUG_UPPER),
    LIP_PUCKERER("18", MOUTH_PUCKER),
    TONGUE_SHOW("19", TONGUE_OUT),
    LIP_STRETCHER("20", MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT),
    LIP_FUNNELER("22", MOUTH_FUNNEL),
    LIP_PRESSOR("24", MOUTH_PRESS_LEFT, MOUTH_PRESS_RIGHT),
    JAW_DROP("26", JAW_OPEN),
    LIP_SUCK("28", MOUTH_ROLL_LOWER, MOUTH_ROLL_UPPER),
    JAW_THRUST("29", JAW_FORWARD),
    JAW_TO_THE_LEFT("30L", JAW_LEFT),
    JAW_TO_THE_RIGHT("30R", JAW_RIGHT),
    PUFF("34", CHEEK_PUFF),
    BLINK("45", EYE_BLINK_LEFT, EYE_BLINK_RIGHT),
    EYES_TURN_LEFT("61", EYE_LOOK_OUT_LEFT, EYE_LOOK_IN_RIGHT),
    EYES_TURN_RIGHT("62", EYE_LOOK_IN_LEFT, EYE_LOOK_OUT_RIGHT),
    EYES_UP("63", EYE_LOOK_UP_LEFT, EYE_LOOK_UP_RIGHT),
    EYES_DOWN("64", EYE_LOOK_DOWN_LEFT, EYE_LOOK_DOWN_RIGHT);

    private final String number;
    private final List<Blendshape> channels;

    ActionUnit(String number, Blendshape... channels) {
        this.number = number;
        this.channels = List.of(channels);
    }

    /** Its number in FACS, with L or R where it has a side. */
    public String number() {
        return number;
    }

    /** The channels that stand for it. */
    public List<Blendshape> channels() {
        return channels;
    }
}
