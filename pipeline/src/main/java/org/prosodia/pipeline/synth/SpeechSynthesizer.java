package org.prosodia.pipeline.synth;

import java.util.SplittableRandom;

/**
 * Speech-like sound: a plan of phrases and syllables, each rendered by a source and formants under the prosody of its moment.
 *
 * <pre>{@code
 * float[] samples = SpeechSynthesizer.synthesize(ProsodyCurve.constant(Prosody.NEUTRAL), Voice.LOW, 3.0, 42);
 * }</pre>
 */
public final class SpeechSynthesizer {
    /** Sample rate of the output, Hz. */
    public static final int SAMPLE_RATE = 16_000;
    /** Longest sound, seconds: an hour. */
    public static final double LONGEST = 3600;

    /** Amplitude of the room's noise (uniform, so its RMS is −68 dB): no recording is ever quite silent. */
    private static final double ROOM = 7e-4;
    /** Below this the limiter leaves a sample as it is; above, it bends it so that 1 is never reached. */
    private static final double KNEE = 0.8;

    private SpeechSynthesizer() {}

    /**
     * Synthesises mono samples at {@value #SAMPLE_RATE} Hz, each within (−1, 1).
     *
     * @param curve prosody over time; looked up once for each syllable, at its middle, and for the plan
     * @param voice who speaks
     * @param seconds length, 0 to {@value #LONGEST}
     * @param seed same seed, same samples, on every JVM
     * @return samples [round(seconds · 16000)]
     */
    public static float[] synthesize(ProsodyCurve curve, Voice voice, double seconds, long seed) {
        Prosody.check("seconds", seconds, 0, LONGEST);
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[(int) Math.round(seconds * SAMPLE_RATE)];
        SplittableRandom planning = random.split();
        SplittableRandom room = random.split();
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (ROOM * (2 * room.nextDouble() - 1));
        }
        SyllableRenderer renderer = new SyllableRenderer(voice, random.split());
        for (Syllable syllable : SpeechPlan.of(curve, seconds, planning)) {
            double[] samples = renderer.render(syllable, curve.at(syllable.start() + syllable.duration() / 2));
            int from = (int) Math.round(syllable.start() * SAMPLE_RATE);
            for (int i = 0; i < samples.length && from + i < out.length; i++) {
                out[from + i] = (float) limited(out[from + i] + samples[i]);
            }
        }
        return out;
    }

    private static double limited(double x) {
        double size = Math.abs(x);
        if (size <= KNEE) {
            return x;
        }
        return Math.copySign(KNEE + (1 - KNEE) * StrictMath.tanh((size - KNEE) / (1 - KNEE)) * 0.999, x);
    }
}
