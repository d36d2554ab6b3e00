package org.prosodia.pipeline.embedded;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.study.Sequence;
import org.prosodia.pipeline.study.StudyData;
import org.prosodia.pipeline.training.Example;

/**
 * The clips of one experiment. Those to learn from are decided by its seed; those to be tested on are the same for all seeds.
 */
final class EmbeddedData {
    static final long TEST_SEED = 0;

    private EmbeddedData() {}

    /** @param seed other than that of the test clips, {@value #TEST_SEED} */
    static StudyData make(long seed, Scale scale) {
        Map<Split, List<Example<double[]>>> acted = new EnumMap<>(Split.class);
        Map<Split, List<Sequence>> dynamic = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            EmbeddedCorpus corpus = new EmbeddedCorpus(split == Split.TEST ? TEST_SEED : seed);
            acted.put(split, corpus.acted(split, scale.acted(split)).stream().map(EmbeddedData::labelled).toList());
            dynamic.put(split, corpus.dynamic(split, scale.dynamic(split), scale.seconds()).stream()
                    .map(clip -> new Sequence(clip.id(), clip.speaker(), clip.samples(), clip.trueTimeline())).toList());
        }
        return new StudyData(acted, dynamic);
    }

    private static Example<double[]> labelled(EmbeddedClip clip) {
        return Example.of(clip.id(), clip.speaker(), clip.samples(), Simplex.oneHot(clip.label(), EmbeddedCorpus.EMOTIONS.size()));
    }
}
