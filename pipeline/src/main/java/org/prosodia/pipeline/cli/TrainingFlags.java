package org.prosodia.pipeline.cli;

import org.prosodia.pipeline.training.OptimizerOptions;
import org.prosodia.pipeline.training.TrainingOptions;
import picocli.CommandLine.Option;

/** How to train; what is not given has a default that depends on the stage. */
final class TrainingFlags {
    @Option(names = "--epochs", paramLabel = "N", description = "times that each clip is seen at most")
    private Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "clips a step")
    private Integer batch;

    @Option(names = "--accumulate", paramLabel = "N", defaultValue = "1",
            description = "parts that a batch is computed in, one after the other, to save memory (default: ${DEFAULT-VALUE})")
    private int accumulate;

    @Option(names = "--lr", paramLabel = "RATE", description = "peak learning rate of the encoder; 0 freezes it")
    private Double lr;

    @Option(names = "--head-lr", paramLabel = "RATE", description = "peak learning rate of the head")
    private Double headLr;

    @Option(names = "--weight-decay", paramLabel = "RATE", description = "decoupled, of matrices only")
    private Double weightDecay;

    @Option(names = "--decay", paramLabel = "SHAPE", defaultValue = "linear",
            description = "of the learning rates: ${COMPLETION-CANDIDATES}, in any case (default: ${DEFAULT-VALUE})")
    private OptimizerOptions.Decay decay;

    @Option(names = "--warmup", paramLabel = "SHARE", defaultValue = "0.1",
            description = "share of the steps in which the learning rates rise (default: ${DEFAULT-VALUE})")
    private double warmup;

    @Option(names = "--clip-norm", paramLabel = "NORM", defaultValue = "1",
            description = "bound on the norm of the gradient (default: ${DEFAULT-VALUE})")
    private double clipNorm;

    @Option(names = "--ema", paramLabel = "DECAY", defaultValue = "0",
            description = "decay of a moving average of the weights that takes their place, such as 0.999; 0 for none")
    private double ema;

    @Option(names = "--train-feature-encoder", description = "let the convolutions learn too")
    private boolean featureEncoder;

    @Option(names = "--gradient-checkpointing", description = "compute layers again in backward: less memory, more time")
    private boolean gradientCheckpointing;

    @Option(names = "--patience", paramLabel = "N", defaultValue = "5",
            description = "epochs without a better measure after which to stop; 0 for never (default: ${DEFAULT-VALUE})")
    private int patience;

    @Option(names = "--checkpoint-every", paramLabel = "STEPS", defaultValue = "200",
            description = "steps between checkpoints; there is one after each epoch besides (default: ${DEFAULT-VALUE})")
    private int checkpointEvery;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "decides new heads, order, augmentation and dropout (default: ${DEFAULT-VALUE})")
    private long seed;

    long seed() {
        return seed;
    }

    /** @param scratch whether the encoder has random weights, so that all of it must learn, and fast */
    TrainingOptions with(Defaults defaults, boolean scratch) {
        OptimizerOptions optimizer = new OptimizerOptions(lr != null ? lr : scratch ? defaults.scratchLr : defaults.lr,
                headLr != null ? headLr : scratch ? defaults.scratchLr : defaults.headLr,
                weightDecay != null ? weightDecay : defaults.weightDecay, decay, warmup, clipNorm, ema, featureEncoder || scratch,
                gradientCheckpointing);
        return new TrainingOptions(optimizer, epochs != null ? epochs : defaults.epochs, batch != null ? batch : defaults.batch, accumulate,
                patience, checkpointEvery, seed);
    }

    /** What a stage does unless told otherwise. */
    enum Defaults {
        STAGE1(30, 16, 3e-5, 1e-3, 2e-3, 0.01),
        STAGE2(20, 8, 1e-5, 1e-4, 1e-3, 0.01),
        STAGE3(3, 8, 2e-6, 2e-5, 2e-4, 0);

        private final int epochs;
        private final int batch;
        private final double lr;
        private final double headLr;
        private final double scratchLr;
        private final double weightDecay;

        Defaults(int epochs, int batch, double lr, double headLr, double scratchLr, double weightDecay) {
            this.epochs = epochs;
            this.batch = batch;
            this.lr = lr;
            this.headLr = headLr;
            this.scratchLr = scratchLr;
            this.weightDecay = weightDecay;
        }
    }
}
