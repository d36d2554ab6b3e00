package org.prosodia.tensor.tornado;

/**
 * What went between host and device so far.
 *
 * @param launches kernels that ran
 * @param bytesToDevice data of tensors and parameters of launches
 * @param bytesToHost data of tensors
 * @param mostBytesUsed the most of the device heap that was in use at one time
 */
public record DeviceCounters(long launches, long bytesToDevice, long bytesToHost, long mostBytesUsed) {
    /** What was added since then; the most in use is of all time. */
    public DeviceCounters since(DeviceCounters earlier) {
        return new DeviceCounters(launches - earlier.launches, bytesToDevice - earlier.bytesToDevice, bytesToHost - earlier.bytesToHost,
                mostBytesUsed);
    }
}
