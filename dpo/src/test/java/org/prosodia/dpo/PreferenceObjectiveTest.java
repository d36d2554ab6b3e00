package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Shapes that are refused, and how; what the numbers must be is in {@link PreferenceObjectivePropertyTest}. */
class PreferenceObjectiveTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final DpoLoss loss = new DpoLoss(PreferenceLoss.sigmoid(0.5), Reduction.MEAN);
    private final Tensor fits = runtime.zeros(DType.F32, 2, 3);

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void shapesThatDifferAreRefused() {
        assertRefused("chosen [2, 3], rejected [2, 3], reference 6 and 5 numbers, mask none", fits, fits, 6, 5, null);
        assertRefused("chosen [2, 3], rejected [2, 3], reference 7 and 6 numbers, mask none", fits, fits, 7, 6, null);
        assertRefused("chosen [2, 3], rejected [3, 2], reference 6 and 6 numbers, mask none", fits, fits.reshape(3, 2), 6, 6, null);
        assertRefused("chosen [6], rejected [6], reference 6 and 6 numbers, mask none", fits.reshape(6), fits.reshape(6), 6, 6, null);
        assertRefused("chosen [2, 3], rejected [2, 3], reference 6 and 6 numbers, mask [6]", fits, fits, 6, 6, new Mask(new boolean[6], 6));
    }

    private void assertRefused(String found, Tensor chosen, Tensor rejected, int referenceChosen, int referenceRejected, Mask valid) {
        assertEquals("dpo: " + found + ": expected [B, T] for all", assertThrows(ShapeException.class, () -> PreferenceObjective.loss(
                chosen, rejected, new double[referenceChosen], new double[referenceRejected], valid, loss)).getMessage());
    }

    @Test
    void aBatchWithoutPairsAndAPairWithoutFramesAreRefused() {
        for (int[] shape : List.of(new int[] {0, 3}, new int[] {2, 0})) {
            Tensor empty = runtime.zeros(DType.F32, shape);
            assertThrows(IllegalArgumentException.class,
                    () -> PreferenceObjective.loss(empty, empty, new double[0], new double[0], null, loss));
        }
    }
}
