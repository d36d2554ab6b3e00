package org.prosodia.pipeline.timeline.picture;

import org.prosodia.pipeline.timeline.Timeline;

/**
 * A timeline thinned out for drawing: runs of frames become their averages, so that no more points remain than a picture can show.
 *
 * @param times seconds [N]
 * @param rows means or values [N, K] row-major
 * @param certainty α₀ [N], or empty when there is none
 * @param size K
 */
record Curves(double[] times, float[] rows, float[] certainty, int size) {
    /** At most {@code most} points. */
    static Curves of(Timeline timeline, int most) {
        int frames = timeline.frameCount();
        int run = Math.ceilDiv(frames, most);
        int points = Math.ceilDiv(frames, run);
        int k = timeline.emotions().size();
        double[] times = new double[points];
        float[] rows = new float[points * k];
        float[] certainty = new float[timeline.hasAlpha() ? points : 0];
        for (int n = 0; n < points; n++) {
            int from = n * run;
            int to = Math.min(from + run, frames);
            for (int t = from; t < to; t++) {
                times[n] += timeline.time(t) / (to - from);
                for (int i = 0; i < k; i++) {
                    rows[n * k + i] += timeline.value(t, i) / (to - from);
                }
                if (timeline.hasAlpha()) {
                    certainty[n] += timeline.certainty(t) / (to - from);
                }
            }
        }
        return new Curves(times, rows, certainty, k);
    }

    int points() {
        return times.length;
    }

    float value(int point, int k) {
        return rows[point * size + k];
    }

    /** The smallest and the largest value of all. */
    float[] range() {
        float[] range = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (float value : rows) {
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        }
        return range;
    }
}
