package org.prosodia.tensor.op;

import static org.prosodia.tensor.Autograd.ifNeeded;

import java.util.Arrays;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.ScalarFunction.Named;

/**
 * Convolution over time, channel-last: y[b, t, o] = Σ_κ Σ_c x[b, t·stride + κ, c] w[o, κ, c], c over the channels of o's group.
 *
 * <p>In this layout the window of one output frame is contiguous, so that a window is a row of a matrix whose rows overlap, and the
 * convolution is one matrix product per clip and group, without any copying of windows. The gradients are products as well:
 * dw[o, (κ, c)] = Σ_t g[t, o] x[t·stride + κ, c], and for each κ, dx[t·stride + κ, c] += Σ_o g[t, o] w[o, κ, c].
 */
public final class Conv1d {
    private Conv1d() {}

    /**
     * @param x [B, T, C]
     * @param weight [O, K, C / groups]; PyTorch's weight with its last two axes swapped
     * @param bias [O] or null
     * @return [B, (T − K) / stride + 1, O]
     */
    public static Tensor conv1d(Tensor x, Tensor weight, Tensor bias, int stride, int groups) {
        return conv1d(x, weight, bias, null, stride, groups);
    }

    /** f of the convolution, in one op where nothing is recorded. @param f or null */
    public static Tensor conv1d(Tensor x, Tensor weight, Tensor bias, Named f, int stride, int groups) {
        Geometry at = new Geometry(x, weight, stride, groups);
        Products.requireBias("conv1d", weight, bias);
        if (f != null && x.runtime().isRecording()) {
            return conv1d(x, weight, bias, stride, groups).map(f);
        }
        Tensor grouped = groups == 1 ? x : splitGroups(x, groups);
        Tensor y = x.runtime().empty(x.dtype(), at.batch, at.outTime, at.out);
        Products.multiply(at.outTime, at.groupOut, at.window, grouped, at.windows(), weight, at.weightsOfClip().transposed(),
                at.weights().transposed(), bias, f, y, at.outputs());
        x.recycle(y);
        Tensor[] inputs = bias == null ? new Tensor[] {x, weight} : new Tensor[] {x, weight, bias};
        boolean wanted = x.requiresGrad();
        return Autograd.record("conv1d", y, g -> {
            Tensor dx = wanted ? gradientOfInput(g, weight, at, groups) : null;
            Tensor dw = ifNeeded(weight, () -> gradientOfWeight(g, grouped, weight, at));
            return bias == null ? new Tensor[] {dx, dw} : new Tensor[] {dx, dw, g.sumTo(at.out)};
        }, inputs);
    }

    private static Tensor gradientOfWeight(Tensor g, Tensor grouped, Tensor weight, Geometry at) {
        Tensor dw = weight.zerosLike();
        for (int b = 0; b < at.batch; b++) {
            g.kernels().gemm(at.groupOut, at.window, at.outTime, g.memory(), at.ofClip(at.outputs(), b).transposed(), grouped.memory(),
                    at.ofClip(at.windows(), b), dw.memory(), at.ofClip(at.weights(), b), true);
        }
        return dw;
    }

    private static Tensor gradientOfInput(Tensor g, Tensor weight, Geometry at, int groups) {
        Tensor dx = g.runtime().zeros(g.dtype(), at.batch, groups, at.time, at.groupIn);
        for (int tap = 0; tap < at.kernel; tap++) {
            g.kernels().gemm(at.outTime, at.groupIn, at.groupOut, g.memory(), at.outputs(), weight.memory(),
                    at.weights().shifted(tap * at.groupIn), dx.memory(), at.windows().shifted(tap * at.groupIn), true);
        }
        return joinGroups(dx);
    }

    /** [B, T, C] to [B, groups, T, C / groups]: within a group, windows are contiguous again. */
    private static Tensor splitGroups(Tensor x, int groups) {
        return x.view(x.dim(0), x.dim(1), groups, x.dim(2) / groups).permute(0, 2, 1, 3);
    }

    private static Tensor joinGroups(Tensor x) {
        Tensor joined = x.dim(1) == 1 ? x : x.permute(0, 2, 1, 3);
        return joined.view(x.dim(0), x.dim(2), x.dim(1) * x.dim(3));
    }

    /** Sizes, and where the matrices of every clip and group lie. */
    private static final class Geometry {
        final int batch;
        final int time;
        final int out;
        final int outTime;
        final int kernel;
        final int groupIn;
        final int groupOut;
        final int window;
        private final int groups;
        private final int stride;

        Geometry(Tensor x, Tensor weight, int stride, int groups) {
            x.requireSameKind("conv1d", weight);
            int[] xs = x.shape();
            int[] ws = weight.shape();
            if (xs.length != 3 || ws.length != 3 || groups < 1 || ws[2] * groups != xs[2] || ws[0] % groups != 0) {
                throw new ShapeException("conv1d", "input " + Arrays.toString(xs) + " and weight " + Arrays.toString(ws) + " with " + groups
                        + " groups: expected [B, T, C] and [O, K, C / groups], groups dividing O");
            }
            if (stride < 1 || ws[1] < 1 || xs[1] < ws[1]) {
                throw new ShapeException("conv1d", "input " + Arrays.toString(xs) + " has fewer frames than the kernel of "
                        + Arrays.toString(ws) + ", or stride " + stride + " is below 1");
            }
            this.batch = xs[0];
            this.time = xs[1];
            this.out = ws[0];
            this.kernel = ws[1];
            this.groups = groups;
            this.stride = stride;
            this.groupIn = ws[2];
            this.groupOut = out / groups;
            this.window = kernel * groupIn;
            this.outTime = (time - kernel) / stride + 1;
        }

        /** Rows are windows of [B, groups, T, C / groups]. */
        MatrixView windows() {
            return MatrixView.batch(batch * groups, time * groupIn, stride * groupIn, 1);
        }

        /** [O / groups, K·C / groups] of each group. */
        MatrixView weightsOfClip() {
            return MatrixView.batch(groups, groupOut * window, window, 1);
        }

        /** The same for every clip. */
        MatrixView weights() {
            int[] offsets = new int[batch * groups];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = i % groups * groupOut * window;
            }
            return new MatrixView(offsets, window, 1);
        }

        /** [T', O / groups] of each clip and group inside [B, T', O]. */
        MatrixView outputs() {
            int[] offsets = new int[batch * groups];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = i / groups * outTime * out + i % groups * groupOut;
            }
            return new MatrixView(offsets, out, 1);
        }

        MatrixView ofClip(MatrixView all, int clip) {
            int[] offsets = Arrays.copyOfRange(all.offsets(), clip * groups, (clip + 1) * groups);
            return new MatrixView(offsets, all.rowStride(), all.colStride());
        }
    }
}
