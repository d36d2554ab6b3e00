package org.prosodia.tensor.tornado;

/** Layer norm and group norm as sequences of kernels. */
final class Norms {
    private final Device device;

    Norms(Device device) {
        this.device = device;
    }

    private static int parts(int time) {
        return Math.ceilDiv(time, NormKernels.PART);
    }

    void layerNormGradient(DeviceArray x, DeviceArray gamma, DeviceArray mean, DeviceArray rstd, DeviceArray g, DeviceArray dx,
            DeviceArray dGamma, DeviceArray dBeta, int rows, int n) {
        if (rows == 0 || n == 0) {
            return;
        }
        try (DeviceArray sums = columnSums(x, g, mean, rstd, 1, rows, n, 0)) {
            addSums(sums, parts(rows), n, dGamma, dBeta);
        }
        device.rows(DeviceKernel.LAYER_NORM_GRADIENT, rows, n, Device.arguments().at(x, gamma, mean, rstd, g, dx));
    }

    /** Of g x̂ and of g, for each clip, part of the time and channel. */
    private DeviceArray columnSums(DeviceArray x, DeviceArray g, DeviceArray mean, DeviceArray rstd, int batch, int time, int channels,
            int groups) {
        DeviceArray sums = device.allocate(2 * batch * parts(time) * channels);
        device.flat(DeviceKernel.COLUMN_SUMS, batch * parts(time) * channels,
                Device.arguments().at(x, g, mean, rstd, sums).whole(time, channels, parts(time), groups));
        return sums;
    }

    private void addSums(DeviceArray sums, int parts, int channels, DeviceArray dGamma, DeviceArray dBeta) {
        addParts(sums, 0, parts, channels, dGamma);
        addParts(sums, channels, parts, channels, dBeta);
    }

    private void addParts(DeviceArray sums, int first, int parts, int channels, DeviceArray to) {
        device.flat(DeviceKernel.ADD_PARTS, channels, Device.arguments().at(sums, first).whole(parts).at(to).whole(2 * channels)
                .from(ReduceKernels.AXES).whole(1, 1, 1, channels, 0, 0, 0, 1));
    }

    void groupNorm(DeviceArray x, DeviceArray gamma, DeviceArray beta, DeviceArray y, DeviceArray mean, DeviceArray rstd, int batch,
            int time, int channels, int groups, double eps) {
        if (time == 0 || channels == 0) {
            return;
        }
        int blocks = batch * parts(time);
        try (DeviceArray statistics = device.allocate(2 * blocks * channels)) {
            device.flat(DeviceKernel.COLUMN_STATISTICS, blocks * channels,
                    Device.arguments().at(x, statistics).whole(time, channels, parts(time)));
            device.flat(DeviceKernel.GROUP_STATISTICS, batch * groups, Device.arguments().at(statistics, mean, rstd)
                    .whole(time, channels, parts(time), groups).numbers(eps));
        }
        device.flat(DeviceKernel.GROUP_NORM, batch * time * channels,
                Device.arguments().at(x, gamma, beta, y, mean, rstd).whole(time * channels, channels, groups));
    }

    void groupNormGradient(DeviceArray x, DeviceArray gamma, DeviceArray mean, DeviceArray rstd, DeviceArray g, DeviceArray dx,
            DeviceArray dGamma, DeviceArray dBeta, int batch, int time, int channels, int groups) {
        if (time == 0 || channels == 0 || batch == 0) {
            return;
        }
        try (DeviceArray sums = columnSums(x, g, mean, rstd, batch, time, channels, groups);
                DeviceArray averages = device.allocate(2 * batch * groups)) {
            device.flat(DeviceKernel.GROUP_AVERAGES, batch * groups, Device.arguments().at(sums, averages, gamma)
                    .whole(channels, parts(time), groups).numbers((double) time * (channels / groups)));
            addSums(sums, batch * parts(time), channels, dGamma, dBeta);
            device.flat(DeviceKernel.GROUP_NORM_GRADIENT, batch * time * channels, Device.arguments()
                    .at(x, gamma, mean, rstd, g, dx, averages).whole(time * channels, channels, groups));
        }
    }
}
