package org.prosodia.tensor.op;

import java.util.Arrays;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;

/** Selection by index, and its reverse, addition by index. */
public final class Gather {
    private Gather() {}

    /** y[r] = x[index[r]] along the first axis; dx[index[r]] += g[r]. */
    public static Tensor indexSelect(Tensor x, int... index) {
        int[] shape = x.shape();
        int[] rows = checked("indexSelect", shape, index);
        int width = width(shape);
        int[] outShape = shape.clone();
        outShape[0] = rows.length;
        Tensor y = x.runtime().empty(x.dtype(), outShape);
        x.kernels().gatherRows(x.memory(), rows, y.memory(), width);
        return Autograd.record("indexSelect", y, g -> {
            Tensor dx = g.runtime().zeros(g.dtype(), shape);
            g.kernels().scatterAddRows(g.memory(), rows, dx.memory(), width);
            return new Tensor[] {dx};
        }, x);
    }

    /** y = x, then y[index[r]] += source[r] along the first axis; dx = g, dsource[r] = g[index[r]]. */
    public static Tensor indexAdd(Tensor x, Tensor source, int... index) {
        x.requireSameKind("indexAdd", source);
        int[] shape = x.shape();
        int[] rows = checked("indexAdd", shape, index);
        int[] expected = shape.clone();
        expected[0] = rows.length;
        if (!Arrays.equals(expected, source.shape())) {
            throw new ShapeException("indexAdd", "source " + Arrays.toString(source.shape()) + " for " + Arrays.toString(shape)
                    + ": expected " + Arrays.toString(expected));
        }
        Tensor y = x.copy();
        x.kernels().scatterAddRows(source.memory(), rows, y.memory(), width(shape));
        return Autograd.record("indexAdd", y, g -> new Tensor[] {g, g.indexSelect(rows)}, x, source);
    }

    /** y[…, j] = x[…, index[…, j]] along the last axis, index [rows, m] row-major; PyTorch's gather. */
    public static Tensor gather(Tensor x, int[] index, int m) {
        int[] outShape = x.shape();
        int last = Shapes.axis("gather", -1, outShape);
        int n = outShape[last];
        int rows = Shapes.size(Arrays.copyOf(outShape, last));
        if (m < 0 || index.length != (long) rows * m) {
            throw new ShapeException("gather",
                    index.length + " indices for " + Arrays.toString(outShape) + ", expected " + rows + " x " + m);
        }
        int[] flat = new int[index.length];
        for (int i = 0; i < index.length; i++) {
            if (index[i] < 0 || index[i] >= n) {
                throw new ShapeException("gather", "index " + index[i] + " outside of the last axis of " + Arrays.toString(outShape));
            }
            flat[i] = i / m * n + index[i];
        }
        outShape[last] = m;
        return x.reshape(x.size(), 1).indexSelect(flat).reshape(outShape);
    }

    private static int width(int[] shape) {
        return Shapes.size(Arrays.copyOfRange(shape, 1, shape.length));
    }

    /** A copy of the index, which the caller may reuse before backward. */
    private static int[] checked(String op, int[] shape, int[] index) {
        if (shape.length == 0) {
            throw new ShapeException(op, "a scalar has no rows");
        }
        for (int i : index) {
            if (i < 0 || i >= shape[0]) {
                throw new ShapeException(op, "index " + i + " outside of the first axis of " + Arrays.toString(shape));
            }
        }
        return index.clone();
    }
}
