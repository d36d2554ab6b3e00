package org.prosodia.pipeline.face;

import java.util.Arrays;
import org.prosodia.pipeline.spectrum.PowerSpectrum;

/**
 * What speech does to a mouth. Every 10 ms, from 25 ms of sound, with power P(f):
 *
 * <pre>
 * share_b  = Σ_(f in band b) f² P(f) / Σ_f f² P(f)        f²: speech falls by some 6 dB an octave, which this undoes
 * loudness = (level − (reference − 30 dB)) / 30 dB        within [0, 1]; level = 10 log₁₀ Σ_f P(f)
 * weight_b = loudness · share_b                           for the five shapes that have a band
 * closed   = max(0, slow − loudness)                      slow: loudness averaged over 0.4 s
 * </pre>
 *
 * The reference is what the clip's loudest twentieth reaches, and at least −35 dB, so that quiet recordings speak as well and noise in
 * silence does not. All weights are then averaged over 100 ms (Hann): lips begin to move before the sound and go on after it. They are not
 * negative and sum to 1 at most.
 */
final class Mouth {
    private static final int SAMPLE_RATE = 16_000;
    private static final int HOP = 160;
    private static final int WINDOW = 400;
    private static final int TRANSFORM = 512;
    private static final int SHAPES = MouthShape.values().length;
    private static final int CLOSED = MouthShape.CLOSED.ordinal();
    private static final double RANGE = 30;
    private static final double QUIETEST_REFERENCE = -35;
    private static final double REFERENCE_QUANTILE = 0.95;
    /** −120 dB: the logarithm of nothing. */
    private static final double FLOOR = 1e-12;
    private static final int SLOW_ROWS = 20;
    private static final int COARTICULATION_ROWS = 5;

    private Mouth() {}

    /**
     * Adds the mouth to faces.
     *
     * @param samples mono at 16 kHz; silence follows
     * @param faces [T, 52] row-major, frame t at t / fps seconds
     */
    static void addTo(double[] faces, float[] samples, double fps) {
        double[][] weights = weights(samples);
        int frames = faces.length / Blendshape.COUNT;
        for (int t = 0; t < frames; t++) {
            double row = t / fps * SAMPLE_RATE / HOP;
            int before = (int) row;
            for (MouthShape shape : MouthShape.values()) {
                double weight = (1 - (row - before)) * at(weights, before, shape) + (row - before) * at(weights, before + 1, shape);
                shape.expression().addTo(faces, t * Blendshape.COUNT, weight);
            }
        }
    }

    private static double at(double[][] weights, int row, MouthShape shape) {
        return row < weights.length ? weights[row][shape.ordinal()] : 0;
    }

    /** Weights of the shapes [R][6], row r around r · 10 ms. */
    static double[][] weights(float[] samples) {
        PowerSpectrum spectrum = new PowerSpectrum(WINDOW, TRANSFORM);
        double[] frequencies = spectrum.frequencies(SAMPLE_RATE);
        double[][] weights = new double[samples.length / HOP + 2][SHAPES];
        double[] loudness = new double[weights.length];
        float[] power = new float[spectrum.bins()];
        for (int r = 0; r < weights.length; r++) {
            Arrays.fill(power, 0);
            spectrum.add(samples, (long) r * HOP - WINDOW / 2, 1, power, 0);
            loudness[r] = level(power);
            share(power, frequencies, weights[r]);
        }
        toLoudness(loudness);
        double[] slow = smooth(loudness, SLOW_ROWS);
        for (int r = 0; r < weights.length; r++) {
            for (int b = 0; b < SHAPES; b++) {
                weights[r][b] *= loudness[r];
            }
            weights[r][CLOSED] = Math.max(0, slow[r] - loudness[r]);
        }
        return smoothColumns(weights);
    }

    /** {@code 10 log₁₀ Σ_f P(f)}, dB of a full-scale sine. */
    private static double level(float[] power) {
        double sum = FLOOR;
        for (float p : power) {
            sum += p;
        }
        return 10 * Math.log10(sum);
    }

    /** {@code Σ_(f in b) f² P(f) / Σ_f f² P(f)} for each band b; all 0 in silence. */
    private static void share(float[] power, double[] frequencies, double[] shares) {
        double total = 0;
        for (int i = 0; i < power.length; i++) {
            double emphasized = frequencies[i] * frequencies[i] * power[i];
            for (MouthShape shape : MouthShape.values()) {
                if (shape.hears(frequencies[i])) {
                    shares[shape.ordinal()] += emphasized;
                    total += emphasized;
                }
            }
        }
        for (int b = 0; b < SHAPES && total > 0; b++) {
            shares[b] /= total;
        }
    }

    /** From levels in dB to [0, 1], in place. */
    private static void toLoudness(double[] levels) {
        double[] sorted = levels.clone();
        Arrays.sort(sorted);
        double reference = Math.max(sorted[(int) (REFERENCE_QUANTILE * (sorted.length - 1))], QUIETEST_REFERENCE);
        for (int r = 0; r < levels.length; r++) {
            levels[r] = Math.clamp((levels[r] - reference + RANGE) / RANGE, 0, 1);
        }
    }

    private static double[][] smoothColumns(double[][] rows) {
        double[] column = new double[rows.length];
        for (int b = 0; b < SHAPES; b++) {
            for (int r = 0; r < rows.length; r++) {
                column[r] = rows[r][b];
            }
            double[] smoothed = smooth(column, COARTICULATION_ROWS);
            for (int r = 0; r < rows.length; r++) {
                rows[r][b] = smoothed[r];
            }
        }
        return rows;
    }

    /** Averages over {@code 2 n + 1} rows with weights {@code 1 + cos(π i / (n + 1))}; nothing is heard beyond both ends. */
    private static double[] smooth(double[] rows, int n) {
        double[] smoothed = new double[rows.length];
        for (int i = -n; i <= n; i++) {
            double weight = (1 + Math.cos(Math.PI * i / (n + 1))) / (2 * (n + 1));
            for (int r = Math.max(0, -i); r < Math.min(rows.length, rows.length - i); r++) {
                smoothed[r] += weight * rows[r + i];
            }
        }
        return smoothed;
    }
}
