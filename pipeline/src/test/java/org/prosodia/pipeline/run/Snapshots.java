package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Snapshots whose every bit follows from a seed, and their comparison. */
final class Snapshots {
    private static final float[] ODD_FLOATS = {Float.NaN, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE, Float.MAX_VALUE};
    private static final double[] ODD_DOUBLES = {
        Double.NaN, Double.NEGATIVE_INFINITY, -0d, Double.MIN_VALUE, Double.MAX_VALUE, 0.1, 1 / 3d
    };

    private Snapshots() {}

    /** A snapshot of a step with odd numbers of every kind. */
    static Snapshot of(TensorRuntime runtime, long step, long seed) {
        Rng rng = new Rng(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("model.weight", runtime.normal(DType.F32, 0, 1, rng, 7, 5));
        tensors.put("model.odd", runtime.tensor(ODD_FLOATS, ODD_FLOATS.length));
        tensors.put("optimizer.m.weight", runtime.normal(DType.F64, 0, 1e-9, rng, 7, 5));
        tensors.put("optimizer.odd", runtime.tensor(ODD_DOUBLES, ODD_DOUBLES.length));
        tensors.put("ema.scalar", runtime.scalar(DType.F32, rng.nextDouble()));
        tensors.put("ema.empty", runtime.zeros(DType.F32, 0, 3));
        return new Snapshot(step, tensors, state(rng));
    }

    private static Map<String, Object> state(Rng rng) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("seed", rng.nextLong());
        state.put("generators", List.of(Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1, 0L));
        List<Object> metrics = new ArrayList<>();
        Arrays.stream(ODD_DOUBLES).forEach(metrics::add);
        metrics.add(Double.POSITIVE_INFINITY);
        metrics.add(rng.nextGaussian());
        state.put("metrics", metrics);
        state.put("nothing", null);
        state.put("early", true);
        state.put("clip", "gülüş \"1\"\n\u0000\ud83d\ude00");
        state.put("deep", Map.of("deeper", List.of(Map.of(), List.of(), Map.of("", ""))));
        return state;
    }

    /** Bit by bit; NaNs count as equal, for JSON knows only one. */
    static void assertSame(Snapshot expected, Snapshot found) {
        assertEquals(expected.step(), found.step());
        assertEquals(expected.state(), found.state());
        assertEquals(expected.tensors().keySet(), found.tensors().keySet());
        expected.tensors().forEach((name, tensor) -> {
            Tensor other = found.tensors().get(name);
            assertEquals(tensor.dtype(), other.dtype(), name);
            assertArrayEquals(tensor.shape(), other.shape(), name);
            assertArrayEquals(bits(tensor), bits(other), name);
        });
    }

    private static long[] bits(Tensor tensor) {
        if (tensor.dtype() == DType.F64) {
            return Arrays.stream(tensor.toDoubles()).mapToLong(Double::doubleToRawLongBits).toArray();
        }
        float[] values = tensor.toFloats();
        long[] bits = new long[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
