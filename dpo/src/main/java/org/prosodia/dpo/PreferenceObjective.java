package org.prosodia.dpo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Tensor;

/**
 * {@link DpoLoss} of a batch as an op: from the policy's log-densities per frame to the mean loss over the pairs, with the analytic gradient.
 * Computed in double precision, whatever the dtype.
 */
public final class PreferenceObjective {
    private PreferenceObjective() {}

    /**
     * @param chosen log π_θ(y_w,t|x) [B, T]; @param rejected log π_θ(y_l,t|x) [B, T]
     * @param referenceChosen log π_ref(y_w,t|x) [B, T], row-major; @param referenceRejected log π_ref(y_l,t|x) [B, T]
     * @param valid [B, T], false at padding; null when all frames count
     * @return a scalar []
     */
    public static Tensor loss(Tensor chosen, Tensor rejected, double[] referenceChosen, double[] referenceRejected, Mask valid, DpoLoss loss) {
        int[] shape = chosen.shape();
        if (shape.length != 2 || !Arrays.equals(shape, rejected.shape()) || referenceChosen.length != chosen.size()
                || referenceRejected.length != chosen.size() || valid != null && !Arrays.equals(shape, valid.shape())) {
            throw new ShapeException("dpo", "chosen " + Arrays.toString(shape) + ", rejected " + Arrays.toString(rejected.shape()) + ", reference "
                    + referenceChosen.length + " and " + referenceRejected.length + " numbers, mask "
                    + (valid == null ? "none" : Arrays.toString(valid.shape())) + ": expected [B, T] for all");
        }
        boolean[] counts = valid == null ? new boolean[chosen.size()] : valid.toArray();
        if (valid == null) {
            Arrays.fill(counts, true);
        }
        double[] w = chosen.toDoubles();
        double[] l = rejected.toDoubles();
        List<PreferencePair> pairs = new ArrayList<>();
        for (int b = 0; b < shape[0]; b++) {
            int from = b * shape[1];
            int to = from + shape[1];
            pairs.add(new PreferencePair(Arrays.copyOfRange(w, from, to), Arrays.copyOfRange(l, from, to),
                    Arrays.copyOfRange(referenceChosen, from, to), Arrays.copyOfRange(referenceRejected, from, to),
                    Arrays.copyOfRange(counts, from, to)));
        }
        Tensor result = chosen.runtime().scalar(chosen.dtype(), loss.value(pairs));
        return Autograd.record("dpo", result, g -> {
            Tensor dw = gradient(g, pairs, shape, loss);
            return new Tensor[] {dw, dw.neg()};
        }, chosen, rejected);
    }

    /** d/d log π_θ(y_w) of the batch's mean loss; for y_l it is the negative. */
    private static Tensor gradient(Tensor g, List<PreferencePair> pairs, int[] shape, DpoLoss loss) {
        double scale = g.item() / pairs.size();
        double[] dw = new double[shape[0] * shape[1]];
        for (int b = 0; b < pairs.size(); b++) {
            double[] row = loss.gradient(pairs.get(b));
            for (int t = 0; t < row.length; t++) {
                dw[b * shape[1] + t] = scale * row[t];
            }
        }
        return g.runtime().tensor(g.dtype(), dw, shape);
    }
}
