package org.prosodia.pipeline.spectrum;

/**
 * Triangular bands, evenly spaced in mel ({@code m = 2595 log₁₀(1 + f / 700)}, O'Shaughnessy 1987) from 0 to the highest bin. Where mel
 * bands are narrower than a bin, a triangle reaches at least to the neighbouring bins, so that no band is empty.
 */
public final class MelBands {
    private final double[] low;
    private final double[] centres;
    private final double[] high;
    private final double[] binFrequencies;

    /**
     * @param bands number of bands
     * @param binFrequencies evenly spaced from 0, Hz
     */
    public MelBands(int bands, double[] binFrequencies) {
        if (bands < 1) {
            throw new IllegalArgumentException("mel bands: expected 1 or more, found " + bands);
        }
        this.binFrequencies = binFrequencies.clone();
        this.low = new double[bands];
        this.centres = new double[bands];
        this.high = new double[bands];
        double binWidth = binFrequencies[1];
        double halfStep = mel(binFrequencies[binFrequencies.length - 1]) / (bands + 1);
        for (int b = 0; b < bands; b++) {
            centres[b] = hertz((b + 1) * halfStep);
            low[b] = Math.min(hertz(b * halfStep), centres[b] - binWidth);
            high[b] = Math.max(hertz((b + 2) * halfStep), centres[b] + binWidth);
        }
    }

    /** Hz to mel. */
    public static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }

    /** Mel to Hz. */
    public static double hertz(double mel) {
        return 700 * (Math.pow(10, mel / 2595) - 1);
    }

    /** Middle of each band, Hz. */
    public double[] centres() {
        return centres.clone();
    }

    /** Averages the bins {@code power[from …]} under each triangle into {@code out[to …]}. */
    public void apply(float[] power, int from, float[] out, int to) {
        double binWidth = binFrequencies[1];
        for (int b = 0; b < centres.length; b++) {
            int first = Math.max(0, (int) Math.ceil(low[b] / binWidth));
            int last = Math.min(binFrequencies.length - 1, (int) Math.floor(high[b] / binWidth));
            double sum = 0;
            double weights = 0;
            for (int i = first; i <= last; i++) {
                double f = binFrequencies[i];
                double weight = f <= centres[b] ? (f - low[b]) / (centres[b] - low[b]) : (high[b] - f) / (high[b] - centres[b]);
                sum += weight * power[from + i];
                weights += weight;
            }
            out[to + b] = (float) (sum / weights);
        }
    }
}
