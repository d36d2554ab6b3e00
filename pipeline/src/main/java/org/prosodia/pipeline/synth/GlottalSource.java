package org.prosodia.pipeline.synth;

import java.util.SplittableRandom;

/**
 * The voiced source: a band-limited pulse train {@code Σ_h h^(tilt/6.02) sin(2π h φ)}, whose spectrum falls by exactly {@code tilt} dB per
 * octave; at −6 it is the sawtooth that the derivative of glottal flow resembles. Period and amplitude waver by jitter and shimmer.
 */
final class GlottalSource {
    /** Decibels of a doubling in amplitude: 20 log₁₀ 2. */
    private static final double DB_PER_DOUBLING = 20 * StrictMath.log10(2);
    /** Harmonics fade out between these, Hz, so that none enters or leaves with a click. */
    private static final double FADE_FROM = 7000;
    private static final double FADE_TO = 7600;
    /** A uniform number on ±√3 has standard deviation 1. */
    private static final double UNIT_SPREAD = Math.sqrt(3);

    private final SplittableRandom random;
    private double[] amplitudes = new double[0];
    private int harmonics;
    private double phase;
    private double step;
    private double periodFactor = 1;
    private double amplitudeFactor = 1;

    GlottalSource(SplittableRandom random) {
        this.random = random;
    }

    /** Sets pitch (Hz) and tilt (dB per octave) from here on. */
    void tune(double pitch, double tilt) {
        step = pitch / SpeechSynthesizer.SAMPLE_RATE;
        harmonics = Math.max(1, (int) (FADE_TO / pitch));
        if (amplitudes.length < harmonics) {
            amplitudes = new double[harmonics];
        }
        for (int h = 1; h <= harmonics; h++) {
            double fade = Math.clamp((FADE_TO - h * pitch) / (FADE_TO - FADE_FROM), 0, 1);
            amplitudes[h - 1] = fade * StrictMath.pow(h, tilt / DB_PER_DOUBLING);
        }
    }

    double next(double jitter, double shimmer) {
        phase += step * periodFactor;
        if (phase >= 1) {
            phase -= 1;
            periodFactor = 1 + jitter * UNIT_SPREAD * (2 * random.nextDouble() - 1);
            amplitudeFactor = 1 + shimmer * UNIT_SPREAD * (2 * random.nextDouble() - 1);
        }
        // sin((h + 1) θ) = 2 cos θ sin(h θ) − sin((h − 1) θ)
        double twoCos = 2 * StrictMath.cos(2 * Math.PI * phase);
        double sine = StrictMath.sin(2 * Math.PI * phase);
        double before = 0;
        double sum = 0;
        for (int h = 0; h < harmonics; h++) {
            sum += amplitudes[h] * sine;
            double after = twoCos * sine - before;
            before = sine;
            sine = after;
        }
        return amplitudeFactor * sum;
    }
}
