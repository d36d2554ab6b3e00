package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class SnapshotTest {
    static Stream<Arguments> valuesThatJsonCannotHold() {
        return Stream.of(
                Arguments.of(Map.of("a", List.of(1, new int[0])), "state.a[1]: expected what JSON can hold, found a [I"),
                Arguments.of(Map.of("a", Map.of("b", 'c')), "state.a.b: expected what JSON can hold, found a java.lang.Character"),
                Arguments.of(Map.of("a", Map.of(1, 2)), "state.a: expected text as key, found 1"),
                Arguments.of(Map.of("a", "\ud800"), "state.a: expected Unicode text"),
                Arguments.of(Map.of("a", nested(100)), "expected at most 60 levels"));
    }

    private static List<?> nested(int levels) {
        return levels == 0 ? List.of() : List.of(nested(levels - 1));
    }

    @ParameterizedTest
    @MethodSource
    void valuesThatJsonCannotHold(Map<String, Object> state, String expected) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> new Snapshot(1, Map.of(), state));
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_000_000_000_000L})
    void aStepThatNoFolderCanBeNamedAfterIsRefused(long step) {
        assertThrows(IllegalArgumentException.class, () -> new Snapshot(step, Map.of(), Map.of()));
    }

    @Test
    void numbersBecomeLongsAndDoublesAndTheStateIsACopy() {
        Map<String, Object> state = new HashMap<>(Map.of("int", 3, "float", 0.1f, "short", (short) -4, "byte", (byte) 5));
        Snapshot snapshot = new Snapshot(1, Map.of(), state);
        state.clear();
        assertEquals(Map.of("int", 3L, "float", (double) 0.1f, "short", -4L, "byte", 5L), snapshot.state());
        assertThrows(UnsupportedOperationException.class, () -> snapshot.state().put("a", 1));
    }

    @Test
    void aNullIsAValue() {
        assertEquals(Collections.singletonMap("a", null), new Snapshot(1, Map.of(), Collections.singletonMap("a", null)).state());
    }

    @Test
    void tensorsAreFoundUnderTheirPrefix() {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            Tensor x = runtime.zeros(DType.F32, 1);
            Snapshot snapshot = new Snapshot(1, Map.of("model.a.b", x, "optimizer.a", x), Map.of());
            assertEquals(Set.of("a.b"), snapshot.tensors("model.").keySet());
            assertEquals(Set.of(), snapshot.tensors("ema.").keySet());
        }
    }
}
