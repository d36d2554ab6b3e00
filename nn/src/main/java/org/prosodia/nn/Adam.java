package org.prosodia.nn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.AdamStep;

/** Adam and AdamW, with the formulas of {@link AdamStep}. Parameters without a gradient are left as they are. */
public final class Adam {
    /**
     * @param lr learning rate
     * @param beta1 decay of the mean of gradients
     * @param beta2 decay of the mean of squared gradients
     * @param eps added to the denominator
     * @param weightDecay per step
     * @param decoupled false: weight decay is added to the gradient (Adam); true: it shrinks the weights (AdamW)
     */
    public record Config(double lr, double beta1, double beta2, double eps, double weightDecay, boolean decoupled) {
        /** PyTorch's defaults: β = (0.9, 0.999), ε = 1e-8. */
        public static Config of(double lr, double weightDecay, boolean decoupled) {
            return new Config(lr, 0.9, 0.999, 1e-8, weightDecay, decoupled);
        }
    }

    private static final class Slot {
        final Tensor parameter;
        final Tensor m;
        final Tensor v;
        long t;

        Slot(Tensor parameter) {
            this.parameter = parameter;
            this.m = parameter.emptyLike();
            this.v = parameter.emptyLike();
        }
    }

    private final Config config;
    private final List<Slot> slots = new ArrayList<>();

    public Adam(Collection<Tensor> parameters, Config config) {
        this.config = config;
        parameters.forEach(parameter -> slots.add(new Slot(parameter)));
    }

    /** One update from the gradients collected so far. */
    public void step() {
        for (Slot slot : slots) {
            if (slot.parameter.grad() != null) {
                slot.t++;
                slot.parameter.adamStep(new AdamStep(config.lr, config.beta1, config.beta2, config.eps, config.weightDecay,
                        config.decoupled, slot.t), slot.m, slot.v);
            }
        }
    }

    /** Forgets the gradients of all parameters. */
    public void zeroGrad() {
        slots.forEach(slot -> slot.parameter.zeroGrad());
    }
}
