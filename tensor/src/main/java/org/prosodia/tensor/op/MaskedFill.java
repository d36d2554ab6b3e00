package org.prosodia.tensor.op;

import java.util.Arrays;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;

/** y = mask ? value : x; dx = mask ? 0 : g. The mask broadcasts to x. */
public final class MaskedFill {
    private MaskedFill() {}

    public static Tensor maskedFill(Tensor x, Mask mask, double value) {
        int[] shape = x.shape();
        if (!Arrays.equals(Shapes.broadcast("maskedFill", shape, mask.shape()), shape)) {
            throw new ShapeException("maskedFill",
                    "mask " + Arrays.toString(mask.shape()) + " does not broadcast to " + Arrays.toString(shape));
        }
        Tensor y = x.resultLike();
        x.kernels().maskedFill(x.memory(), mask.toArray(), Shapes.broadcastStrides(mask.shape(), shape), value, y.memory(), shape);
        return Autograd.record("maskedFill", y, g -> new Tensor[] {g.maskedFill(mask, 0)}, x);
    }
}
