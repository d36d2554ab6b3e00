package org.prosodia.pipeline.timeline.picture;

import org.prosodia.pipeline.spectrum.MelBands;
import org.prosodia.pipeline.spectrum.PowerSpectrum;

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
        PowerSpectrum spectrum = new PowerSpectrum(windowLength, size);
        int bins = spectrum.bins();
        float[] power = new float[Math.multiplyExact(columns, bins)];
        double slice = (double) samples.length / columns;
        int windows = (int) Math.clamp(Math.ceil(2 * slice / windowLength), 1, MOST_WINDOWS);
        for (int c = 0; c < columns; c++) {
            for (int w = 0; w < windows; w++) {
                long centre = (long) ((c + (w + 0.5) / windows) * slice);
                spectrum.add(samples, centre - windowLength / 2, windows, power, c * bins);
            }
        }
        return new Spectrogram(power, spectrum.frequencies(sampleRate), columns, slice / sampleRate);
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
}
