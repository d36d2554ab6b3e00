package org.prosodia.pipeline.synth;

/**
 * How one speaks at a moment.
 *
 * @param pitch centre of the voice's fundamental frequency, Hz, 50 to 600
 * @param pitchRange span of the intonation around it, semitones, 0 to 24
 * @param rate syllables per second while speaking, 1 to 10
 * @param energy level of the vowels, dB relative to a full-scale square wave (RMS 1), −60 to −12
 * @param tilt slope of the voiced source's spectrum with lip radiation, dB per octave, −18 (soft) to 0 (pressed); about −6 is modal
 * @param jitter relative standard deviation of the glottal period, 0 to 0.1
 * @param pauseShare share of the time that is silence between phrases, 0 to 0.8
 */
public record Prosody(double pitch, double pitchRange, double rate, double energy, double tilt, double jitter, double pauseShare) {
    /** Unexcited reading of a low voice. */
    public static final Prosody NEUTRAL = new Prosody(120, 4, 4.5, -24, -6, 0.008, 0.15);

    /** Checks the ranges. */
    public Prosody {
        check("pitch", pitch, 50, 600);
        check("pitchRange", pitchRange, 0, 24);
        check("rate", rate, 1, 10);
        check("energy", energy, -60, -12);
        check("tilt", tilt, -18, 0);
        check("jitter", jitter, 0, 0.1);
        check("pauseShare", pauseShare, 0, 0.8);
    }

    /** Between this ({@code weight} 0) and another (1): linear in each, geometric in pitch. */
    public Prosody mix(Prosody other, double weight) {
        check("weight", weight, 0, 1);
        double semitones = 12 * StrictMath.log(other.pitch / pitch) / StrictMath.log(2);
        return new Prosody(clampedPitch(pitch * Contour.ratio(weight * semitones)), between(pitchRange, other.pitchRange, weight),
                between(rate, other.rate, weight), between(energy, other.energy, weight), between(tilt, other.tilt, weight),
                between(jitter, other.jitter, weight), between(pauseShare, other.pauseShare, weight));
    }

    private static double clampedPitch(double hertz) {
        return Math.clamp(hertz, 50, 600);
    }

    private static double between(double a, double b, double weight) {
        return (1 - weight) * a + weight * b;
    }

    static void check(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + ": expected " + least + " to " + most + ", found " + value);
        }
    }
}
