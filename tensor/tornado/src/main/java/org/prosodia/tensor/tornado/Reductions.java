package org.prosodia.tensor.tornado;

import java.util.Arrays;

/** Sums and maxima as sequences of kernels. */
final class Reductions {
    private final Device device;

    Reductions(Device device) {
        this.device = device;
    }

    /** Axes of one kind: sizes, steps in x, steps in y; filled up in front with axes of one place. */
    private static final class Axes {
        private final int[] sizes = new int[ReduceKernels.MAX_AXES];
        private final int[] xSteps = new int[ReduceKernels.MAX_AXES];
        private final int[] ySteps = new int[ReduceKernels.MAX_AXES];
        private int all = 1;

        Axes(Strides strides, boolean summed) {
            Arrays.fill(sizes, 1);
            int at = ReduceKernels.MAX_AXES;
            for (int axis = strides.rank() - 1; axis >= 0; axis--) {
                if (strides.stride(1, axis) == 0 == summed) {
                    if (at == 0) {
                        throw new UnsupportedOperationException("backend tornado: a sum over axes that do not merge to "
                                + ReduceKernels.MAX_AXES + ", shape " + strides);
                    }
                    at--;
                    sizes[at] = strides.size(axis);
                    xSteps[at] = strides.stride(0, axis);
                    ySteps[at] = strides.stride(1, axis);
                    all *= sizes[at];
                }
            }
        }
    }

    void sum(DeviceArray x, int[] shape, DeviceArray y, int[] yStrides) {
        int[] dense = new int[shape.length];
        int size = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            dense[d] = size;
            size *= shape[d];
        }
        if (size == 0) {
            return;
        }
        Strides strides = new Strides(shape, dense, yStrides);
        Axes kept = new Axes(strides, false);
        Axes summed = new Axes(strides, true);
        int parts = Math.ceilDiv(summed.all, ReduceKernels.PART);
        try (DeviceArray partial = device.allocate(kept.all * parts)) {
            device.flat(DeviceKernel.SUM_PARTS, kept.all * parts, Device.arguments().at(x, partial).whole(kept.all, summed.all)
                    .from(ReduceKernels.AXES).whole(kept.sizes).whole(kept.xSteps).whole(summed.sizes).whole(summed.xSteps));
            device.flat(DeviceKernel.ADD_PARTS, kept.all, Device.arguments().at(partial).whole(parts).at(y).whole(kept.all)
                    .from(ReduceKernels.AXES).whole(kept.sizes).whole(kept.ySteps));
        }
    }

    /** Parts are summed in single precision, and those in double precision on the host. */
    double squaredNorm(DeviceArray x) {
        int parts = Math.ceilDiv(x.size(), ReduceKernels.PART);
        double sum = 0;
        if (parts > 0) {
            try (DeviceArray partial = device.allocate(parts)) {
                device.flat(DeviceKernel.SQUARES, parts, Device.arguments().at(x, partial).whole(x.size()));
                for (float part : device.read(partial)) {
                    sum += part;
                }
            }
        }
        return sum;
    }

    void max(DeviceArray x, int outer, int n, int inner, DeviceArray y, int[] argmax) {
        int all = outer * inner;
        if (all == 0) {
            return;
        }
        try (DeviceArray places = device.allocate(2 * all)) {
            device.flat(DeviceKernel.MAX, all, Device.arguments().at(x).whole(n, inner).at(y, places));
            float[] parts = device.read(places);
            for (int i = 0; i < all; i++) {
                argmax[i] = (int) parts[i] * MovementKernels.HIGH + (int) parts[all + i];
            }
        }
    }
}
