package org.prosodia.pipeline.timeline;

/** Linear interpolation of rows over time, constant beyond both ends. */
final class Interpolation {
    private Interpolation() {}

    /**
     * {@code y(x) = (1 − w) y_i + w y_(i+1)}, {@code w = (x − t_i) / (t_(i+1) − t_i)}.
     *
     * @param times strictly increasing [T]
     * @param rows [T, K] row-major
     * @param k K
     * @param at increasing [T']
     * @return [T', K] row-major
     */
    static float[] rows(double[] times, float[] rows, int k, double[] at) {
        float[] out = new float[Math.multiplyExact(at.length, k)];
        int last = times.length - 1;
        int i = 0;
        for (int n = 0; n < at.length; n++) {
            while (i < last && times[i + 1] <= at[n]) {
                i++;
            }
            int next = Math.min(i + 1, last);
            double w = i == next || at[n] <= times[i] ? 0 : (at[n] - times[i]) / (times[next] - times[i]);
            for (int j = 0; j < k; j++) {
                out[n * k + j] = (float) ((1 - w) * rows[i * k + j] + w * rows[next * k + j]);
            }
        }
        return out;
    }
}
