package org.prosodia.pipeline.synth;

/**
 * One syllable of the plan.
 *
 * @param start seconds
 * @param duration seconds
 * @param onset how it opens
 * @param vowel its nucleus
 * @param stressed whether it is louder
 * @param contour its pitch
 */
record Syllable(double start, double duration, Consonant onset, Vowel vowel, boolean stressed, Contour contour) {
    /** Longest onset, seconds; in fast speech it is {@link #ONSET_SHARE} of the syllable. */
    private static final double LONGEST_ONSET = 0.11;
    private static final double ONSET_SHARE = 0.38;

    /** Length of the consonant, seconds. */
    double onsetDuration() {
        return onset == Consonant.NONE ? 0 : Math.min(LONGEST_ONSET, ONSET_SHARE * duration);
    }
}
