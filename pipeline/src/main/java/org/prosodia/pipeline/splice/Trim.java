package org.prosodia.pipeline.splice;

import java.util.Arrays;

/** Cuts off what is silent before and after somebody speaks: no emotion is heard there, whatever the clip's label. */
final class Trim {
    /** 20 ms. */
    private static final int FRAME = 320;

    private Trim() {}

    /**
     * The samples from the first to the last frame of 20 ms whose power is at most {@code range} dB below that of the loudest.
     *
     * @param samples at 16 kHz, at least one
     * @param range dB, positive; infinite to cut nothing but digital silence
     */
    static float[] apply(float[] samples, double range) {
        int frames = (samples.length + FRAME - 1) / FRAME;
        double[] power = new double[frames];
        double loudest = 0;
        for (int f = 0; f < frames; f++) {
            power[f] = ActiveLevel.meanPower(samples, f * FRAME, Math.min(samples.length, (f + 1) * FRAME));
            loudest = Math.max(loudest, power[f]);
        }
        double floor = loudest * ActiveLevel.power(-range);
        int first = 0;
        while (first < frames - 1 && power[first] < floor) {
            first++;
        }
        int last = frames - 1;
        while (last > first && power[last] < floor) {
            last--;
        }
        return Arrays.copyOfRange(samples, first * FRAME, Math.min(samples.length, (last + 1) * FRAME));
    }
}
