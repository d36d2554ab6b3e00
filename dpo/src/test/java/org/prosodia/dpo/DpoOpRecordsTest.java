package org.prosodia.dpo;

import static org.prosodia.tensor.testing.OpRecord.call;
import static org.prosodia.tensor.testing.OpRecord.shape;

import java.util.List;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.testing.OpContract;
import org.prosodia.tensor.testing.OpRecord;

/** The contract of the preference objective as an op. */
class DpoOpRecordsTest extends OpContract {
    private static final TensorRuntime RUNTIME = TensorRuntime.create("plain", 1);

    @Override
    protected List<OpRecord> records() {
        OpRecord dpo = OpRecord.of("dpo").requiresFinite()
                .sized(4, s -> {
                    int[] shape = {s[0] + 1, s[1] + 1};
                    Mask valid = s[2] % 2 == 0 ? null : firstFrames(shape);
                    return call(x -> loss(x, valid, Reduction.values()[s[3] % 3], PreferenceLoss.sigmoid(0.5)), shape, shape);
                })
                .refuses("dpo: chosen [2], rejected [2], reference 2 and 2 numbers, mask none: expected [B, T] for all",
                        () -> loss(new Tensor[] {zeros(2), zeros(2)}, null, Reduction.MEAN, PreferenceLoss.sigmoid(1)))
                .refuses("dpo: chosen [2, 3], rejected [3, 2], reference 6 and 6 numbers, mask none: expected [B, T] for all",
                        () -> loss(new Tensor[] {zeros(2, 3), zeros(3, 2)}, null, Reduction.MEAN, PreferenceLoss.sigmoid(1)));
        List<PreferenceLoss> losses = List.of(PreferenceLoss.sigmoid(0.5), new PreferenceLoss.Sigmoidal(0.3, 0.1),
                new PreferenceLoss.Robust(0.4, 0.2), new PreferenceLoss.Ipo(0.5), new PreferenceLoss.Hinge(0.1));
        for (PreferenceLoss loss : losses) {
            for (Reduction reduction : Reduction.values()) {
                String variant = loss + " " + reduction;
                dpo.sample(variant, x -> loss(x, null, reduction, loss), shape(3, 4), shape(3, 4));
            }
        }
        return List.of(dpo);
    }

    private static Tensor loss(Tensor[] x, Mask valid, Reduction reduction, PreferenceLoss loss) {
        double[] chosen = new Rng(5).doubles(x[0].size()).toArray();
        double[] rejected = new Rng(6).doubles(x[0].size()).toArray();
        return PreferenceObjective.loss(x[0], x[1], chosen, rejected, valid, new DpoLoss(loss, reduction));
    }

    /** Clip b of length 1 + b, where there are as many frames. */
    private static Mask firstFrames(int[] shape) {
        int[] lengths = new int[shape[0]];
        for (int b = 0; b < lengths.length; b++) {
            lengths[b] = Math.min(1 + b, shape[1]);
        }
        return Mask.ofLengths(lengths, shape[1]);
    }

    private static Tensor zeros(int... shape) {
        return RUNTIME.zeros(DType.F64, shape);
    }
}
