package org.prosodia.pipeline.baseline;

import java.util.Arrays;
import org.jtransforms.dct.FloatDCT_1D;
import org.prosodia.pipeline.spectrum.MelBands;
import org.prosodia.pipeline.spectrum.PowerSpectrum;

/**
 * The low-level descriptors of sound at 16 kHz: what is known of each moment. A row every 10 ms sees 25 ms and holds the natural logarithm
 * of the power in {@value #BANDS} mel bands, then the first {@value #COEFFICIENTS} mel-frequency cepstral coefficients (Davis and
 * Mermelstein, 1980): the orthonormal DCT-II of those logarithms,
 *
 * <pre>
 * c_j = s_j Σ_b l_b cos(π j (b + ½) / B),   s_0 = √(1/B),  s_j = √(2/B)
 * </pre>
 */
final class Descriptors {
    static final int BANDS = 40;
    static final int COEFFICIENTS = 20;
    /** Numbers in a row. */
    static final int SIZE = BANDS + COEFFICIENTS;
    /** Samples from row to row. */
    static final int HOP = 160;
    /** Samples that a row sees. */
    static final int WINDOW = 400;

    private static final int SAMPLE_RATE = 16_000;
    private static final int TRANSFORM = 512;
    /** −80 dB of a full-scale sine: below it, digital silence and a quiet room are the same. */
    private static final float FLOOR = 1e-8f;

    private Descriptors() {}

    /** Rows of so many samples: every window that lies within them, and one at least. */
    static int rows(int samples) {
        return 1 + Math.max(0, samples - WINDOW) / HOP;
    }

    /**
     * @param samples mono at 16 kHz; one shorter than a window is followed by silence
     * @return [T][{@value #BANDS} + {@value #COEFFICIENTS}]
     */
    static float[][] of(float[] samples) {
        PowerSpectrum spectrum = new PowerSpectrum(WINDOW, TRANSFORM);
        MelBands mel = new MelBands(BANDS, spectrum.frequencies(SAMPLE_RATE));
        FloatDCT_1D dct = new FloatDCT_1D(BANDS);
        float[][] rows = new float[rows(samples.length)][SIZE];
        float[] power = new float[spectrum.bins()];
        float[] bands = new float[BANDS];
        for (int t = 0; t < rows.length; t++) {
            Arrays.fill(power, 0);
            spectrum.add(samples, (long) t * HOP, 1, power, 0);
            mel.apply(power, 0, bands, 0);
            for (int b = 0; b < BANDS; b++) {
                bands[b] = (float) Math.log(Math.max(bands[b], FLOOR));
            }
            System.arraycopy(bands, 0, rows[t], 0, BANDS);
            dct.forward(bands, true);
            System.arraycopy(bands, 0, rows[t], BANDS, COEFFICIENTS);
        }
        return rows;
    }

    /**
     * How fast each number changes, per row: the slope of a line fitted to five rows. The first and the last row go on beyond the ends.
     * {@code d_t = Σ_n n (x_(t+n) − x_(t−n)) / (2 Σ_n n²)}, {@code n = 1, 2}.
     *
     * @param rows [T][D]
     * @return [T][D]
     */
    static float[][] deltas(float[][] rows) {
        int last = rows.length - 1;
        float[][] deltas = new float[rows.length][rows[0].length];
        for (int t = 0; t < rows.length; t++) {
            for (int d = 0; d < deltas[t].length; d++) {
                float near = rows[Math.min(t + 1, last)][d] - rows[Math.max(t - 1, 0)][d];
                float far = rows[Math.min(t + 2, last)][d] - rows[Math.max(t - 2, 0)][d];
                deltas[t][d] = (near + 2 * far) / 10;
            }
        }
        return deltas;
    }
}
