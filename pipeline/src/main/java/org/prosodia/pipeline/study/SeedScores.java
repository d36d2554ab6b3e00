package org.prosodia.pipeline.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.SequenceError;

/**
 * What the systems of one seed made of the test data.
 *
 * @param clips what the stage-1 models said, by system, clip by clip
 * @param errors of timelines, by system, sequence by sequence
 */
public record SeedScores(long seed, Map<String, List<ClipPrediction>> clips, Map<String, List<SequenceError>> errors) {
    /** Stage 1 with cross-entropy. */
    public static final String CROSS_ENTROPY = "cross-entropy";
    /** Stage 1 with the Dirichlet likelihood. */
    public static final String DIRICHLET = "Dirichlet";
    /** A stage-1 model through windows. */
    public static final String SLIDING_CROSS_ENTROPY = "sliding window + cross-entropy";
    /** A stage-1 model through windows, the teacher of stage 2. */
    public static final String SLIDING_DIRICHLET = "sliding window + Dirichlet";
    /** What a stage-1 model tells stage 2. */
    public static final String LABELS_CROSS_ENTROPY = "labels of stage 2 + cross-entropy";
    /** What a stage-1 model tells stage 2. */
    public static final String LABELS_DIRICHLET = "labels of stage 2 + Dirichlet";
    /** Stage 2. */
    public static final String SEQUENCE_CROSS_ENTROPY = "seq2seq + cross-entropy";
    /** Stage 2, the reference of stage 3. */
    public static final String SEQUENCE_DIRICHLET = "seq2seq + Dirichlet";

    /** Name of the system of stage 3. */
    public static String dpo(double beta) {
        return "seq2seq + DPO, β = " + number(beta);
    }

    /** {@code 10}, not {@code 10.0}. */
    public static String number(double beta) {
        return beta == Math.rint(beta) ? Long.toString((long) beta) : Double.toString(beta);
    }

    /** The scores of two systems or more of the same seed. */
    public SeedScores and(SeedScores other) {
        Map<String, List<ClipPrediction>> bothClips = new LinkedHashMap<>(clips);
        bothClips.putAll(other.clips);
        Map<String, List<SequenceError>> bothErrors = new LinkedHashMap<>(errors);
        bothErrors.putAll(other.errors);
        return new SeedScores(seed, bothClips, bothErrors);
    }
}
