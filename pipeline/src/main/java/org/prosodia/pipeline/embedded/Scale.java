package org.prosodia.pipeline.embedded;

import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.study.Feedback;
import org.prosodia.pipeline.study.Recipe;
import org.prosodia.pipeline.study.StageRecipe;
import org.prosodia.pipeline.training.ClipTask;
import org.prosodia.pipeline.training.OptimizerOptions;
import org.prosodia.pipeline.training.OptimizerOptions.Decay;
import org.prosodia.pipeline.training.SequenceTask;

/**
 * How large an experiment on the embedded corpus is.
 *
 * @param acted clips of stage 1
 * @param dynamic clips of stage 2
 * @param compared of these, clips whose candidates are compared for stage 3
 * @param pairs comparisons a clip
 * @param dev held-out clips of each kind
 * @param test clips that the systems are compared on
 * @param seconds length of a dynamic clip
 * @param epochs1 of stage 1; @param epochs2 of stage 2; @param epochs3 of stage 3
 */
public record Scale(
        int acted, int dynamic, int compared, int pairs, int dev, int test, double seconds, int epochs1, int epochs2, int epochs3) {
    /** Some seconds: shows the way, and learns nothing. */
    public static final Scale QUICK = new Scale(12, 4, 4, 2, 6, 6, 3, 1, 1, 1);
    /** A few minutes on two cores. */
    public static final Scale DEMO = new Scale(480, 240, 120, 4, 24, 60, 8, 16, 8, 2);
    /** The experiment of the documentation. */
    public static final Scale FULL = new Scale(480, 240, 120, 4, 30, 100, 8, 16, 10, 3);

    private static final int BATCH_CLIPS = 16;
    private static final int BATCH_SEQUENCES = 8;

    Recipe recipe() {
        return new Recipe(stage(2e-3, 0.01, epochs1, BATCH_CLIPS, ClipTask.SMOOTHING),
                stage(1e-3, 0.01, epochs2, BATCH_SEQUENCES, SequenceTask.SMOOTHING),
                stage(2e-4, 0, epochs3, BATCH_SEQUENCES, SequenceTask.SMOOTHING), RecognitionOptions.DEFAULT,
                ConcentrationCap.NONE, new Feedback(compared, pairs, Feedback.JUDGE));
    }

    private static StageRecipe stage(double lr, double weightDecay, int epochs, int batch, double smoothing) {
        return new StageRecipe(new OptimizerOptions(lr, lr, weightDecay, Decay.COSINE, 0.1, 1, 0, true, false), epochs, batch, smoothing,
                Augmentation.NONE);
    }

    int acted(Split split) {
        return switch (split) {
            case TRAIN -> acted;
            case DEV -> dev;
            case TEST -> test;
        };
    }

    int dynamic(Split split) {
        return split == Split.TRAIN ? dynamic : acted(split);
    }

    /** Seconds of audio that the stages 1 and 2 train on with both criteria, and stage 3 with so many βs. */
    double trainedSeconds(int betas) {
        double stage1 = epochs1 * acted * EmbeddedCorpus.ACTED_MEAN;
        double stage2 = epochs2 * dynamic * seconds;
        double stage3 = epochs3 * compared * pairs * seconds;
        return 2 * (stage1 + stage2) + betas * stage3;
    }
}
