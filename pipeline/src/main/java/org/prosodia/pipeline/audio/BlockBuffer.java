package org.prosodia.pipeline.audio;

import java.io.IOException;

/** Hands the blocks of a codec, which have sizes of their own, out in the sizes that are asked for. */
final class BlockBuffer {
    /** Decodes the next block. */
    @FunctionalInterface
    interface Decoder {
        /** The next samples as [frames, channels], perhaps none, or null at the end. */
        float[] next() throws IOException;
    }

    private final Decoder decoder;
    private final int channels;
    private float[] block = new float[0];
    private int used;

    BlockBuffer(int channels, Decoder decoder) {
        this.channels = channels;
        this.decoder = decoder;
    }

    /** As {@link AudioStream#read}. */
    int read(float[] interleaved) throws IOException {
        while (block != null && used == block.length) {
            block = decoder.next();
            used = 0;
        }
        if (block == null) {
            return -1;
        }
        int count = Math.min(block.length - used, interleaved.length / channels * channels);
        System.arraycopy(block, used, interleaved, 0, count);
        used += count;
        return count / channels;
    }
}
