package org.prosodia.pipeline.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlendshapeTest {
    private static final List<String> APPLES = List.of("eyeBlinkLeft", "eyeLookDownLeft", "eyeLookInLeft", "eyeLookOutLeft",
            "eyeLookUpLeft", "eyeSquintLeft", "eyeWideLeft", "eyeBlinkRight", "eyeLookDownRight", "eyeLookInRight", "eyeLookOutRight",
            "eyeLookUpRight", "eyeSquintRight", "eyeWideRight", "jawForward", "jawLeft", "jawRight", "jawOpen", "mouthClose",
            "mouthFunnel", "mouthPucker", "mouthLeft", "mouthRight", "mouthSmileLeft", "mouthSmileRight", "mouthFrownLeft",
            "mouthFrownRight", "mouthDimpleLeft", "mouthDimpleRight", "mouthStretchLeft", "mouthStretchRight", "mouthRollLower",
            "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper", "mouthPressLeft", "mouthPressRight", "mouthLowerDownLeft",
            "mouthLowerDownRight", "mouthUpperUpLeft", "mouthUpperUpRight", "browDownLeft", "browDownRight", "browInnerUp",
            "browOuterUpLeft", "browOuterUpRight", "cheekPuff", "cheekSquintLeft", "cheekSquintRight", "noseSneerLeft",
            "noseSneerRight", "tongueOut");

    @Test
    void theChannelsAreThe52OfARKitInApplesOrder() {
        assertEquals(APPLES, Blendshape.NAMES);
        assertEquals(52, Blendshape.COUNT);
    }

    @Test
    void aChannelIsFoundByItsExactName() {
        for (Blendshape channel : Blendshape.ALL) {
            assertEquals(Optional.of(channel), Blendshape.of(channel.id()));
        }
        assertEquals(Optional.empty(), Blendshape.of("EyeBlinkLeft"));
    }

    @Test
    void everyChannelStandsForOneActionUnitButTheTwoThatHaveNone() {
        List<Blendshape> left = new ArrayList<>(Blendshape.ALL);
        for (ActionUnit unit : ActionUnit.values()) {
            for (Blendshape channel : unit.channels()) {
                assertTrue(left.remove(channel), unit + " and another have " + channel);
            }
        }
        assertEquals(List.of(Blendshape.MOUTH_LEFT, Blendshape.MOUTH_RIGHT), left);
    }

    @Test
    void actionUnitsAreNeverStrongerThanAFaceCanBe() {
        for (double strength : new double[] {0, -1, 1.01, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> Expression.NEUTRAL.with(ActionUnit.BLINK, strength));
        }
    }
}
