package org.prosodia.tensor.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.tensor.backend.DropoutMask;

class DropoutLanesTest {
    @ParameterizedTest(name = "p {0}, element {1}, {2} to the next lane, {3} to the next vector")
    @CsvSource({"0.1, 0, 1, 16", "0.5, 3, 149, 1", "1e-3, 5000000000, 1499, 1", "0.9, 7, 1, 0", "1, 0, 1, 4", "0.25, 1, 0, 3"})
    void everyLaneIsTheFactorOfItsElement(double p, long first, long laneStep, long vectorStep) {
        DropoutMask mask = new DropoutMask(p, 12345);
        int pitch = Lanes.COUNT + 3;
        float[] y = new float[5 + 100 * pitch];
        DropoutLanes.factors(mask, first, laneStep, vectorStep, 100, y, 5, pitch);
        for (int v = 0; v < 100; v++) {
            for (int l = 0; l < Lanes.COUNT; l++) {
                assertEquals((float) mask.factor(first + l * laneStep + v * vectorStep), y[5 + v * pitch + l], "vector " + v + ", lane " + l);
            }
        }
    }
}
