package org.prosodia.tensor.tornado;

import java.util.Locale;

/**
 * What went between host and device so far.
 *
 * @param launches kernels that ran
 * @param bytesToDevice data of tensors and parameters of launches
 * @param bytesToHost data of tensors
 * @param mostBytesUsed the most of the device heap that was in use at one time
 */
record DeviceCounters(long launches, long bytesToDevice, long bytesToHost, long mostBytesUsed) {
    /** What was added since then; the most in use is of all time. */
    DeviceCounters since(DeviceCounters earlier) {
        return new DeviceCounters(launches - earlier.launches, bytesToDevice - earlier.bytesToDevice, bytesToHost - earlier.bytesToHost,
                mostBytesUsed);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d kernel launches, %.1f MB to the device and %.1f MB back, at most %.1f MB used there", launches,
                megabytes(bytesToDevice), megabytes(bytesToHost), megabytes(mostBytesUsed));
    }

    private static double megabytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
