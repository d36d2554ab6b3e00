package org.prosodia.pipeline.synth;

/**
 * The pitch of one syllable: a line of declination through the phrase and, where stressed, a bump.
 *
 * @param from position in the pitch range at the start, −0.5 to 0.5
 * @param to position at the end
 * @param accent height of the bump, in ranges
 */
record Contour(double from, double to, double accent) {
    /** Frequency ratio of an interval: {@code 2^(semitones / 12)}. */
    static double ratio(double semitones) {
        return StrictMath.pow(2, semitones / 12);
    }

    /** Fundamental frequency, Hz, {@code x} of the way (0 to 1) through the syllable. */
    double pitch(Prosody prosody, double x) {
        double bump = accent * 4 * x * (1 - x);
        return prosody.pitch() * ratio(prosody.pitchRange() * (from + (to - from) * x + bump));
    }
}
