package org.prosodia.tests.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.tests.parity.Closeness.assertClose;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tests.Fixtures;

/** Loss and the gradient of every parameter against PyTorch's, for stages 1 and 2, both links, masked and not. */
class GradientParityTest {
    /** Gradients of key biases are zero but for rounding: softmax does not see a constant added to a row of scores. */
    private static final double KEY_BIAS_FLOOR = 1e-6;

    static Stream<Arguments> cases() {
        return Stream.of(Precision.values()).flatMap(precision -> Stream.of("A", "B").flatMap(folder -> Stream.of(1, 2)
                .flatMap(stage -> Stream.of("softplus", "exp").flatMap(link -> Stream.of("single", "batch_masked")
                        .map(inputs -> Arguments.of(precision, folder, stage, link, inputs))))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyParameterGradientIsMatched(Precision precision, String folder, int stage, String link, String inputs) throws IOException {
        Map<String, double[]> expected = Fixtures.values(folder + "/stage" + stage + "_" + link + ".safetensors");
        try (TensorRuntime runtime = precision.runtime()) {
            FixtureModel model = FixtureModel.load(folder, stage, link, runtime, precision.dtype);
            Tensor samples = Fixtures.input(inputs, runtime, precision.dtype);
            int clips = samples.dim(0);
            double[] target = java.util.Arrays.copyOf(expected.get("target"), clips * expected.get("target").length / 2);
            FixtureModel.Result result = model.run(samples, model.encoder().frameMask(samples, Fixtures.lengths(inputs)), null, target);
            result.loss().backward();

            assertClose("loss", expected.get(inputs + ".loss"), result.loss().toDoubles(), precision.forward, precision.forward);
            if (stage == 1 || inputs.equals("single")) {
                assertClose("logits", expected.get(inputs + ".logits"), result.logits().toDoubles(), precision.forward);
            }
            compareGradients(expected, inputs + ".grad.", model, precision);
        }
    }

    static Stream<Arguments> maskedCases() {
        return Stream.of(Precision.values()).flatMap(precision -> Stream.of("A", "B").map(folder -> Arguments.of(precision, folder)));
    }

    @ParameterizedTest
    @MethodSource("maskedCases")
    void gradientsUnderSpecAugmentAreMatched(Precision precision, String folder) throws IOException {
        Map<String, double[]> expected = Fixtures.values(folder + "/stage2_specmask_softplus.safetensors");
        Map<String, double[]> forward = Fixtures.values(folder + "/forward.safetensors");
        try (TensorRuntime runtime = precision.runtime()) {
            FixtureModel model = FixtureModel.load(folder, 2, "softplus", runtime, precision.dtype);
            Mask masked = ForwardParityTest.mask(forward.get("spec_masked.mask_time_indices"));
            FixtureModel.Result result = model.run(Fixtures.input("single", runtime, precision.dtype), null, masked, expected.get("target"));
            result.loss().backward();
            compareGradients(expected, "grad.", model, precision);
            assertTrue(model.parameters().get("wav2vec2.masked_spec_embed").grad() != null);
        }
    }

    private static void compareGradients(Map<String, double[]> expected, String prefix, FixtureModel model, Precision precision) {
        int compared = 0;
        for (Map.Entry<String, Tensor> parameter : model.parameters().entrySet()) {
            double[] reference = expected.get(prefix + parameter.getKey());
            if (reference == null) {
                assertEquals("wav2vec2.masked_spec_embed", parameter.getKey(), "only this has no gradient");
                continue;
            }
            boolean zero = parameter.getKey().endsWith("k_proj.bias");
            assertClose(parameter.getKey(), reference, parameter.getValue().grad().toDoubles(), precision.gradient, zero ? KEY_BIAS_FLOOR : 0);
            compared++;
        }
        long stored = expected.keySet().stream().filter(name -> name.startsWith(prefix) && !name.contains("grad_")).count();
        assertEquals(stored, compared, "gradients in the fixture");
    }
}
