package org.prosodia.tensor.tornado;

import org.prosodia.tensor.DType;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.BinaryOp;
import org.prosodia.tensor.backend.DropoutMask;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.HostArrays;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;
import org.prosodia.tensor.backend.ScalarFunction;

/**
 * The kernels of a device. Functions that users have written themselves are computed on the host: the device's compiler does not know them.
 */
final class TornadoF32 implements Kernels<DeviceArray> {
    private final Device device;
    private final Products products;
    private final Norms norms;
    private final Reductions reductions;
    private final SelfCheck check;

    TornadoF32(Device device) {
        this.device = device;
        this.products = new Products(device);
        this.norms = new Norms(device);
        this.reductions = new Reductions(device);
        this.check = new SelfCheck(this, device.name());
        device.checkWith(check);
    }

    @Override
    public DType dtype() {
        return DType.F32;
    }

    @Override
    public DeviceArray allocate(int n) {
        DeviceArray x = device.allocate(n);
        fill(x, 0);
        return x;
    }

    @Override
    public DeviceArray empty(int n) {
        return device.allocate(n);
    }

    @Override
    public void write(Object hostArray, DeviceArray x, int n) {
        float[] numbers = hostArray instanceof float[] same ? same : new float[n];
        if (numbers != hostArray) {
            HostArrays.copy(hostArray, numbers, n);
        }
        device.write(numbers, x, n);
    }

    @Override
    public void read(DeviceArray x, Object hostArray, int n) {
        float[] numbers = hostArray instanceof float[] same ? same : new float[n];
        device.read(x, 0, numbers, n);
        if (numbers != hostArray) {
            HostArrays.copy(numbers, hostArray, n);
        }
    }

    @Override
    public double get(DeviceArray x, int i) {
        float[] one = new float[1];
        device.read(x, i, one, 1);
        return one[0];
    }

    @Override
    public void fill(DeviceArray y, double value) {
        device.flat(DeviceKernel.FILL, y.size(), Device.arguments().at(y).numbers(value));
    }

    @Override
    public void map(ScalarFunction f, DeviceArray x, DeviceArray y) {
        int code = DeviceFunctions.code(f);
        if (code == DeviceFunctions.HOST) {
            float[] numbers = device.read(x);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) f.value(numbers[i]);
            }
            device.write(numbers, y, numbers.length);
            return;
        }
        device.flat(DeviceFunctions.isSpecial(f) ? DeviceKernel.MAP_SPECIAL : DeviceKernel.MAP, y.size(),
                Device.arguments().at(x, y).whole(code).numbers(DeviceFunctions.constants(f)));
    }

    @Override
    public void mapGradient(ScalarFunction f, DeviceArray x, DeviceArray g, DeviceArray dx) {
        int code = DeviceFunctions.code(f);
        if (code == DeviceFunctions.HOST) {
            float[] numbers = device.read(x);
            float[] gradient = device.read(g);
            for (int i = 0; i < numbers.length; i++) {
                gradient[i] = (float) (gradient[i] * f.derivative(numbers[i]));
            }
            device.write(gradient, dx, gradient.length);
            return;
        }
        device.flat(DeviceFunctions.isSpecial(f) ? DeviceKernel.MAP_SPECIAL_GRADIENT : DeviceKernel.MAP_GRADIENT, dx.size(),
                Device.arguments().at(x, g, dx).whole(code).numbers(DeviceFunctions.constants(f)));
    }

    @Override
    public void zip(BinaryOp op, DeviceArray x, int[] xStrides, DeviceArray y, int[] yStrides, DeviceArray z, int[] shape) {
        device.flat(DeviceKernel.ZIP, size(shape), Device.arguments().at(x, y, z).whole(op.ordinal()).from(ElementwiseKernels.SHAPE)
                .whole(new Strides(shape, xStrides, yStrides).parameters()));
    }

    private static int size(int[] shape) {
        int size = 1;
        for (int dimension : shape) {
            size *= dimension;
        }
        return size;
    }

    @Override
    public void axpy(double a, DeviceArray x, DeviceArray y) {
        device.flat(DeviceKernel.AXPY, y.size(), Device.arguments().at(x, y).numbers(a));
    }

    @Override
    public void maskedFill(DeviceArray x, boolean[] mask, int[] maskStrides, double value, DeviceArray y, int[] shape) {
        if (size(shape) > 0) {
            try (DeviceArray onDevice = device.copyOf(mask)) {
                device.flat(DeviceKernel.MASKED_FILL, size(shape), Device.arguments().at(x, onDevice, y).from(ElementwiseKernels.SHAPE)
                        .whole(new Strides(shape, maskStrides).parameters()).numbers(value));
            }
        }
    }

    @Override
    public void dropout(DeviceArray x, double p, long state, DeviceArray y) {
        DropoutMask mask = new DropoutMask(p, state);
        long dropped = mask.threshold();
        device.flat(DeviceKernel.DROPOUT, y.size(), Device.arguments().at(x, y)
                .whole((int) (state >> 32), (int) state, (int) (dropped >> 32), (int) dropped).numbers(mask.kept()));
    }

    @Override
    public void copy(DeviceArray x, int xOffset, int[] xStrides, DeviceArray y, int yOffset, int[] yStrides, int[] shape) {
        device.flat(DeviceKernel.COPY, size(shape), Device.arguments().at(x, xOffset).at(y, yOffset).from(ElementwiseKernels.SHAPE)
                .whole(new Strides(shape, xStrides, yStrides).parameters()));
    }

    @Override
    public void gatherRows(DeviceArray x, int[] index, DeviceArray y, int width) {
        if (index.length > 0) {
            try (DeviceArray onDevice = device.copyOf(index)) {
                device.flat(DeviceKernel.GATHER_ROWS, index.length * width,
                        Device.arguments().at(x, onDevice, y).whole(width, index.length));
            }
        }
    }

    @Override
    public void scatterAddRows(DeviceArray x, int[] index, DeviceArray y, int width) {
        if (index.length > 0) {
            try (DeviceArray onDevice = device.copyOf(index)) {
                device.flat(DeviceKernel.SCATTER_ADD_ROWS, width, Device.arguments().at(x, onDevice, y).whole(width, index.length));
            }
        }
    }

    @Override
    public void sum(DeviceArray x, int[] shape, DeviceArray y, int[] yStrides) {
        reductions.sum(x, shape, y, yStrides);
    }

    @Override
    public double squaredNorm(DeviceArray x) {
        return reductions.squaredNorm(x);
    }

    @Override
    public void max(DeviceArray x, int outer, int n, int inner, DeviceArray y, int[] argmax) {
        reductions.max(x, outer, n, inner, y, argmax);
    }

    @Override
    public void gemm(int m, int n, int k, DeviceArray a, MatrixView aView, DeviceArray b, MatrixView bView, DeviceArray c,
            MatrixView cView, boolean accumulate) {
        products.gemm(m, n, k, a, aView, b, bView, c, cView, accumulate);
    }

    /** Weights of 16 bits are rounded before they come here; on the device they have 32. */
    @Override
    public PackedMatrix pack(int k, int n, DeviceArray b, MatrixView bView, WeightPrecision precision) {
        return products.pack(k, n, b, bView);
    }

    @Override
    public void unpack(PackedMatrix packed, DeviceArray b) {
        products.unpack((DevicePackedMatrix) packed, b);
    }

    @Override
    public void packedGemm(int m, DeviceArray a, MatrixView aView, PackedMatrix b, DeviceArray bias, ScalarFunction f, DeviceArray c,
            MatrixView cView) {
        boolean gelu = f == Functions.GELU;
        products.packedGemm(m, a, aView, (DevicePackedMatrix) b, bias, gelu, c, cView);
        if (f != null && !gelu) {
            map(f, c, c);
        }
    }

    @Override
    public void attention(AttentionInputs<DeviceArray> in, DeviceArray out) {
        if (in.dropout().isNone() && in.keys() > 0) {
            products.attention(in, out);
        } else {
            Kernels.super.attention(in, out);
        }
    }

    @Override
    public void softmax(DeviceArray x, DeviceArray y, int rows, int n) {
        device.rows(DeviceKernel.SOFTMAX, rows, n, Device.arguments().at(x, y).whole(n, -1, 1, 0).numbers(1, 0, 0));
    }

    @Override
    public void softmaxGradient(DeviceArray y, DeviceArray g, DeviceArray dx, int rows, int n) {
        device.rows(DeviceKernel.SOFTMAX_GRADIENT, rows, n, Device.arguments().at(y, g, dx));
    }

    @Override
    public void logSoftmax(DeviceArray x, DeviceArray y, int rows, int n) {
        device.rows(DeviceKernel.LOG_SOFTMAX, rows, n, Device.arguments().at(x, y).numbers(0));
    }

    @Override
    public void logSoftmaxGradient(DeviceArray y, DeviceArray g, DeviceArray dx, int rows, int n) {
        device.rows(DeviceKernel.LOG_SOFTMAX_GRADIENT, rows, n, Device.arguments().at(y, g, dx));
    }

    @Override
    public void layerNorm(DeviceArray x, DeviceArray gamma, DeviceArray beta, DeviceArray y, DeviceArray mean, DeviceArray rstd, int rows,
            int n, double eps) {
        device.rows(DeviceKernel.LAYER_NORM, rows, n, Device.arguments().at(x, gamma, beta, y, mean, rstd).numbers(eps));
    }

    @Override
    public void layerNormGradient(DeviceArray x, DeviceArray gamma, DeviceArray mean, DeviceArray rstd, DeviceArray g, DeviceArray dx,
            DeviceArray dGamma, DeviceArray dBeta, int rows, int n) {
        norms.layerNormGradient(x, gamma, mean, rstd, g, dx, dGamma, dBeta, rows, n);
    }

    @Override
    public void groupNorm(DeviceArray x, DeviceArray gamma, DeviceArray beta, DeviceArray y, DeviceArray mean, DeviceArray rstd, int batch,
            int time, int channels, int groups, double eps) {
        norms.groupNorm(x, gamma, beta, y, mean, rstd, batch, time, channels, groups, eps);
    }

    @Override
    public void groupNormGradient(DeviceArray x, DeviceArray gamma, DeviceArray mean, DeviceArray rstd, DeviceArray g, DeviceArray dx,
            DeviceArray dGamma, DeviceArray dBeta, int batch, int time, int channels, int groups) {
        norms.groupNormGradient(x, gamma, mean, rstd, g, dx, dGamma, dBeta, batch, time, channels, groups);
    }

    @Override
    public void adam(AdamStep step, DeviceArray parameter, DeviceArray gradient, DeviceArray m, DeviceArray v) {
        double l2 = step.decoupled() ? 0 : step.weightDecay();
        double shrink = step.decoupled() ? 1 - step.lr() * step.weightDecay() : 1;
        device.flat(DeviceKernel.ADAM, parameter.size(), Device.arguments().at(parameter, gradient, m, v).numbers(l2, shrink,
                step.stepSize(), step.biasCorrection2Sqrt(), step.eps(), step.beta1(), step.beta2(), 1 - step.beta1(), 1 - step.beta2()));
    }

    @Override
    public String check() {
        DeviceKernel other = device.geometry().gpu() ? DeviceKernel.MULTIPLY : DeviceKernel.GROUP_MULTIPLY;
        for (DeviceKernel kernel : DeviceKernel.values()) {
            if (kernel != other) {
                check.before(kernel);
            }
        }
        return check.count() + " kernels agree with plain Java on small cases";
    }

    @Override
    public String traffic() {
        return device.counters().toString();
    }

    @Override
    public void close() {
        device.close();
    }
}
