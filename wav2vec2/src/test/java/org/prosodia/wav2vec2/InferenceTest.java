package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Without recording, memory is used again and weights are kept in the layout of the kernels: nobody may notice. */
class InferenceTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    static Stream<Map<String, Object>> families() {
        return Stream.of(TinyModels.base(), TinyModels.large(), TinyModels.base("num_conv_pos_embeddings", 7L),
                TinyModels.large("model_type", "hubert", "feat_proj_layer_norm", false), TinyModels.base("num_hidden_layers", 0L));
    }

    private static List<double[]> states(Wav2Vec2Model model, Tensor samples, int[] lengths) {
        Wav2Vec2Output output = model.forward(samples, lengths, true, Probe.NONE);
        List<double[]> all = new ArrayList<>(output.hiddenStates().stream().map(Tensor::toDoubles).toList());
        all.add(output.lastHiddenState().toDoubles());
        return all;
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyHiddenStateIsWhatRecordingGivesAndTheInputIsLeftAlone(Map<String, Object> keys) {
        Wav2Vec2Model model = TinyModels.encoder(runtime, DType.F64, keys, 1);
        Tensor samples = TinyModels.noise(runtime, DType.F64, 4, 2, 700);
        double[] before = samples.toDoubles();
        for (int[] lengths : new int[][] {null, {700, 300}}) {
            List<double[]> recorded = states(model, samples, lengths);
            assertEquals(model.config().transformer().layers() + 2, recorded.size());
            try (var _ = runtime.noGrad()) {
                for (int pass = 0; pass < 2; pass++) {
                    List<double[]> inferred = states(model, samples, lengths);
                    for (int i = 0; i < recorded.size(); i++) {
                        assertArrayEquals(recorded.get(i), inferred.get(i), "state " + i + " of pass " + pass);
                    }
                }
            }
        }
        assertArrayEquals(before, samples.toDoubles());
    }

    @Test
    void weightsThatChangeAreHeard() {
        Wav2Vec2Model model = TinyModels.encoder(runtime, DType.F64, TinyModels.large(), 1);
        Tensor samples = TinyModels.noise(runtime, DType.F64, 4, 1, 300);
        try (var _ = runtime.noGrad()) {
            states(model, samples, null);
            TinyModels.randomize(model, 2);
            List<double[]> expected = states(TinyModels.encoder(runtime, DType.F64, TinyModels.large(), 2), samples, null);
            assertArrayEquals(expected.getLast(), states(model, samples, null).getLast());
        }
    }

    @Test
    void threadsMayShareAModel() throws Exception {
        Wav2Vec2Model model = TinyModels.encoder(runtime, DType.F64, TinyModels.large(), 1);
        Tensor samples = TinyModels.noise(runtime, DType.F64, 4, 1, 300);
        double[] expected = states(model, samples, null).getLast();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                boolean records = i % 2 == 0;
                running.add(threads.submit(() -> {
                    try (var _ = records ? runtime.enableGrad() : runtime.noGrad()) {
                        assertArrayEquals(expected, states(model, samples, null).getLast());
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
