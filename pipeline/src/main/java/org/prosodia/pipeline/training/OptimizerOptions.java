package org.prosodia.pipeline.training;

/**
 * How weights change.
 *
 * @param encoderLr peak learning rate of the encoder; 0 freezes it
 * @param headLr peak learning rate of the head
 * @param weightDecay decoupled (AdamW); biases and norms are spared
 * @param decay of the learning rates after the warm-up
 * @param warmup share of all steps in which the learning rates rise from 0, 0 to 1
 * @param clipNorm bound on the L2 norm of the whole gradient; infinite for none
 * @param emaDecay of the moving average of the weights that is evaluated and kept in their place; 0 for none
 * @param featureEncoder whether the convolutions learn too; fine-tuning usually leaves them as they are
 * @param gradientCheckpointing whether backward computes each layer again instead of keeping what it needs: less memory, more time
 */
public record OptimizerOptions(
        double encoderLr, double headLr, double weightDecay, Decay decay, double warmup, double clipNorm, double emaDecay,
        boolean featureEncoder, boolean gradientCheckpointing) {
    /** Shapes of the learning rate after the warm-up, each ending at 0 but for the constant and the exponential. */
    public enum Decay {
        CONSTANT,
        LINEAR,
        COSINE,
        EXPONENTIAL
    }

    public OptimizerOptions {
        check("encoder learning rate", encoderLr, 0, 10);
        check("head learning rate", headLr, 0, 10);
        check("weight decay", weightDecay, 0, 10);
        check("warm-up", warmup, 0, 1);
        if (!(emaDecay >= 0 && emaDecay < 1)) {
            throw new IllegalArgumentException("EMA decay: expected 0 to below 1, found " + emaDecay);
        }
        if (!(clipNorm > 0)) {
            throw new IllegalArgumentException("gradient norm to clip at: expected a positive number, found " + clipNorm);
        }
    }

    private static void check(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(what + ": expected " + least + " to " + most + ", found " + value);
        }
    }
}
