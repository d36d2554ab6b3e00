package org.prosodia.pipeline.embedded;

import java.util.List;
import java.util.Map;
import org.prosodia.pipeline.evaluation.SequenceError;

/**
 * What the systems of one seed did on the test clips.
 *
 * @param accuracies of the stage-1 models, by system
 * @param errors by system, clip by clip
 */
public record SeedScores(long seed, Map<String, Double> accuracies, Map<String, List<SequenceError>> errors) {
    static final String CROSS_ENTROPY = "cross-entropy";
    static final String DIRICHLET = "Dirichlet";
    static final String SLIDING_CROSS_ENTROPY = "sliding window + cross-entropy";
    static final String SLIDING_DIRICHLET = "sliding window + Dirichlet";
    static final String SEQUENCE_CROSS_ENTROPY = "seq2seq + cross-entropy";
    static final String SEQUENCE_DIRICHLET = "seq2seq + Dirichlet";

    /** Name of the system of stage 3. */
    static String dpo(double beta) {
        return "seq2seq + DPO, β = " + (beta == Math.rint(beta) ? Long.toString((long) beta) : Double.toString(beta));
    }
}
