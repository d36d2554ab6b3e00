package org.prosodia.dpo;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Clips of one length, and the tensors [B, T] that hold them. */
record Batch(List<Clip> clips) {

    Tensor chosen(TensorRuntime runtime, DType dtype) {
        return runtime.tensor(dtype, column(Clip.Frame::policyChosen), clips.size(), time());
    }

    Tensor rejected(TensorRuntime runtime, DType dtype) {
        return runtime.tensor(dtype, column(Clip.Frame::policyRejected), clips.size(), time());
    }

    /** The loss of log-densities in the places of this batch's. */
    Tensor loss(Tensor chosen, Tensor rejected, DpoLoss dpo) {
        return PreferenceObjective.loss(chosen, rejected, column(Clip.Frame::referenceChosen), column(Clip.Frame::referenceRejected),
                valid(), dpo);
    }

    List<PreferencePair> pairs() {
        return clips.stream().map(Clip::pair).toList();
    }

    Batch map(UnaryOperator<Clip.Frame> change) {
        return new Batch(clips.stream().map(clip -> clip.map(change)).toList());
    }

    /** Row-major [B, T]. */
    double[] column(ToDoubleFunction<Clip.Frame> number) {
        return clips.stream().flatMap(clip -> clip.frames().stream()).mapToDouble(number).toArray();
    }

    private Mask valid() {
        boolean[] valid = new boolean[clips.size() * time()];
        for (int i = 0; i < valid.length; i++) {
            valid[i] = clips.get(i / time()).frames().get(i % time()).valid();
        }
        return new Mask(valid, clips.size(), time());
    }

    private int time() {
        return clips.getFirst().frames().size();
    }
}
