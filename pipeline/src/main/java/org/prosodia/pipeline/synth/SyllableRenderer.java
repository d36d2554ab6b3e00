package org.prosodia.pipeline.synth;

import java.util.SplittableRandom;

/** Renders one syllable: voice and breath through five formant resonators, beside them the noise of the consonant. */
final class SyllableRenderer {
    /** Samples between updates of the filters: 5 ms. */
    private static final int BLOCK = 80;
    private static final double[] BANDWIDTHS = {70, 90, 120, 170, 250};
    /** Seconds in which the formants glide from the consonant to the vowel. */
    private static final double GLIDE = 0.06;
    private static final double ATTACK = 0.02;
    private static final double RELEASE = 0.05;
    /** Share of a stop that is closure; the rest is burst. */
    private static final double CLOSURE = 0.7;
    private static final double STRESS_DB = 2.5;

    private final Voice voice;
    private final SplittableRandom noise;
    private final GlottalSource source;

    SyllableRenderer(Voice voice, SplittableRandom random) {
        this.voice = voice;
        this.noise = random.split();
        this.source = new GlottalSource(random.split());
    }

    /** The syllable's samples; its vowel has the RMS that the prosody's energy asks for. */
    double[] render(Syllable syllable, Prosody prosody) {
        int length = samples(syllable.duration());
        int onset = samples(syllable.onsetDuration());
        double[] voiced = voiced(syllable, prosody, length, onset);
        double vowelRms = StrictMath.sqrt(meanSquare(voiced, onset, length));
        double level = decibels(prosody.energy() + (syllable.stressed() ? STRESS_DB : 0));
        double gain = vowelRms > 0 ? level / vowelRms : 0;
        double[] consonant = consonant(syllable.onset(), onset);
        double consonantRms = StrictMath.sqrt(meanSquare(consonant, noiseFrom(syllable.onset(), onset), onset));
        double noiseGain = consonantRms > 0 ? level * decibels(syllable.onset().noiseLevel()) / consonantRms : 0;
        for (int i = 0; i < length; i++) {
            voiced[i] = gain * voiced[i] + (i < onset ? noiseGain * consonant[i] : 0);
        }
        return voiced;
    }

    private double[] voiced(Syllable syllable, Prosody prosody, int length, int onset) {
        Resonator[] tract = new Resonator[BANDWIDTHS.length];
        for (int f = 0; f < tract.length; f++) {
            tract[f] = new Resonator();
        }
        double[] out = new double[length];
        for (int i = 0; i < length; i++) {
            if (i % BLOCK == 0) {
                source.tune(syllable.contour().pitch(prosody, (double) i / length), prosody.tilt());
                tune(tract, syllable, i, onset);
            }
            double x = source.next(prosody.jitter(), voice.shimmer()) + voice.breathiness() * 2 * white();
            x *= envelope(syllable, i, length, onset);
            for (Resonator formant : tract) {
                x = formant.next(x);
            }
            out[i] = x * fadeOut(i, length);
        }
        return out;
    }

    private void tune(Resonator[] tract, Syllable syllable, int i, int onset) {
        double x = smoothStep((double) (i - onset) / samples(GLIDE) + 0.5);
        for (int f = 0; f < tract.length; f++) {
            double locus = syllable.onset().locus(f, syllable.vowel());
            double frequency = locus + (syllable.vowel().formant(f) - locus) * x;
            // Above 7 kHz a resonator would fold over half the sample rate.
            tract[f].tune(Math.min(frequency * voice.formantScale(), 7000), BANDWIDTHS[f] * voice.formantScale());
        }
    }

    /** Level of the voice: during the consonant its own, then rising to 1 and falling at the end. */
    private static double envelope(Syllable syllable, int i, int length, int onset) {
        double during = syllable.onset().manner() == Consonant.Manner.VOICED ? decibels(syllable.onset().voiceLevel()) : 0;
        double rise = during + (1 - during) * smoothStep((double) (i - onset) / samples(ATTACK));
        double start = smoothStep((double) i / samples(ATTACK));
        double fall = smoothStep((double) (length - i) / samples(RELEASE));
        return start * rise * fall;
    }

    /** The last millisecond goes to zero, whatever still rings. */
    private static double fadeOut(int i, int length) {
        return smoothStep((double) (length - 1 - i) / samples(0.002));
    }

    private double[] consonant(Consonant consonant, int length) {
        double[] out = new double[length];
        if (consonant.manner() == Consonant.Manner.VOICED) {
            return out;
        }
        int from = noiseFrom(consonant, length);
        Resonator band = new Resonator();
        band.tune(Math.min(consonant.noiseCentre() * voice.formantScale(), 7000), consonant.noiseBandwidth());
        double before = 0;
        for (int i = from; i < length; i++) {
            double y = band.next(white());
            double x = (double) (i - from) / (length - from);
            // A stop bursts and dies away, a fricative swells. The difference keeps the resonator's bass out.
            double shape = from > 0 ? StrictMath.exp(-4 * x) : 4 * x * (1 - x);
            out[i] = shape * (y - before) * smoothStep((double) (length - i) / samples(0.003));
            before = y;
        }
        return out;
    }

    private static int noiseFrom(Consonant consonant, int length) {
        return consonant.manner() == Consonant.Manner.STOP ? (int) (CLOSURE * length) : 0;
    }

    private double white() {
        return 2 * noise.nextDouble() - 1;
    }

    private static double meanSquare(double[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i] * x[i];
        }
        return to > from ? sum / (to - from) : 0;
    }

    private static int samples(double seconds) {
        return (int) (seconds * SpeechSynthesizer.SAMPLE_RATE);
    }

    /** 3x² − 2x³ on [0, 1], flat outside. */
    private static double smoothStep(double x) {
        double clamped = Math.clamp(x, 0, 1);
        return clamped * clamped * (3 - 2 * clamped);
    }

    private static double decibels(double db) {
        return StrictMath.pow(10, db / 20);
    }
}
