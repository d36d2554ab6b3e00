package org.prosodia.pipeline.training;

import java.util.Arrays;
import java.util.List;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.pipeline.augment.Augmented;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Timelines as targets of a batch: interpolated at the frames' times, smoothed, uniform where a clip has ended. */
final class FrameTargets {
    private FrameTargets() {}

    /**
     * @param timelines of the original clips
     * @param heard what became of the clips, which says where their frames were before
     * @param frameTimes [T] seconds in the changed clips
     * @return [B, T, K] row-major, inside the simplex
     */
    static double[] of(List<Timeline> timelines, List<Augmented> heard, ClipBatch batch, double[] frameTimes, double smoothing) {
        int k = timelines.getFirst().emotions().size();
        double[] targets = new double[batch.size() * frameTimes.length * k];
        Arrays.fill(targets, 1.0 / k);
        double[] row = new double[k];
        for (int b = 0; b < batch.size(); b++) {
            int frames = batch.frameCount(b);
            double[] before = heard.get(b).originalTimes(Arrays.copyOf(frameTimes, frames));
            float[] shares = timelines.get(b).interpolate(before).values();
            for (int t = 0; t < frames; t++) {
                normalise(shares, t * k, row);
                System.arraycopy(Simplex.smooth(row, smoothing), 0, targets, (b * frameTimes.length + t) * k, k);
            }
        }
        return targets;
    }

    /** Refuses a timeline that cannot be learnt: of other emotions, of no mixtures, or with frames that the criterion has no loss for. */
    static void require(Timeline timeline, List<String> emotions, double smoothing, Criterion criterion) {
        if (!timeline.emotions().equals(emotions) || !timeline.isMixture()) {
            throw new IllegalArgumentException("expected a timeline of mixtures of " + emotions + ", found "
                    + (timeline.isMixture() ? "mixtures" : "raw values") + " of " + timeline.emotions());
        }
        double[] row = new double[emotions.size()];
        for (int t = 0; t < timeline.frameCount(); t++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = timeline.value(t, j);
            }
            criterion.requireTarget(Simplex.smooth(row, smoothing));
        }
    }

    /** Shares written with few digits add up to 1 only nearly. */
    private static void normalise(float[] shares, int from, double[] row) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            sum += shares[from + j];
        }
        for (int j = 0; j < row.length; j++) {
            row[j] = shares[from + j] / sum;
        }
    }

    /** [B, T] weights that turn losses per frame into the mean over clips of the mean over each clip's frames. */
    static Tensor meanOverClips(ClipBatch batch, TensorRuntime runtime, Tensor like) {
        Mask frames = batch.frames();
        int time = batch.time();
        double[] weights = new double[frames.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = frames.get(i) ? 1.0 / batch.frameCount(i / time) / batch.size() : 0;
        }
        return runtime.tensor(like.dtype(), weights, batch.size(), time);
    }
}
