package org.prosodia.pipeline.study;

import org.prosodia.pipeline.preference.SimulatedJudge;

/**
 * The comparisons that stage 3 learns from.
 *
 * @param sequences how many are compared, of those that stage 2 learnt from
 * @param pairs comparisons a sequence
 */
public record Feedback(int sequences, int pairs, SimulatedJudge judge) {
    /** A difference of 0.01 in mean absolute error is seen 73 % of the time, and one answer in twenty is a slip. */
    public static final SimulatedJudge JUDGE = SimulatedJudge.of(0.01, 0.05, 0);
}
