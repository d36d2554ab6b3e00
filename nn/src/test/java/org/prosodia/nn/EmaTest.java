package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class EmaTest {
    private final TensorRuntime runtime = TensorRuntime.create("auto", 1);
    private final Tensor w = runtime.tensor(new float[] {1, 2}, 2).requireGrad();
    private final Ema ema = new Ema(Map.of("w", w), 0.75);

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void theAverageStartsAtTheWeightsAndFollowsThem() {
        assertArrayEquals(new float[] {1, 2}, ema.weights().get("w").toFloats());
        w.assign(new float[] {5, 2});
        ema.update();
        assertArrayEquals(new float[] {2, 2}, ema.weights().get("w").toFloats());
        ema.update();
        assertArrayEquals(new float[] {2.75f, 2}, ema.weights().get("w").toFloats());
        assertArrayEquals(new float[] {5, 2}, w.toFloats());
    }

    /** Rounding must not move an average away from weights that stand still. */
    @Test
    void weightsThatStandStillAreTheirAverage() {
        Tensor still = runtime.normal(DType.F32, 0, 1, new Rng(1), 100);
        Ema slow = new Ema(Map.of("w", still), 0.9999);
        for (int i = 0; i < 1_000; i++) {
            slow.update();
        }
        assertArrayEquals(still.toFloats(), slow.weights().get("w").toFloats());
    }

    @Test
    void parametersHoldTheAveragesWhileTheyAreSwappedIn() {
        w.assign(new float[] {5, 2});
        ema.update();
        try (Ema.Swapped _ = ema.swapIn()) {
            assertArrayEquals(new float[] {2, 2}, w.toFloats());
            for (Runnable misuse : new Runnable[] {ema::update, ema::weights, ema::swapIn, ema::stateDict,
                () -> ema.loadStateDict(Map.of("w", w))}) {
                assertThrows(IllegalStateException.class, misuse::run);
            }
        }
        assertArrayEquals(new float[] {5, 2}, w.toFloats());
        assertArrayEquals(new float[] {2, 2}, ema.weights().get("w").toFloats());
    }

    @Test
    void anAverageGoesOnFromItsStateToTheSameBits() {
        Rng rng = new Rng(3);
        for (int i = 0; i < 5; i++) {
            Init.normal(w, 0, 1, rng);
            ema.update();
        }
        Map<String, Tensor> saved = ema.stateDict();
        Ema resumed = new Ema(Map.of("w", w), 0.75);
        resumed.loadStateDict(saved);
        for (int i = 0; i < 5; i++) {
            Init.normal(w, 0, 1, rng);
            ema.update();
            resumed.update();
        }
        assertArrayEquals(ema.weights().get("w").toFloats(), resumed.weights().get("w").toFloats());
        assertEquals("averaged weights: w is missing; v is unexpected", assertThrows(IllegalArgumentException.class,
                () -> resumed.loadStateDict(Map.of("v", w))).getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void aDecayIsAShareBelowOne(double decay) {
        assertThrows(IllegalArgumentException.class, () -> new Ema(Map.of("w", w), decay));
    }
}
