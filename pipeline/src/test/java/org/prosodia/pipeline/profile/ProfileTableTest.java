package org.prosodia.pipeline.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTableTest {
    @Test
    void kernelsAreListedByTheirTime() {
        assertEquals(List.of(
                "kernel    calls  total, ms  share, %  GFLOP/s  GB/s  allocated, MB",
                "softmax       5       4.00      50.0        -   1.0              -",
                "gemm         10       2.00      25.0     50.0   2.0              -",
                "allocate     10       0.00       0.0        -     -           6.00"),
                ProfileTable.ofKernels(Profiles.twoLayers("model")).lines());
    }

    @Test
    void partsStandBelowWhatTheyAreInAndEqualLayersAreOne() {
        assertEquals(List.of(
                "part         calls  total, ms  self, ms  share, %  GFLOP/s  GB/s  allocated, MB",
                "all              1       8.00      0.00     100.0     12.5   1.0           6.00",
                "  model          1       8.00      0.00     100.0     12.5   1.0           6.00",
                "    layer.*      2       4.00      2.00      50.0     25.0   1.0           6.00"),
                ProfileTable.ofParts(Profiles.twoLayers("model")).lines());
    }

    @Test
    void aProfileOfNothingHasNoRowsOfKernelsAndNoShares() {
        assertEquals(List.of(), ProfileTable.ofKernels(Profiles.span("all", "all", 0)).rows());
        assertEquals(List.of(List.of("all", "1", "0.00", "0.00", "-", "-", "-", "-")),
                ProfileTable.ofParts(Profiles.span("all", "all", 0)).rows());
    }
}
