package org.prosodia.tests.restricted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.vector.VectorSupport;

/** One seed decides everything; {@link RestrictedJvmTest} holds the same between processes. */
class DeterminismTest {
    static Stream<Arguments> backends() {
        List<String> backends = VectorSupport.refusal().isEmpty() ? List.of("plain", "vector") : List.of("plain");
        return backends.stream().flatMap(backend -> Stream.of("A", "B").map(folder -> Arguments.of(backend, folder)));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void runningAgainGivesTheSameBits(String backend, String folder) throws IOException {
        try (TensorRuntime runtime = TensorRuntime.create(backend, 2)) {
            Outcome first = Outcome.of(folder, runtime);
            assertEquals(first, Outcome.of(folder, runtime), "on the same runtime");
            assertEquals(first, Outcome.of(folder, backend, 2), "on a new runtime");
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void anyNumberOfThreadsGivesTheSameBits(String backend, String folder) throws IOException {
        Outcome alone = Outcome.of(folder, backend, 1);
        for (int threads : new int[] {2, 3, 7}) {
            assertEquals(alone, Outcome.of(folder, backend, threads), threads + " threads");
        }
    }

    @Test
    void anotherSeedGivesAnotherStep() throws IOException {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            List<double[]> first = PreferenceStep.run("A", runtime, 1);
            assertNotEquals(Bits.of(first), Bits.of(PreferenceStep.run("A", runtime, 2)));
            assertFalse(first.stream().flatMapToDouble(Arrays::stream).anyMatch(x -> !Double.isFinite(x)), "only finite numbers");
        }
    }
}
