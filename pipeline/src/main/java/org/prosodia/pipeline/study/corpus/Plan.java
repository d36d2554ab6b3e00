package org.prosodia.pipeline.study.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.prosodia.pipeline.corpus.Manifest;

/**
 * What an experiment measures, and with what.
 *
 * @param corpus clips with emotions and splits
 * @param others corpora that stage 1 is measured on besides, by name; their splits do not matter
 * @param seeds how many: 1 to so many
 * @param betas of stage 3; the first stands in table 3
 * @param encoder folder of a pre-trained one; empty for the recipe's random weights
 */
public record Plan(Manifest corpus, Map<String, Manifest> others, CorpusRecipe recipe, int seeds, List<Double> betas,
        Optional<Path> encoder) {
    /** Checks that there is something to do, and something to begin with. */
    public Plan {
        if (seeds < 1 || betas.isEmpty()) {
            throw new IllegalArgumentException("--seeds, --betas: expected at least one of each, found " + seeds + " and " + betas);
        }
        if (encoder.isEmpty() && recipe.encoder().isEmpty()) {
            throw new IllegalArgumentException("--model: expected a pre-trained encoder, for the recipe " + recipe.name()
                    + " describes none, found none");
        }
        betas = List.copyOf(betas);
    }

    List<Long> seedNumbers() {
        return LongStream.rangeClosed(1, seeds).boxed().toList();
    }

    Partition given() {
        return new Partition(Partition.GIVEN, corpus);
    }

    /** Folds over speakers, where the given division knows its speakers; with the first seed each. */
    List<Partition> folds() {
        return given().knowsVoices() ? given().folds() : List.of();
    }
}
