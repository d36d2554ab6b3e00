package org.prosodia.pipeline.timeline.picture;

/**
 * Triangular bands, evenly spaced in mel ({@code m = 2595 log₁₀(1 + f / 700)}, O'Shaughnessy 1987) from 0 to the highest bin. Where mel
 * bands are narrower than a bin, a triangle reaches at least to the neighbouring bins, so that no band is empty.
 */
final class MelBands {
    private final double[] centres;
    private final double[] binFrequencies;
    private final double halfStep;

    /**
     * @param bands number of bands
     * @param binFrequencies evenly spaced from 0, Hz
     */
    MelBands(int bands, double[] binFrequencies) {
        if (bands < 1) {
            throw new IllegalArgumentException("mel bands: expected 1 or more, found " + bands);
        }
        this.binFrequencies = binFrequencies;
        this.halfStep = mel(binFrequencies[binFrequencies.length - 1]) / (bands + 1);
        this.centres = new double[bands];
        for (int b = 0; b < bands; b++) {
            centres[b] = hertz((b + 1) * halfStep);
        }
    }

    static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }

    static double hertz(double mel) {
        return 700 * (Math.pow(10, mel / 2595) - 1);
    }

    double[] centres() {
        return centres;
    }

    /** Averages the bins {@code power[from …]} under each triangle into {@code out[to …]}. */
    void apply(float[] power, int from, float[] out, int to) {
        double binWidth = binFrequencies[1];
        for (int b = 0; b < centres.length; b++) {
            double low = Math.min(hertz(b * halfStep), centres[b] - binWidth);
            double high = Math.max(hertz((b + 2) * halfStep), centres[b] + binWidth);
            int first = Math.max(0, (int) Math.ceil(low / binWidth));
            int last = Math.min(binFrequencies.length - 1, (int) Math.floor(high / binWidth));
            double sum = 0;
            double weights = 0;
            for (int i = first; i <= last; i++) {
                double f = binFrequencies[i];
                double weight = f <= centres[b] ? (f - low) / (centres[b] - low) : (high - f) / (high - centres[b]);
                sum += weight * power[from + i];
                weights += weight;
            }
            out[to + b] = (float) (sum / weights);
        }
    }
}
