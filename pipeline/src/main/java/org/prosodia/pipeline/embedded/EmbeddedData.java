package org.prosodia.pipeline.embedded;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.training.Example;

/**
 * The clips of one experiment. Those to learn from are decided by its seed; those to be tested on are the same for all seeds, so that
 * comparisons can be paired over clips and seeds.
 *
 * @param acted clips for stage 1, with the corner of the simplex that their label is
 * @param dynamic clips for the stages after it
 */
record EmbeddedData(Map<Split, List<Example<double[]>>> acted, Map<Split, List<EmbeddedClip>> dynamic) {
    static final long TEST_SEED = 0;

    /** @param seed other than that of the test clips, {@value #TEST_SEED} */
    static EmbeddedData make(long seed, Scale scale) {
        Map<Split, List<Example<double[]>>> acted = new EnumMap<>(Split.class);
        Map<Split, List<EmbeddedClip>> dynamic = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            EmbeddedCorpus corpus = new EmbeddedCorpus(split == Split.TEST ? TEST_SEED : seed);
            acted.put(split, corpus.acted(split, scale.acted(split)).stream().map(EmbeddedData::labelled).toList());
            dynamic.put(split, corpus.dynamic(split, scale.dynamic(split), scale.seconds()));
        }
        return new EmbeddedData(acted, dynamic);
    }

    private static Example<double[]> labelled(EmbeddedClip clip) {
        return Example.of(clip.id(), clip.speaker(), clip.samples(), Simplex.oneHot(clip.label(), EmbeddedCorpus.EMOTIONS.size()));
    }
}
