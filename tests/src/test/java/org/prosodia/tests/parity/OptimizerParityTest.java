package org.prosodia.tests.parity;

import static org.prosodia.tests.parity.Closeness.assertClose;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.nn.Adam;
import org.prosodia.nn.ParameterGroup;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tests.Fixtures;

/** Adam and AdamW against PyTorch's, on given gradients and over five steps of training. */
class OptimizerParityTest {
    static Stream<Arguments> optimizers() {
        return Stream.of(Precision.values()).flatMap(precision -> Stream.of("adam", "adamw")
                .flatMap(name -> Stream.of(0.0, 0.01).map(decay -> Arguments.of(precision, name, decay))));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void stepsOnGivenGradientsAreMatched(Precision precision, String name, double decay) throws IOException {
        Map<String, double[]> fixture = Fixtures.values("optimizer.safetensors");
        double[] expected = fixture.get(name + ".wd" + decay);
        try (TensorRuntime runtime = precision.runtime()) {
            Tensor parameter = runtime.tensor(precision.dtype, fixture.get("p0"), 16).requireGrad();
            Adam adam = adam(name, Map.of("p", parameter), 1e-2, decay);
            for (int step = 0; step < 6; step++) {
                double[] gradient = Arrays.copyOfRange(fixture.get("grads"), step * 16, step * 16 + 16);
                parameter.mul(runtime.tensor(precision.dtype, gradient, 16)).sum().backward();
                adam.step();
                adam.zeroGrad();
                assertClose("step " + step, Arrays.copyOfRange(expected, step * 16, step * 16 + 16), parameter.toDoubles(),
                        precision == Precision.PLAIN_F64 ? 1e-7 : 1e-6);
            }
        }
    }

    private static Adam adam(String name, Map<String, Tensor> parameters, double lr, double decay) {
        return new Adam(List.of(new ParameterGroup("all", parameters, lr, decay)),
                name.equals("adamw") ? Adam.Config.adamW() : Adam.Config.adam());
    }

    static Stream<Arguments> trainings() {
        return Stream.of(Precision.values()).flatMap(precision -> Stream.of("A", "B")
                .flatMap(folder -> Stream.of("adam", "adamw").map(name -> Arguments.of(precision, folder, name))));
    }

    /** A key bias follows the sign of rounding noise: up to one learning rate a step. */
    private static final double KEY_BIAS_FLOOR = 5e-3;

    @ParameterizedTest
    @MethodSource("trainings")
    void fiveStepsOfTrainingAreMatched(Precision precision, String folder, String name) throws IOException {
        Map<String, double[]> expected = Fixtures.values(folder + "/train5_" + name + ".safetensors");
        double[] target = Fixtures.values(folder + "/stage2_softplus.safetensors").get("target");
        try (TensorRuntime runtime = precision.runtime()) {
            FixtureModel model = FixtureModel.load(folder, 2, "softplus", runtime, precision.dtype);
            Tensor samples = Fixtures.input("batch_masked", runtime, precision.dtype);
            Adam adam = adam(name, model.parameters(), 1e-3, 1e-2);
            double[] losses = new double[5];
            for (int step = 0; step < 5; step++) {
                Tensor loss = model.run(samples, model.encoder().frameMask(samples, Fixtures.LENGTHS), null, target).loss();
                losses[step] = loss.item();
                loss.backward();
                adam.step();
                adam.zeroGrad();
            }
            assertClose("losses", expected.get("losses"), losses, precision.gradient);
            for (Map.Entry<String, Tensor> parameter : model.parameters().entrySet()) {
                boolean keyBias = parameter.getKey().endsWith("k_proj.bias");
                assertClose(parameter.getKey(), expected.get("final." + parameter.getKey()), parameter.getValue().toDoubles(),
                        precision.gradient, keyBias ? KEY_BIAS_FLOOR : 0);
            }
        }
    }
}
