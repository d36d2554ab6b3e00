package org.prosodia.pipeline.study.corpus;

import java.util.Map;
import java.util.Optional;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.splice.SpliceOptions;
import org.prosodia.pipeline.study.Recipe;
import org.prosodia.wav2vec2.Wav2Vec2Config;

/**
 * All that an experiment on a corpus does, but for its data, seeds and β. See {@link RecipeFile} for how it is written.
 *
 * @param name for people
 * @param encoder of random weights; empty for one that begins with pre-trained ones
 * @param link of Dirichlet models
 * @param cap bound on the total concentration of Dirichlet models
 * @param stages how they learn
 * @param sequences spliced for the stages after the first
 * @param sideBySide whether trainings run side by side on a thread each, which is faster for small models; else one after the other on all
 */
public record CorpusRecipe(String name, Optional<Wav2Vec2Config> encoder, LinkChoice link, ConcentrationCap cap, Recipe stages,
        Sequences sequences, boolean sideBySide) {
    /**
     * How many sequences of each split, and how they are made.
     *
     * @param dev made where there are clips to hold out
     */
    public record Sequences(int train, int dev, int test, SpliceOptions options) {}

    /** Seconds of audio that the stages hear, given the mean length of a clip and of a sequence. */
    Map<String, Double> trainedSeconds(double clipSeconds, double sequenceSeconds) {
        return Map.of("stage1", stages.stage1().epochs() * clipSeconds,
                "stage2", stages.stage2().epochs() * sequences.train() * sequenceSeconds,
                "stage3", stages.stage3().epochs() * stages.feedback().sequences() * stages.feedback().pairs() * sequenceSeconds);
    }
}
