package org.prosodia.pipeline.spectrum;

import org.jtransforms.fft.FloatFFT_1D;

/**
 * The power of one window of sound at each frequency: a periodic Hann window, padded with zeros, and its Fourier transform. Power is
 * relative to a full-scale sine: one of amplitude 1 has power 1 in the bin of its frequency. For one thread at a time.
 */
public final class PowerSpectrum {
    private final float[] window;
    private final float[] work;
    private final FloatFFT_1D fft;

    /**
     * @param windowLength samples, at least 2
     * @param size of the transform, even, at least {@code windowLength}
     */
    public PowerSpectrum(int windowLength, int size) {
        if (windowLength < 2 || size < windowLength || size % 2 != 0) {
            throw new IllegalArgumentException("expected a window of 2 samples or more and an even transform that holds it, found "
                    + windowLength + " and " + size);
        }
        this.window = hann(windowLength);
        this.work = new float[size];
        this.fft = new FloatFFT_1D(size);
    }

    /** {@code size / 2 + 1}, from 0 to half the sample rate. */
    public int bins() {
        return work.length / 2 + 1;
    }

    /** Frequency of each bin [bins], Hz. */
    public double[] frequencies(int sampleRate) {
        double[] frequencies = new double[bins()];
        for (int b = 0; b < frequencies.length; b++) {
            frequencies[b] = (double) b * sampleRate / work.length;
        }
        return frequencies;
    }

    /**
     * Adds the power of a window, divided by {@code windows}, to {@code power[at … at + bins − 1]}: after as many windows that is their
     * mean.
     *
     * @param from first sample of the window; beyond both ends there is silence
     */
    public void add(float[] samples, long from, int windows, float[] power, int at) {
        for (int i = 0; i < work.length; i++) {
            long n = from + i;
            work[i] = i < window.length && n >= 0 && n < samples.length ? samples[(int) n] * window[i] : 0;
        }
        fft.realForward(work);
        // JTransforms packs the transform of n reals as Re₀, Re_(n/2), Re₁, Im₁, Re₂, Im₂, …
        int last = work.length / 2;
        power[at] += work[0] * work[0] / windows;
        power[at + last] += work[1] * work[1] / windows;
        for (int b = 1; b < last; b++) {
            float re = work[2 * b];
            float im = work[2 * b + 1];
            power[at + b] += (re * re + im * im) / windows;
        }
    }

    /** {@code 0.5 − 0.5 cos(2πi/n)}, scaled so that a sine of amplitude 1 has a peak of magnitude 1: divided by half its sum. */
    private static float[] hann(int length) {
        float[] window = new float[length];
        for (int i = 0; i < length; i++) {
            window[i] = (float) ((0.5 - 0.5 * Math.cos(2 * Math.PI * i / length)) / (length / 4.0));
        }
        return window;
    }
}
