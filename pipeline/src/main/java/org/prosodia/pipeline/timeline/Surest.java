package org.prosodia.pipeline.timeline;

/** Which frame is the surest near a moment: the one whose mean has the least entropy. */
final class Surest {
    private Surest() {}

    /**
     * @param times of the frames [T], increasing
     * @param mean [T, K] row-major
     * @param reach seconds to a frame that is near
     * @param at moments [T'], increasing
     * @return a frame for each moment
     */
    static int[] frames(double[] times, float[] mean, int k, double reach, double[] at) {
        double[] entropy = new double[times.length];
        for (int t = 0; t < times.length; t++) {
            entropy[t] = entropy(mean, t * k, k);
        }
        int[] chosen = new int[at.length];
        int nearest = 0;
        for (int i = 0; i < at.length; i++) {
            while (nearest + 1 < times.length && Math.abs(times[nearest + 1] - at[i]) < Math.abs(times[nearest] - at[i])) {
                nearest++;
            }
            int best = nearest;
            for (int t = nearest - 1; t >= 0 && at[i] - times[t] <= reach; t--) {
                best = entropy[t] < entropy[best] ? t : best;
            }
            for (int t = nearest + 1; t < times.length && times[t] - at[i] <= reach; t++) {
                best = entropy[t] < entropy[best] ? t : best;
            }
            chosen[i] = best;
        }
        return chosen;
    }

    /** H = −Σ p_k log p_k, with 0 log 0 = 0. */
    private static double entropy(float[] mean, int from, int k) {
        double sum = 0;
        for (int i = from; i < from + k; i++) {
            sum -= mean[i] > 0 ? mean[i] * Math.log(mean[i]) : 0;
        }
        return sum;
    }
}
