package org.prosodia.pipeline.study;

import java.util.List;
import java.util.Map;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.training.Example;

/**
 * What the stages learn from and are measured on. Test data are the same for all seeds, so that comparisons can be paired over clips and
 * seeds.
 *
 * @param acted clips for stage 1 with their mixtures [K]
 * @param dynamic sequences for the stages after it; their truth is for judges and tests alone
 */
public record StudyData(Map<Split, List<Example<double[]>>> acted, Map<Split, List<Sequence>> dynamic) {
    /** Takes copies. */
    public StudyData {
        acted = Map.copyOf(acted);
        dynamic = Map.copyOf(dynamic);
    }
}
