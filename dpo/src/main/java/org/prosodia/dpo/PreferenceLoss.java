package org.prosodia.dpo;

import org.prosodia.tensor.math.LogSigmoid;
import org.prosodia.tensor.math.Sigmoid;

/**
 * What a margin m costs, m being how much more the policy favours the chosen over the rejected than the reference does (in nats). Names
 * follow TRL's {@code DPOTrainer}. Values and derivatives are finite where the formulas give what a double can hold, and never NaN.
 */
public sealed interface PreferenceLoss {

    /** β &gt; 0: how strongly the policy is held to the reference. */
    double beta();

    /** L(m). */
    double value(double margin);

    /** dL/dm. */
    double derivative(double margin);

    /** The method's loss, {@code −log σ(β m)} (equation 7; arXiv 2305.18290, equation 7). */
    static PreferenceLoss sigmoid(double beta) {
        return new Sigmoidal(beta, 0);
    }

    /**
     * {@code −(1 − ε) log σ(β m) − ε log σ(−β m)}: the original loss for ε = 0, and conservative DPO for labels of which a share ε is
     * thought to be the wrong way round (E. Mitchell, <i>A note on DPO with noisy preferences</i>, 2023).
     *
     * @param beta β &gt; 0
     * @param labelSmoothing 0 ≤ ε &lt; ½
     */
    record Sigmoidal(double beta, double labelSmoothing) implements PreferenceLoss {

        /** Requires β &gt; 0 and 0 ≤ ε &lt; ½. */
        public Sigmoidal {
            requireBeta(beta);
            requireSmoothing(labelSmoothing);
        }

        @Override
        public double value(double margin) {
            double x = beta * margin;
            return mixture(1 - labelSmoothing, labelSmoothing, x);
        }

        /** {@code −β ((1 − ε) σ(−β m) − ε σ(β m))}. */
        @Override
        public double derivative(double margin) {
            double x = beta * margin;
            return -beta * ((1 - labelSmoothing) * Sigmoid.value(-x) - labelSmoothing * Sigmoid.value(x));
        }

        /** {@code −a log σ(x) − b log σ(−x)}; no product where b = 0, as the loss of the other label may be infinite. */
        private static double mixture(double a, double b, double x) {
            return -a * LogSigmoid.value(x) - (b == 0 ? 0 : b * LogSigmoid.value(-x));
        }
    }

    /**
     * {@code (−(1 − ε) log σ(β m) + ε log σ(−β m)) / (1 − 2 ε)}: unbiased when a share ε of the labels is flipped at random
     * (S. R. Chowdhury et al., <i>Provably robust DPO</i>, arXiv 2403.00409).
     *
     * @param beta β &gt; 0
     * @param labelSmoothing 0 ≤ ε &lt; ½
     */
    record Robust(double beta, double labelSmoothing) implements PreferenceLoss {

        /** Requires β &gt; 0 and 0 ≤ ε &lt; ½. */
        public Robust {
            requireBeta(beta);
            requireSmoothing(labelSmoothing);
        }

        @Override
        public double value(double margin) {
            double x = beta * margin;
            return Sigmoidal.mixture(1 - labelSmoothing, -labelSmoothing, x) / (1 - 2 * labelSmoothing);
        }

        /** {@code −β ((1 − ε) σ(−β m) + ε σ(β m)) / (1 − 2 ε)}. */
        @Override
        public double derivative(double margin) {
            double x = beta * margin;
            return -beta * ((1 - labelSmoothing) * Sigmoid.value(-x) + labelSmoothing * Sigmoid.value(x)) / (1 - 2 * labelSmoothing);
        }
    }

    /**
     * {@code (m − 1/(2β))²}: a target for the margin instead of a push without end (IPO; M. Azar et al., arXiv 2310.12036, whose τ is β
     * here). Margins must be comparable between clips: reduce by mean, not by sum.
     *
     * @param beta β &gt; 0
     */
    record Ipo(double beta) implements PreferenceLoss {

        /** Requires β &gt; 0. */
        public Ipo {
            requireBeta(beta);
        }

        @Override
        public double value(double margin) {
            double distance = margin - 1 / (2 * beta);
            return distance * distance;
        }

        /** {@code 2 (m − 1/(2β))}. */
        @Override
        public double derivative(double margin) {
            return 2 * (margin - 1 / (2 * beta));
        }
    }

    /**
     * {@code max(0, 1 − β m)} (SLiC; Y. Zhao et al., arXiv 2305.10425).
     *
     * @param beta β &gt; 0
     */
    record Hinge(double beta) implements PreferenceLoss {

        /** Requires β &gt; 0. */
        public Hinge {
            requireBeta(beta);
        }

        @Override
        public double value(double margin) {
            return Math.max(0, 1 - beta * margin);
        }

        /** {@code −β} below the hinge at β m = 1, 0 from there on. */
        @Override
        public double derivative(double margin) {
            return beta * margin < 1 ? -beta : 0;
        }
    }

    private static void requireBeta(double beta) {
        if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beta must be positive and finite but is " + beta);
        }
    }

    private static void requireSmoothing(double labelSmoothing) {
        if (!(labelSmoothing >= 0 && labelSmoothing < 0.5)) {
            throw new IllegalArgumentException("label smoothing must be at least 0 and below 0.5 but is " + labelSmoothing);
        }
    }
}
