package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** The formulas of Kingma and Ba (2015) and Loshchilov and Hutter (2019), in scalars; groups; going on from a saved state. */
class AdamTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    private static Adam adam(Adam.Config config, double lr, double decay, Map<String, Tensor> parameters) {
        return new Adam(List.of(new ParameterGroup("all", parameters, lr, decay)), config);
    }

    private Tensor number(double value) {
        return runtime.tensor(new double[] {value}, 1).requireGrad();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void followsTheFormulasUnderASchedule(boolean decoupled) {
        double decay = 0.03;
        Tensor w = number(0.7);
        Adam adam = adam(decoupled ? Adam.Config.adamW() : Adam.Config.adam(), 0.1, decay, Map.of("w", w));
        Schedule schedule = new Schedule.Linear(3, 20, 0);
        double expected = 0.7;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= 20; t++) {
            double lr = 0.1 * schedule.factor(t - 1);
            adam.zeroGrad();
            w.pow(2).sum().backward();
            adam.step(schedule.factor(t - 1));
            double g = 2 * expected + (decoupled ? 0 : decay * expected);
            expected -= decoupled ? lr * decay * expected : 0;
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            expected -= lr * m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
            assertEquals(expected, w.item(), 1e-12, "step " + t);
        }
    }

    @Test
    void aParameterWithoutGradientStaysAndItsTimeStandsStill() {
        Tensor used = number(1);
        Tensor late = number(1);
        Adam adam = adam(Adam.Config.adamW(), 0.25, 0.5, Map.of("used", used, "late", late));
        used.mul(3).sum().backward();
        adam.step();
        assertArrayEquals(new double[] {1}, late.toDoubles(), "no decay either");
        adam.zeroGrad();
        assertNull(used.grad());
        late.mul(3).sum().backward();
        adam.step();
        assertEquals(1 - 0.25 * 0.5 - 0.25, late.item(), 1e-7,
                "its first step: the decay, and the learning rate against the gradient's sign");
    }

    @Test
    void everyGroupHasARateAndADecayOfItsOwn() {
        Tensor encoder = number(1);
        Tensor head = number(1);
        Adam adam = new Adam(List.of(new ParameterGroup("encoder", Map.of("e", encoder), 0.01, 0.5),
                new ParameterGroup("head", Map.of("h", head), 0.1, 0)), Adam.Config.adamW());
        encoder.add(head).sum().backward();
        adam.step(0.5);
        assertEquals(1 - 0.005 * 0.5 - 0.005, encoder.item(), 1e-9);
        assertEquals(1 - 0.05, head.item(), 1e-8);
    }

    @Test
    void noParameterIsInTwoGroups() {
        Tensor w = number(1);
        ParameterGroup first = new ParameterGroup("first", Map.of("w", w), 1, 0);
        for (Map<String, Tensor> clash : List.of(Map.of("w", number(2)), Map.of("alias", w))) {
            List<ParameterGroup> groups = List.of(first, new ParameterGroup("second", clash, 1, 0));
            String message = assertThrows(IllegalArgumentException.class, () -> new Adam(groups, Adam.Config.adam())).getMessage();
            assertEquals("parameter " + clash.keySet().iterator().next() + " of group second is there already", message);
        }
    }

    @Test
    void ratesThatAreNoneAreRefused() {
        Map<String, Tensor> parameters = Map.of("w", number(1));
        assertEquals("group head: lr must be finite and at least 0 but is NaN", assertThrows(IllegalArgumentException.class,
                () -> new ParameterGroup("head", parameters, Double.NaN, 0)).getMessage());
        assertEquals("group head: weightDecay must be finite and at least 0 but is -1.0", assertThrows(IllegalArgumentException.class,
                () -> new ParameterGroup("head", parameters, 0, -1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ParameterGroup("head", parameters, Double.POSITIVE_INFINITY, 0));
        Adam adam = adam(Adam.Config.adam(), 1, 0, parameters);
        for (double factor : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> adam.step(factor));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.9, 0", "-0.1, 0.9, 0", "NaN, 0.9, 0", "0.9, 1, 0", "0.9, -0.1, 0", "0.9, NaN, 0", "0.9, 0.9, -1", "0.9, 0.9, NaN"})
    void constantsThatWouldGiveNoNumbersAreRefused(double beta1, double beta2, double eps) {
        assertEquals("adam: expected betas from 0 to below 1 and an eps of at least 0, found " + beta1 + ", " + beta2 + " and " + eps,
                assertThrows(IllegalArgumentException.class, () -> new Adam.Config(beta1, beta2, eps, true)).getMessage());
    }

    /** β = 0 and ε = 0: only the sign of the newest gradient counts. */
    @Test
    void withoutMemoryAStepIsTheSign() {
        Tensor w = number(5);
        Adam adam = adam(new Adam.Config(0, 0, 0, true), 0.25, 0, Map.of("w", w));
        for (double g : new double[] {100, -0.5, 3}) {
            adam.zeroGrad();
            w.backward(runtime.full(DType.F64, g, 1), false);
            adam.step();
        }
        assertEquals(5 - 0.25 + 0.25 - 0.25, w.item(), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0"})
    void aRateOfZeroMovesNothingButTimeGoesOn(double lr, double factor) {
        Tensor w = number(2);
        Adam adam = adam(Adam.Config.adamW(), lr, 0.5, Map.of("w", w));
        w.pow(2).sum().backward();
        adam.step(factor);
        assertEquals(2, w.item());
        assertEquals(1, adam.stateDict().get("step.w").item());
        assertEquals(0.4, adam.stateDict().get("exp_avg.w").item(), 1e-15);
    }

    /** A small network whose second layer sees a gradient in every other step only. */
    private final class Training {
        private final Map<String, Tensor> weights = new LinkedHashMap<>();
        private final Adam adam;

        Training(Map<String, Tensor> from) {
            from.forEach((name, tensor) -> weights.put(name, tensor.copy().requireGrad()));
            adam = new Adam(List.of(new ParameterGroup("a", Map.of("a", weights.get("a")), 0.05, 0.1),
                    new ParameterGroup("b", Map.of("b", weights.get("b")), 0.02, 0)), Adam.Config.adamW());
        }

        void run(int from, int to) {
            for (int n = from; n < to; n++) {
                Tensor x = runtime.normal(DType.F32, 0, 1, new Rng(n), 4, 3);
                Tensor h = x.linear(weights.get("a"), null);
                adam.zeroGrad();
                (n % 2 == 0 ? h : h.linear(weights.get("b"), null)).pow(2).mean().backward();
                adam.step(1.0 / (n + 1));
            }
        }
    }

    private Training newTraining() {
        Map<String, Tensor> initial = new LinkedHashMap<>();
        initial.put("a", runtime.normal(DType.F32, 0, 1, new Rng(1), 5, 3));
        initial.put("b", runtime.normal(DType.F32, 0, 1, new Rng(2), 2, 5));
        return new Training(initial);
    }

    @Test
    void aTrainingGoesOnFromItsStateToTheSameBits() {
        Training whole = newTraining();
        whole.run(0, 7);
        Map<String, Tensor> saved = whole.adam.stateDict();
        Training resumed = new Training(whole.weights);
        resumed.adam.loadStateDict(saved);
        whole.run(7, 15);
        resumed.run(7, 15);
        whole.weights.forEach((name, tensor) -> assertArrayEquals(tensor.toFloats(), resumed.weights.get(name).toFloats(), name));
        whole.adam.stateDict().forEach((name, tensor) ->
                assertArrayEquals(tensor.toDoubles(), resumed.adam.stateDict().get(name).toDoubles(), name));
        assertEquals(7, saved.get("step.a").item(), "a state is a copy");
        assertEquals(3, saved.get("step.b").item());
    }

    @Test
    void theStateHasTheNamesOfPyTorch() {
        Training training = newTraining();
        assertEquals(List.of("step.a", "exp_avg.a", "exp_avg_sq.a", "step.b", "exp_avg.b", "exp_avg_sq.b"),
                List.copyOf(training.adam.stateDict().keySet()));
        training.run(0, 1);
        assertEquals(1, training.adam.stateDict().get("step.a").item());
        assertArrayEquals(new int[] {5, 3}, training.adam.stateDict().get("exp_avg_sq.a").shape());
        assertNotSame(training.adam.stateDict().get("exp_avg.a").memory(), training.adam.stateDict().get("exp_avg.a").memory());
    }

    @Test
    void aStateThatDoesNotFitIsRefusedWholeAndByName() {
        Training training = newTraining();
        Map<String, Tensor> state = training.adam.stateDict();
        state.put("exp_avg.a", runtime.full(DType.F32, 7, 5, 3));
        state.put("exp_avg_sq.a", runtime.full(DType.F32, 7, 3, 5));
        state.remove("exp_avg.b");
        state.put("exp_avg.c", runtime.zeros(DType.F32, 1));
        assertEquals("optimizer state: exp_avg_sq.a expected [5, 3], found [3, 5]; exp_avg.b is missing; exp_avg.c is unexpected",
                assertThrows(IllegalArgumentException.class, () -> training.adam.loadStateDict(state)).getMessage());
        assertArrayEquals(new float[15], training.adam.stateDict().get("exp_avg.a").toFloats(), "nothing was replaced");
    }

    @Test
    void aNumberOfStepsIsOneNumber() {
        Adam adam = adam(Adam.Config.adam(), 1, 0, Map.of("w", number(1)));
        Map<String, Tensor> state = adam.stateDict();
        state.put("step.w", runtime.full(DType.F64, 0.5, 2));
        assertEquals("optimizer state: step.w expected [], found [2]",
                assertThrows(IllegalArgumentException.class, () -> adam.loadStateDict(state)).getMessage());
        state.remove("step.w");
        assertEquals("optimizer state: step.w is missing",
                assertThrows(IllegalArgumentException.class, () -> adam.loadStateDict(state)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.5, Double.NaN})
    void aNumberOfStepsIsACount(double steps) {
        Adam adam = adam(Adam.Config.adam(), 1, 0, Map.of("w", number(1)));
        Map<String, Tensor> state = adam.stateDict();
        state.put("step.w", runtime.scalar(DType.F64, steps));
        assertEquals("optimizer state: step.w expected a number of steps, found " + steps,
                assertThrows(IllegalArgumentException.class, () -> adam.loadStateDict(state)).getMessage());
    }
}
