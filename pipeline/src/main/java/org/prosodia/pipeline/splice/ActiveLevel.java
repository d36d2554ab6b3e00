package org.prosodia.pipeline.splice;

/**
 * How loud somebody speaks while they speak: the mean power of blocks of 400 ms, one every 100 ms, without those below −70 dB and then
 * without those more than 10 dB below the mean of the rest: the gates of ITU-R BS.1770, which keep pauses out, without its frequency
 * weighting. In dB of full scale: samples that are all 1 or −1 read 0 dB, a sine of amplitude 1 reads −3 dB.
 */
final class ActiveLevel {
    private static final int BLOCK = 6400;
    private static final int STEP = BLOCK / 4;
    private static final double SILENCE = power(-70);
    private static final double RELATIVE_GATE = power(-10);

    private ActiveLevel() {}

    /**
     * @param samples at 16 kHz, at least one; fewer than a block of them are one block
     * @return dB; −∞ when nothing is loud enough to be heard
     */
    static double of(float[] samples) {
        int length = Math.min(BLOCK, samples.length);
        double[] blocks = new double[1 + (samples.length - length) / STEP];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = meanPower(samples, b * STEP, b * STEP + length);
        }
        double audible = meanAbove(blocks, SILENCE);
        return 10 * Math.log10(meanAbove(blocks, Math.max(SILENCE, audible * RELATIVE_GATE)));
    }

    private static double meanAbove(double[] blocks, double gate) {
        double sum = 0;
        int count = 0;
        for (double block : blocks) {
            if (block > gate) {
                sum += block;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** {@code 1/n Σ x²} of samples {@code from … to − 1}. */
    static double meanPower(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum / (to - from);
    }

    /** {@code 10^(dB / 10)}. */
    static double power(double db) {
        return Math.pow(10, db / 10);
    }
}
