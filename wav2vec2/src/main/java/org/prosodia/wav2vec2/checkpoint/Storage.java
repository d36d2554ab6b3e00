package org.prosodia.wav2vec2.checkpoint;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A run of {@code count} numbers of one type in a file, as torch calls it; tensors are views of storages.
 *
 * @param position where the first number begins, in bytes
 */
record Storage(WeightFile file, StoredDType dtype, long position, long count, ByteOrder order) {
    /** Large enough for the disk to run at full speed, small beside any model. */
    private static final int CHUNK_BYTES = 1 << 20;

    void read(long first, int length, float[] target, int offset) throws CheckpointException {
        stream(first, length, (chunk, done, n) -> Numbers.decode(dtype, chunk, target, offset + done, n));
    }

    void read(long first, int length, double[] target, int offset) throws CheckpointException {
        stream(first, length, (chunk, done, n) -> Numbers.decode(dtype, chunk, target, offset + done, n));
    }

    private void stream(long first, int length, ChunkSink sink) throws CheckpointException {
        int bytes = dtype.bytes();
        int chunk = Math.min(CHUNK_BYTES / bytes, length);
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer buffer = arena.allocate((long) chunk * bytes, Long.BYTES).asByteBuffer().order(order);
            for (int done = 0; done < length; done += chunk) {
                int n = Math.min(chunk, length - done);
                file.read(position + (first + done) * bytes, buffer.clear().limit(n * bytes));
                sink.accept(buffer, done, n);
            }
        }
    }

    /** Takes {@code n} numbers of which {@code done} were delivered before. */
    private interface ChunkSink {
        void accept(ByteBuffer chunk, int done, int n);
    }
}
