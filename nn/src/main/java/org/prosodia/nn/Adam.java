package org.prosodia.nn;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.AdamStep;

/** Adam and AdamW, with the formulas of {@link AdamStep}. Parameters without a gradient are left as they are, and so is their time t. */
public final class Adam {
    /**
     * What all groups share.
     *
     * @param beta1 decay of the mean of gradients, from 0 to below 1
     * @param beta2 decay of the mean of squared gradients, from 0 to below 1
     * @param eps added to the denominator, at least 0
     * @param decoupled false: weight decay is added to the gradient (Adam); true: it shrinks the weights (AdamW)
     */
    public record Config(double beta1, double beta2, double eps, boolean decoupled) {
        /** Requires 0 ≤ β &lt; 1, without which the bias corrections are no numbers, and ε ≥ 0. */
        public Config {
            if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1) || !(eps >= 0)) {
                throw new IllegalArgumentException("adam: expected betas from 0 to below 1 and an eps of at least 0, found " + beta1 + ", "
                        + beta2 + " and " + eps);
            }
        }

        /** Adam with PyTorch's defaults: β = (0.9, 0.999), ε = 1e-8. */
        public static Config adam() {
            return new Config(0.9, 0.999, 1e-8, false);
        }

        /** AdamW with the same. */
        public static Config adamW() {
            return new Config(0.9, 0.999, 1e-8, true);
        }
    }

    /** @param time the number of updates so far, a scalar [] */
    private record Slot(ParameterGroup group, Tensor parameter, Tensor mean, Tensor meanOfSquares, Tensor time) {
        static Slot of(ParameterGroup group, Tensor parameter) {
            return new Slot(group, parameter, parameter.zerosLike(), parameter.zerosLike(), parameter.runtime().scalar(DType.F64, 0));
        }

        void step(Config config, double lrFactor) {
            long t = (long) time.item() + 1;
            time.assign(new double[] {t});
            parameter.adamStep(new AdamStep(lrFactor * group.lr(), config.beta1, config.beta2, config.eps, group.weightDecay(),
                    config.decoupled, t), mean, meanOfSquares);
        }
    }

    private final Config config;
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    /** @throws IllegalArgumentException naming a parameter that is there twice */
    public Adam(List<ParameterGroup> groups, Config config) {
        this.config = config;
        Set<Tensor> known = new HashSet<>();
        for (ParameterGroup group : groups) {
            group.parameters().forEach((name, parameter) -> {
                if (slots.containsKey(name) || !known.add(parameter)) {
                    throw new IllegalArgumentException("parameter " + name + " of group " + group.name() + " is there already");
                }
                slots.put(name, Slot.of(group, parameter));
            });
        }
    }

    /** One update from the gradients collected so far, at the groups' learning rates. */
    public void step() {
        step(1);
    }

    /** @param lrFactor multiplies every group's learning rate, see {@link Schedule}; finite and at least 0 */
    public void step(double lrFactor) {
        if (!(lrFactor >= 0 && lrFactor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the factor of the learning rates must be finite and at least 0 but is " + lrFactor);
        }
        for (Slot slot : slots.values()) {
            if (slot.parameter.grad() != null) {
                slot.step(config, lrFactor);
            }
        }
    }

    /** Forgets the gradients of all parameters. */
    public void zeroGrad() {
        slots.values().forEach(slot -> slot.parameter.zeroGrad());
    }

    /**
     * All that an optimiser made later, over the same parameters, needs to go on to the same bits: for each parameter
     * {@code exp_avg.<name>} and {@code exp_avg_sq.<name>} in its shape, and {@code step.<name>} []. Copies.
     */
    public Map<String, Tensor> stateDict() {
        return NamedState.copy(state());
    }

    /**
     * Goes on from a state of {@link #stateDict()}.
     *
     * @throws IllegalArgumentException naming what is missing, unexpected, of another shape, or no number of steps; then nothing changed
     */
    public void loadStateDict(Map<String, Tensor> state) {
        slots.keySet().stream().map(name -> "step." + name).forEach(name -> requireSteps(name, state.get(name)));
        NamedState.load("optimizer state", state(), state);
    }

    private static void requireSteps(String name, Tensor given) {
        if (given != null && given.size() == 1 && !(given.item() >= 0 && given.item() == Math.rint(given.item()))) {
            throw new IllegalArgumentException("optimizer state: " + name + " expected a number of steps, found " + given.item());
        }
    }

    /** As {@link #stateDict()}, but the tensors themselves, which the next step changes: to save them at once. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        slots.forEach((name, slot) -> {
            state.put("step." + name, slot.time);
            state.put("exp_avg." + name, slot.mean);
            state.put("exp_avg_sq." + name, slot.meanOfSquares);
        });
        return state;
    }
}
