package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Kingma and Ba (2015) and Loshchilov and Hutter (2019), on trainings of one to three parameters over a few steps. */
class AdamPropertyTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** @param gradients of each step, one number a parameter */
    record Training(Adam.Config config, double lr, double weightDecay, List<Double> start, List<List<Double>> gradients) {
        Training with(Adam.Config other, double otherDecay) {
            return new Training(other, lr, otherDecay, start, gradients);
        }

        Training withLr(double other) {
            return new Training(config, other, weightDecay, start, gradients);
        }
    }

    /** Parameters w0, w1, … and their optimiser. */
    private final class Run {
        private final Training training;
        private final Map<String, Tensor> parameters = new LinkedHashMap<>();
        private final Adam adam;

        Run(Training training, DType dtype, boolean oneGroup) {
            this.training = training;
            for (int i = 0; i < training.start.size(); i++) {
                parameters.put("w" + i, runtime.full(dtype, training.start.get(i), 1).requireGrad());
            }
            adam = new Adam(oneGroup ? List.of(group("all", parameters)) : parameters.entrySet().stream()
                    .map(entry -> group(entry.getKey(), Map.of(entry.getKey(), entry.getValue()))).toList(), training.config);
        }

        private ParameterGroup group(String name, Map<String, Tensor> members) {
            return new ParameterGroup(name, members, training.lr, training.weightDecay);
        }

        /** The parameters after the steps {@code from} to below {@code to}. */
        double[] steps(int from, int to, double lrFactor) {
            for (List<Double> gradients : training.gradients.subList(from, to)) {
                adam.zeroGrad();
                int i = 0;
                for (Tensor parameter : parameters.values()) {
                    parameter.backward(runtime.full(parameter.dtype(), gradients.get(i++), 1), false);
                }
                if (lrFactor == 1) {
                    adam.step();
                } else {
                    adam.step(lrFactor);
                }
            }
            return parameters.values().stream().mapToDouble(Tensor::item).toArray();
        }

        double[] all() {
            return steps(0, training.gradients.size(), 1);
        }
    }

    @AfterProperty
    void close() {
        runtime.close();
    }

    private Run run(Training training) {
        return new Run(training, DType.F64, true);
    }

    @Property(seed = "1")
    void followsTheFormulas(@ForAll("trainings") Training training) {
        double[] found = run(training).all();
        for (int i = 0; i < found.length; i++) {
            assertEquals(followed(training, i), found[i], 1e-10 * (1 + Math.abs(found[i])));
        }
    }

    /** Algorithms 1 and 2, in scalars and as they are printed. */
    private static double followed(Training training, int i) {
        Adam.Config config = training.config;
        double w = training.start.get(i);
        double m = 0;
        double v = 0;
        for (int t = 1; t <= training.gradients.size(); t++) {
            double g = training.gradients.get(t - 1).get(i) + (config.decoupled() ? 0 : training.weightDecay * w);
            m = config.beta1() * m + (1 - config.beta1()) * g;
            v = config.beta2() * v + (1 - config.beta2()) * g * g;
            double mean = m / (1 - Math.pow(config.beta1(), t));
            double meanOfSquares = v / (1 - Math.pow(config.beta2(), t));
            w -= training.lr * (mean / (Math.sqrt(meanOfSquares) + config.eps()) + (config.decoupled() ? training.weightDecay * w : 0));
        }
        return w;
    }

    /** Without a decay and up to ε: the bias corrections make m = g and √v = |g|. */
    @Property(seed = "2")
    void theFirstStepIsTheLearningRateAgainstTheSign(@ForAll("trainings") Training training) {
        Training plain = training.with(training.config, 0);
        double[] found = run(plain).steps(0, 1, 1);
        for (int i = 0; i < found.length; i++) {
            double g = plain.gradients.getFirst().get(i);
            assertEquals(plain.start.get(i) - plain.lr * g / (Math.abs(g) + plain.config.eps()), found[i], 1e-12);
        }
    }

    /** The same gradient at every step has no bias left after the correction: each step is like the first. */
    @Property(seed = "3")
    void aConstantGradientMovesByTheLearningRateEveryTime(@ForAll("trainings") Training training) {
        List<Double> gradient = training.gradients.getFirst();
        int steps = training.gradients.size();
        Training constant = new Training(training.config, training.lr, 0, training.start,
                training.gradients.stream().map(_ -> gradient).toList());
        double[] found = run(constant).all();
        for (int i = 0; i < found.length; i++) {
            double g = gradient.get(i);
            assertEquals(constant.start.get(i) - steps * constant.lr * g / (Math.abs(g) + constant.config.eps()), found[i], 1e-10);
        }
    }

    /** θ ← (1 − lr λ) θ. */
    @Property(seed = "4")
    void decoupledDecayShrinksWeightsThatHaveNoSlope(@ForAll("trainings") Training training) {
        Training flat = new Training(Adam.Config.adamW(), training.lr, training.weightDecay, training.start,
                training.gradients.stream().map(g -> g.stream().map(_ -> 0.0).toList()).toList());
        double share = Math.pow(1 - flat.lr * flat.weightDecay, flat.gradients.size());
        assertArrayEquals(flat.start.stream().mapToDouble(w -> share * w).toArray(), run(flat).all(), 1e-12);
    }

    @Property(seed = "5")
    void withoutDecayAdamIsAdamW(@ForAll("trainings") Training training) {
        assertArrayEquals(run(training.with(Adam.Config.adam(), 0)).all(), run(training.with(Adam.Config.adamW(), 0)).all());
    }

    /** Without ε only signs and ratios of gradients count. */
    @Property(seed = "6")
    void theScaleOfGradientsDoesNotMatter(@ForAll("trainings") Training training,
            @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
        Adam.Config config = new Adam.Config(training.config.beta1(), training.config.beta2(), 0, true);
        Training scaled = new Training(config, training.lr, training.weightDecay, training.start,
                training.gradients.stream().map(g -> g.stream().map(v -> factor * v).toList()).toList());
        assertArrayEquals(run(training.with(config, training.weightDecay)).all(), run(scaled).all(), 1e-10);
    }

    @Property(seed = "7")
    void aFactorOfTheLearningRateIsAnotherLearningRate(@ForAll("trainings") Training training,
            @ForAll @DoubleRange(max = 2) double factor) {
        assertArrayEquals(run(training.withLr(factor * training.lr)).all(),
                run(training).steps(0, training.gradients.size(), factor), 1e-12);
    }

    @Property(seed = "8")
    void howParametersAreGroupedDoesNotMatter(@ForAll("trainings") Training training) {
        assertArrayEquals(run(training).all(), new Run(training, DType.F64, false).all());
    }

    /** Stopped after any step, saved, loaded and gone on with: the same bits, in both precisions. */
    @Property(seed = "9")
    void aTrainingGoesOnFromItsStateToTheSameBits(@ForAll("trainings") Training training, @ForAll DType dtype,
            @ForAll @IntRange(max = 5) int stop) {
        int steps = training.gradients.size();
        int before = Math.min(stop, steps);
        Run whole = new Run(training, dtype, true);
        whole.steps(0, before, 1);
        Run resumed = new Run(training, dtype, false);
        whole.parameters.forEach((name, parameter) -> resumed.parameters.get(name).assign(parameter));
        resumed.adam.loadStateDict(whole.adam.stateDict());
        assertArrayEquals(whole.steps(before, steps, 1), resumed.steps(before, steps, 1));
        whole.adam.stateDict().forEach((name, state) -> {
            assertArrayEquals(state.toDoubles(), resumed.adam.stateDict().get(name).toDoubles(), name);
            assertEquals(state.dtype(), resumed.adam.stateDict().get(name).dtype(), name);
        });
    }

    @Property(seed = "10")
    void singlePrecisionFollows(@ForAll("trainings") Training training) {
        double[] doubles = run(training).all();
        double largest = Arrays.stream(doubles).map(Math::abs).max().orElseThrow();
        assertArrayEquals(doubles, new Run(training, DType.F32, true).all(), 1e-4 * (1 + largest));
    }

    @Provide
    Arbitrary<Training> trainings() {
        Arbitrary<Adam.Config> configs = Combinators.combine(Arbitraries.doubles().between(0, 0.95),
                Arbitraries.doubles().between(0.5, 0.99), Arbitraries.of(1e-8, 1e-3, 0.1), Arbitraries.of(true, false))
                .as(Adam.Config::new);
        Arbitrary<Double> slopes = Arbitraries.oneOf(Arbitraries.doubles().between(-3, -0.1), Arbitraries.doubles().between(0.1, 3));
        return Arbitraries.integers().between(1, 3).flatMap(n -> Combinators.combine(configs, Arbitraries.doubles().between(0.01, 0.5),
                Arbitraries.doubles().between(0, 0.3), Arbitraries.doubles().between(-2, 2).list().ofSize(n),
                slopes.list().ofSize(n).list().ofMinSize(1).ofMaxSize(5)).as(Training::new));
    }
}
