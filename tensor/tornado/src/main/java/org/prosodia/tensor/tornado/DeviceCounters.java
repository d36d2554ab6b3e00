package org.prosodia.tensor.tornado;

import java.util.Locale;

/**
 * What went between host and device so far.
 *
 * @param launches kernels that ran
 * @param bytesToDevice data of tensors and parameters of launches
 * @param bytesToHost data of tensors
 * @param bytesUsed of the device heap, by tensors
 * @param mostBytesUsed the most that was in use at one time
 */
record DeviceCounters(long launches, long bytesToDevice, long bytesToHost, long bytesUsed, long mostBytesUsed) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d kernel launches, %.1f MB to the device, %.1f MB back; %.1f MB of it in use, at most %.1f MB",
                launches, megabytes(bytesToDevice), megabytes(bytesToHost), megabytes(bytesUsed), megabytes(mostBytesUsed));
    }

    private static double megabytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
