package org.prosodia.tests.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.prosodia.tests.parity.Closeness.assertClose;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tests.Fixtures;
import org.prosodia.wav2vec2.Probe;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import org.prosodia.wav2vec2.Wav2Vec2Output;

/** Every tensor on the way through the encoder against Hugging Face's. */
class ForwardParityTest {
    static Stream<Arguments> encoders() {
        return Stream.of(Precision.values()).flatMap(precision -> Stream.of("A", "B")
                .flatMap(folder -> Stream.of("single", "batch_masked", "batch_nomask").map(inputs -> Arguments.of(precision, folder, inputs))));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void everyStoredTensorIsMatched(Precision precision, String folder, String inputs) throws IOException {
        Map<String, double[]> expected = Fixtures.values(folder + "/forward.safetensors");
        try (TensorRuntime runtime = precision.runtime(); var _ = runtime.noGrad()) {
            Wav2Vec2Model model = Fixtures.encoder(folder, "model.safetensors", runtime, precision.dtype);
            Map<String, double[]> found = new LinkedHashMap<>();
            Probe probe = (name, tensor) -> found.put(name, (name.startsWith("conv.") ? tensor.permute(0, 2, 1) : tensor).toDoubles());
            Wav2Vec2Output output = model.forward(Fixtures.input(inputs, runtime, precision.dtype), Fixtures.lengths(inputs), true, probe);
            found.put("last_hidden_state", output.lastHiddenState().toDoubles());
            found.put("frame_mask", output.frameMask() == null ? null : output.frameMask().toTensor(runtime, precision.dtype).toDoubles());
            long compared = expected.keySet().stream().filter(name -> name.startsWith(inputs + ".")).peek(name ->
                    assertClose(name, expected.get(name), found.get(name.substring(inputs.length() + 1)), precision.forward)).count();
            assertEquals(inputs.equals("single") ? 16 : inputs.equals("batch_masked") ? 11 : 10, compared, "tensors of this case in the fixture");
            for (int i = 0; i < output.hiddenStates().size(); i++) {
                assertClose("hidden state " + i, expected.get(inputs + ".hidden_states." + i), output.hiddenStates().get(i).toDoubles(),
                        precision.forward);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void maskedFramesAreReplacedByTheEmbedding(Precision precision) throws IOException {
        for (String folder : new String[] {"A", "B"}) {
            Map<String, double[]> expected = Fixtures.values(folder + "/forward.safetensors");
            try (TensorRuntime runtime = precision.runtime(); var _ = runtime.noGrad()) {
                Wav2Vec2Model model = Fixtures.encoder(folder, "model.safetensors", runtime, precision.dtype);
                Mask masked = mask(expected.get("spec_masked.mask_time_indices"));
                Tensor samples = Fixtures.input("single", runtime, precision.dtype);
                Wav2Vec2Output output = model.forward(samples, null, masked, true, Probe.NONE);
                assertClose("hidden_states.0", expected.get("spec_masked.hidden_states.0"), output.hiddenStates().getFirst().toDoubles(),
                        precision.forward);
                assertClose("last_hidden_state", expected.get("spec_masked.last_hidden_state"), output.lastHiddenState().toDoubles(),
                        precision.forward);
            }
        }
    }

    static Mask mask(double[] indices) {
        boolean[] values = new boolean[indices.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = indices[i] != 0;
        }
        return new Mask(values, 1, values.length);
    }

    static Stream<Arguments> hubFiles() {
        return Stream.of(Arguments.of("model.safetensors", 1e-5), Arguments.of("pytorch_model.bin", 1e-5),
                Arguments.of("pytorch_model_pre16.bin", 1e-5), Arguments.of("model_fp16.safetensors", 2e-2),
                Arguments.of("model_bf16.safetensors", 2e-1));
    }

    @ParameterizedTest
    @MethodSource("hubFiles")
    void everyKindOfWeightFileGivesTheSameModel(String file, double tolerance) throws IOException {
        Map<String, double[]> expected = Fixtures.values("A/forward.safetensors");
        try (TensorRuntime runtime = Precision.AUTO_F32.runtime(); var _ = runtime.noGrad()) {
            Wav2Vec2Model model = Fixtures.encoder("C", file, runtime, Precision.AUTO_F32.dtype);
            Wav2Vec2Output output = model.forward(Fixtures.input("single", runtime, Precision.AUTO_F32.dtype));
            assertClose("last_hidden_state", expected.get("single.last_hidden_state"), output.lastHiddenState().toDoubles(), tolerance);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void hubertGivesTheHiddenStatesOfHuggingFace(Precision precision) throws IOException {
        for (String folder : new String[] {"F_base", "F_large"}) {
            Map<String, double[]> expected = Fixtures.values(folder + "/forward.safetensors");
            try (TensorRuntime runtime = precision.runtime(); var _ = runtime.noGrad()) {
                Wav2Vec2Model model = Fixtures.encoder(folder, "model.safetensors", runtime, precision.dtype);
                for (String inputs : new String[] {"single", "batch_masked", "batch_nomask"}) {
                    Wav2Vec2Output output = model.forward(Fixtures.input(inputs, runtime, precision.dtype), Fixtures.lengths(inputs), true, Probe.NONE);
                    assertClose(folder, expected.get(inputs + ".last_hidden_state"), output.lastHiddenState().toDoubles(), precision.forward);
                    for (int i = 0; i < 3; i++) {
                        assertClose(folder + " state " + i, expected.get(inputs + ".hf_hidden_states." + i),
                                output.hiddenStates().get(i).toDoubles(), precision.forward);
                    }
                }
            }
        }
    }
}
