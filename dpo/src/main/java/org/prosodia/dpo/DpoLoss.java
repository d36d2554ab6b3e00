package org.prosodia.dpo;

import java.util.List;

/**
 * Direct Preference Optimization on frames (equation 7):
 *
 * <pre>
 * L = E_pairs mean_t −log σ( β [ log π_θ(y_w,t|x) − log π_ref(y_w,t|x) − log π_θ(y_l,t|x) + log π_ref(y_l,t|x) ] )
 * </pre>
 *
 * <p>with any {@link PreferenceLoss} in the place of −log σ(β·) and any {@link Reduction} in the place of the mean of losses. Only valid
 * frames count, and only the policy has a gradient.
 *
 * <p>For a Dirichlet policy the gradient with respect to the logits is simple: ψ cancels between the two sequences, and
 * {@code ∂ margin_t / ∂z_k = g′(z_k) (log y_w,t,k − log y_l,t,k)} where nothing caps the concentrations.
 *
 * @param loss what a margin costs
 * @param reduction how frames become one loss
 */
public record DpoLoss(PreferenceLoss loss, Reduction reduction) {

    /** The loss of one pair. */
    public double value(PreferencePair pair) {
        return switch (reduction) {
            case FRAME -> {
                double sum = 0;
                for (int t = 0; t < pair.length(); t++) {
                    sum += pair.valid()[t] ? loss.value(pair.margin(t)) : 0;
                }
                yield sum / pair.validFrames();
            }
            case MEAN, SUM -> loss.value(margin(pair));
        };
    }

    /**
     * The gradient of {@link #value(PreferencePair)} with respect to the policy's log-densities of the chosen sequence [T], 0 at padding.
     * With respect to those of the rejected sequence it is the negative of this: a loss sees nothing but the margin.
     */
    public double[] gradient(PreferencePair pair) {
        double share = reduction == Reduction.SUM ? 1 : 1.0 / pair.validFrames();
        double margin = margin(pair);
        double[] gradient = new double[pair.length()];
        for (int t = 0; t < pair.length(); t++) {
            if (pair.valid()[t]) {
                gradient[t] = share * loss.derivative(reduction == Reduction.FRAME ? pair.margin(t) : margin);
            }
        }
        return gradient;
    }

    /** The mean loss over a batch; the gradient of each pair is {@link #gradient} divided by their number. */
    public double value(List<PreferencePair> batch) {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one preference pair");
        }
        double sum = 0;
        for (PreferencePair pair : batch) {
            sum += value(pair);
        }
        return sum / batch.size();
    }

    /** The margin of a pair: the sum over its frames for {@link Reduction#SUM}, the mean otherwise. */
    public double margin(PreferencePair pair) {
        double sum = 0;
        for (int t = 0; t < pair.length(); t++) {
            sum += pair.valid()[t] ? pair.margin(t) : 0;
        }
        return reduction == Reduction.SUM ? sum : sum / pair.validFrames();
    }
}
