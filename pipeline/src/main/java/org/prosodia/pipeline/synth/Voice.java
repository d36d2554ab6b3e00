package org.prosodia.pipeline.synth;

/**
 * Who speaks: what stays while the prosody changes.
 *
 * @param formantScale factor on all formant frequencies, 0.7 to 1.6; 1 is a long (male) vocal tract, shorter tracts are higher
 * @param breathiness level of breath noise beside the voiced source, 0 (none) to 1 (as loud as it)
 * @param shimmer relative standard deviation of the amplitude from one glottal period to the next, 0 to 0.3
 */
public record Voice(double formantScale, double breathiness, double shimmer) {
    /** A low voice. */
    public static final Voice LOW = new Voice(1.0, 0.02, 0.03);
    /** A high voice. */
    public static final Voice HIGH = new Voice(1.17, 0.04, 0.03);
    /** A child's voice. */
    public static final Voice CHILD = new Voice(1.35, 0.05, 0.04);

    /** Checks the ranges. */
    public Voice {
        Prosody.check("formantScale", formantScale, 0.7, 1.6);
        Prosody.check("breathiness", breathiness, 0, 1);
        Prosody.check("shimmer", shimmer, 0, 0.3);
    }
}
