package org.prosodia.pipeline.spectrum;

/** Sounds of which everything is known, at 16 kHz. */
public final class Tones {
    /** Hz. */
    public static final int RATE = 16_000;

    private Tones() {}

    /** A sine that begins at 0. */
    public static float[] sine(double hertz, double amplitude, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return samples;
    }
}
