package org.prosodia.pipeline.timeline.picture;

import org.jtransforms.fft.FloatFFT_1D;

/**
 * The power of sound over time and frequency: Hann windows of 25 ms, zero-padded Fourier transforms. Columns are equal slices of the sound,
 * as many as asked for; of a long slice the powers of up to {@value #MOST_WINDOWS} windows spread evenly over it are averaged, so that
 * hours cost no more than minutes.
 *
 * <p>Power is relative to a full-scale sine: one of amplitude 1 reads 0 dB in the bin of its frequency.
 */
public final class Spectrogram {
    /** Level of silence, dB: the floor of all readings. */
    public static final double FLOOR_DB = -120;

    private static final double WINDOW_SECONDS = 0.025;
    private static final int MOST_WINDOWS = 8;

    private final float[] power;
    private final double[] frequencies;
    private final int columns;
    private final double secondsPerColumn;

    private Spectrogram(float[] power, double[] frequencies, int columns, double secondsPerColumn) {
        this.power = power;
        this.frequencies = frequencies;
        this.columns = columns;
        this.secondsPerColumn = secondsPerColumn;
    }

    /**
     * The spectrogram on linear frequencies, 0 to half the sample rate.
     *
     * @param samples mono, at least one
     * @param sampleRate Hz
     * @param columns number of slices, at least one
     */
    public static Spectrogram of(float[] samples, int sampleRate, int columns) {
        if (samples.length == 0 || columns < 1 || sampleRate < 1) {
            throw new IllegalArgumentException("spectrogram: expected samples, columns and a sample rate, found " + samples.length
                    + " samples, " + columns + " columns at " + sampleRate + " Hz");
        }
        int windowLength = Math.max(2, (int) Math.round(WINDOW_SECONDS * sampleRate));
        int size = 2 * Integer.highestOneBit(2 * windowLength - 1);
        float[] window = hann(windowLength);
        FloatFFT_1D fft = new FloatFFT_1D(size);
        int bins = size / 2 + 1;
        float[] power = new float[Math.multiplyExact(columns, bins)];
        double slice = (double) samples.length / columns;
        int windows = (int) Math.clamp(Math.ceil(2 * slice / windowLength), 1, MOST_WINDOWS);
        float[] work = new float[size];
        for (int c = 0; c < columns; c++) {
            for (int w = 0; w < windows; w++) {
                long centre = (long) ((c + (w + 0.5) / windows) * slice);
                cut(samples, centre - windowLength / 2, window, work);
                fft.realForward(work);
                addPower(work, power, c * bins, bins, windows);
            }
        }
        double[] frequencies = new double[bins];
        for (int b = 0; b < bins; b++) {
            frequencies[b] = (double) b * sampleRate / size;
        }
        return new Spectrogram(power, frequencies, columns, slice / sampleRate);
    }

    /** This spectrogram on {@code bands} mel-spaced bands: each the mean of the powers under its triangle. */
    public Spectrogram mel(int bands) {
        MelBands mel = new MelBands(bands, frequencies);
        float[] banded = new float[Math.multiplyExact(columns, bands)];
        for (int c = 0; c < columns; c++) {
            mel.apply(power, c * frequencies.length, banded, c * bands);
        }
        return new Spectrogram(banded, mel.centres(), columns, secondsPerColumn);
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** Number of rows: frequency bins or mel bands. */
    public int rows() {
        return frequencies.length;
    }

    /** Centre frequency of a row, Hz; rows go up. */
    public double frequency(int row) {
        return frequencies[row];
    }

    /** Time of the middle of a column, seconds. */
    public double time(int column) {
        return (column + 0.5) * secondsPerColumn;
    }

    /** Level in dB relative to a full-scale sine, not below {@link #FLOOR_DB}. */
    public double db(int column, int row) {
        return Math.max(10 * Math.log10(power[column * frequencies.length + row]), FLOOR_DB);
    }

    /** The periodic Hann window, scaled so that a sine of amplitude 1 has a peak of magnitude 1: divided by half its sum. */
    private static float[] hann(int length) {
        float[] window = new float[length];
        for (int i = 0; i < length; i++) {
            window[i] = (float) ((0.5 - 0.5 * Math.cos(2 * Math.PI * i / length)) / (length / 4.0));
        }
        return window;
    }

    private static void cut(float[] samples, long from, float[] window, float[] work) {
        for (int i = 0; i < work.length; i++) {
            long at = from + i;
            work[i] = i < window.length && at >= 0 && at < samples.length ? samples[(int) at] * window[i] : 0;
        }
    }

    /** JTransforms packs the transform of n reals as Re₀, Re_(n/2), Re₁, Im₁, Re₂, Im₂, … */
    private static void addPower(float[] transform, float[] power, int at, int bins, int windows) {
        int last = bins - 1;
        power[at] += transform[0] * transform[0] / windows;
        power[at + last] += transform[1] * transform[1] / windows;
        for (int b = 1; b < last; b++) {
            float re = transform[2 * b];
            float im = transform[2 * b + 1];
            power[at + b] += (re * re + im * im) / windows;
        }
    }
}
