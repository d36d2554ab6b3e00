package org.prosodia.pipeline.augment;

import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.tensor.Rng;

/** Gaussian noise in a wanted proportion to a clip. */
final class Noise {
    /** One filter an octave up to the Nyquist frequency; the slope is within half a dB of 3 from 30 Hz to there. */
    private static final double LOWEST_CORNER = 7.8125;
    private static final int FILTERS = 11;

    private Noise() {}

    /**
     * Adds noise of power {@code P_noise = P_clip / 10^(snr / 10)}. Both powers are the mean squares of the very samples at hand, so that
     * the ratio is exact up to the rounding of the sum to float. Silence has no power to compare with and stays.
     */
    static void add(float[] samples, double snrDb, boolean pink, Rng rng) {
        double[] noise = pink ? pink(samples.length, rng) : white(samples.length, rng);
        double power = 0;
        double noisePower = 0;
        for (int i = 0; i < samples.length; i++) {
            power += (double) samples[i] * samples[i];
            noisePower += noise[i] * noise[i];
        }
        if (power == 0 || noisePower == 0) {
            return;
        }
        double gain = Math.sqrt(power / noisePower / Math.pow(10, snrDb / 10));
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (samples[i] + gain * noise[i]);
        }
    }

    static double[] white(int length, Rng rng) {
        double[] noise = new double[length];
        for (int i = 0; i < length; i++) {
            noise[i] = rng.nextGaussian();
        }
        return noise;
    }

    /**
     * Noise whose power falls with frequency as 1/f, 3 dB an octave: white noise through low-pass filters of first order side by side, one
     * an octave, of corner frequencies f_c and weights f_c^(−1/2). Their sum stands for the integral
     * ∫ f_c^(−1/2) / (1 + i f/f_c) d ln f_c = f^(−1/2) ∫ u^(−1/2) / (1 + i/u) d ln u, where the last integral is a constant.
     */
    static double[] pink(int length, Rng rng) {
        double[] noise = new double[length];
        double[] white = white(length, rng);
        double corner = LOWEST_CORNER;
        for (int filter = 0; filter < FILTERS; filter++, corner *= 2) {
            double pole = Math.exp(-2 * Math.PI * corner / AudioClip.DEFAULT_SAMPLE_RATE);
            double weight = 1 / Math.sqrt(corner);
            double state = 0;
            for (int i = 0; i < length; i++) {
                state = pole * state + (1 - pole) * white[i];
                noise[i] += weight * state;
            }
        }
        return noise;
    }
}
