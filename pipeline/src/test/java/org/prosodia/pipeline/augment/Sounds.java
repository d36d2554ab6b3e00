package org.prosodia.pipeline.augment;

/** Sounds to change, and what to measure of them. */
final class Sounds {
    static final int RATE = 16_000;

    private Sounds() {}

    static float[] sine(double frequency, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * frequency * i / RATE));
        }
        return samples;
    }

    /** Silence but for a short bump around sample {@code at}, smooth enough to be resampled. */
    static float[] click(int length, int at) {
        float[] samples = new float[length];
        for (int i = Math.max(0, at - 40); i < Math.min(length, at + 41); i++) {
            samples[i] = (float) Math.exp(-0.5 * (i - at) * (i - at) / 64.0);
        }
        return samples;
    }

    /** Seconds at which the sound is centred: Σ t x² / Σ x². */
    static double centre(float[] samples) {
        double sum = 0;
        double power = 0;
        for (int i = 0; i < samples.length; i++) {
            sum += (double) i / RATE * samples[i] * samples[i];
            power += (double) samples[i] * samples[i];
        }
        return sum / power;
    }

    /** Hz, from the first upward crossing of zero to the last, each placed by linear interpolation. */
    static double frequency(float[] samples) {
        double first = Double.NaN;
        double last = Double.NaN;
        int crossings = 0;
        for (int i = 200; i < samples.length - 200; i++) {
            if (samples[i] < 0 && samples[i + 1] >= 0) {
                last = i + samples[i] / (samples[i] - samples[i + 1]);
                first = Double.isNaN(first) ? last : first;
                crossings++;
            }
        }
        return (crossings - 1) * RATE / (last - first);
    }

    static double power(float[] samples) {
        double sum = 0;
        for (float x : samples) {
            sum += (double) x * x;
        }
        return sum / samples.length;
    }
}
