package org.prosodia.dpo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** A preference pair frame by frame, as properties draw it: a counterexample is printed, and shrinks, as a list of frames. */
record Clip(List<Frame> frames) {

    /** The log-densities of one frame; at padding they may be anything, NaN too. */
    record Frame(double policyChosen, double policyRejected, double referenceChosen, double referenceRejected, boolean valid) {

        Frame withPolicy(double chosen, double rejected) {
            return new Frame(chosen, rejected, referenceChosen, referenceRejected, valid);
        }

        /** More, or less, log-density for what the policy gives the chosen and the rejected sequence here. */
        Frame moved(double chosen, double rejected) {
            return withPolicy(policyChosen + chosen, policyRejected + rejected);
        }

        /** log π_θ(y_w) − log π_θ(y_l) − (log π_ref(y_w) − log π_ref(y_l)). */
        double margin() {
            return policyChosen - policyRejected - (referenceChosen - referenceRejected);
        }

        /** The same preference stated the wrong way round. */
        Frame swapped() {
            return new Frame(policyRejected, policyChosen, referenceRejected, referenceChosen, valid);
        }
    }

    PreferencePair pair() {
        boolean[] valid = new boolean[frames.size()];
        for (int t = 0; t < valid.length; t++) {
            valid[t] = frames.get(t).valid;
        }
        return new PreferencePair(column(Frame::policyChosen), column(Frame::policyRejected), column(Frame::referenceChosen),
                column(Frame::referenceRejected), valid);
    }

    Clip map(UnaryOperator<Frame> change) {
        return new Clip(frames.stream().map(change).toList());
    }

    /** With one frame changed. */
    Clip map(int t, UnaryOperator<Frame> change) {
        List<Frame> changed = new ArrayList<>(frames);
        changed.set(t, change.apply(frames.get(t)));
        return new Clip(changed);
    }

    Clip swapped() {
        return map(Frame::swapped);
    }

    Clip withoutPadding() {
        return new Clip(frames.stream().filter(Frame::valid).toList());
    }

    /** The margins that a loss is taken of: one a valid frame, or the mean or the sum of those. */
    double[] margins(Reduction reduction) {
        double[] margins = frames.stream().filter(Frame::valid).mapToDouble(Frame::margin).toArray();
        return switch (reduction) {
            case FRAME -> margins;
            case MEAN -> new double[] {Arrays.stream(margins).average().orElseThrow()};
            case SUM -> new double[] {Arrays.stream(margins).sum()};
        };
    }

    /** Whether one of the margins is so near the kink of a hinge, at β m = 1, that a small step crosses it. */
    boolean isNearKink(DpoLoss dpo, double step) {
        return dpo.loss() instanceof PreferenceLoss.Hinge(double beta)
                && Arrays.stream(margins(dpo.reduction())).anyMatch(m -> Math.abs(m - 1 / beta) < step);
    }

    private double[] column(ToDoubleFunction<Frame> number) {
        return frames.stream().mapToDouble(number).toArray();
    }
}
