package org.prosodia.tests.parity;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.tests.parity.Closeness.assertClose;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.dpo.DpoLoss;
import org.prosodia.dpo.PreferenceLoss;
import org.prosodia.dpo.PreferenceObjective;
import org.prosodia.dpo.Reduction;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tests.Fixtures;

/** Direct Preference Optimization of a whole model: loss and the gradient of every parameter against PyTorch's. */
class DpoParityTest {
    private static final double BETA = 0.5;

    /** Gradients of key biases are zero but for rounding. */
    private static final double KEY_BIAS_FLOOR = 1e-5;

    static Stream<Arguments> cases() {
        return Stream.of(Precision.values()).flatMap(precision -> Stream.of("A", "B").flatMap(folder -> Stream.of("softplus", "exp")
                .flatMap(link -> Stream.of("single", "batch_masked").map(inputs -> Arguments.of(precision, folder, link, inputs)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndEveryParameterGradientAreMatched(Precision precision, String folder, String link, String inputs) throws IOException {
        Map<String, double[]> expected = Fixtures.values(folder + "/dpo_" + link + ".safetensors");
        try (TensorRuntime runtime = precision.runtime()) {
            FixtureModel policy = FixtureModel.load(folder, 2, link, runtime, precision.dtype);
            FixtureModel reference = FixtureModel.reference(folder, link, runtime, precision.dtype);
            Tensor samples = Fixtures.input(inputs, runtime, precision.dtype);
            Mask valid = policy.encoder().frameMask(samples, Fixtures.lengths(inputs));
            double[] chosen = forClips(expected.get("chosen"), samples.dim(0));
            double[] rejected = forClips(expected.get("rejected"), samples.dim(0));
            double[] referenceChosen;
            double[] referenceRejected;
            try (var _ = runtime.noGrad()) {
                Tensor logits = reference.frameLogits(samples, valid);
                referenceChosen = reference.negativeLogLikelihood(logits, chosen).neg().toDoubles();
                referenceRejected = reference.negativeLogLikelihood(logits, rejected).neg().toDoubles();
            }
            for (Reduction reduction : Reduction.values()) {
                Tensor logits = policy.frameLogits(samples, valid);
                Tensor loss = PreferenceObjective.loss(policy.negativeLogLikelihood(logits, chosen).neg(),
                        policy.negativeLogLikelihood(logits, rejected).neg(), referenceChosen, referenceRejected, valid,
                        new DpoLoss(PreferenceLoss.sigmoid(BETA), reduction));
                loss.backward();
                String prefix = inputs + "." + reduction.name().toLowerCase(Locale.ROOT) + ".";
                // A sum adds up the rounding of its 74 frames.
                double rounding = precision.forward * (reduction == Reduction.SUM ? 20 : 1);
                assertClose(prefix + "loss", expected.get(prefix + "loss"), loss.toDoubles(), precision.forward, rounding);
                int compared = 0;
                for (Map.Entry<String, Tensor> parameter : policy.parameters().entrySet()) {
                    double[] gradient = expected.get(prefix + "grad." + parameter.getKey());
                    if (gradient != null) {
                        double floor = parameter.getKey().endsWith("k_proj.bias") ? KEY_BIAS_FLOOR : 0;
                        assertClose(prefix + parameter.getKey(), gradient, parameter.getValue().grad().toDoubles(), precision.gradient, floor);
                        compared++;
                    }
                }
                assertTrue(compared > 50, "gradients compared: " + compared);
                policy.parameters().values().forEach(Tensor::zeroGrad);
            }
        }
    }

    private static double[] forClips(double[] sequences, int clips) {
        return Arrays.copyOf(sequences, clips * sequences.length / 2);
    }
}
