package org.prosodia.wav2vec2.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the bytes of a file from a start to an end one after another, through a small buffer. Numbers are little-endian. */
final class ByteCursor {
    private static final int BUFFER_BYTES = 1 << 16;

    private final WeightFile file;
    private final String part;
    private final long end;
    private final ByteBuffer buffer;
    private long bufferEnd;

    /** Begins at {@code start}; never reads at or beyond {@code end}. {@code part} is what messages call these bytes. */
    ByteCursor(WeightFile file, String part, long start, long end) {
        this.file = file;
        this.part = part;
        this.end = end;
        this.buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
        this.bufferEnd = start;
    }

    /** Where the next byte lies in the file. */
    long position() {
        return bufferEnd - buffer.remaining();
    }

    long remaining() {
        return end - position();
    }

    CheckpointException fault(String fault) {
        return file.fault(part + ": " + fault);
    }

    int u8() throws CheckpointException {
        require(1);
        return Byte.toUnsignedInt(buffer.get());
    }

    int u16() throws CheckpointException {
        require(Short.BYTES);
        return Short.toUnsignedInt(buffer.getShort());
    }

    int i32() throws CheckpointException {
        require(Integer.BYTES);
        return buffer.getInt();
    }

    long i64() throws CheckpointException {
        require(Long.BYTES);
        return buffer.getLong();
    }

    /** The next {@code count} bytes, which must be there and at most {@code limit}: only then is memory taken. */
    byte[] bytes(long count, int limit) throws CheckpointException {
        if (count < 0 || count > limit) {
            throw fault("a length of " + count + " at byte " + position() + ", at most " + limit + " is allowed");
        }
        if (count > remaining()) {
            throw ended();
        }
        byte[] bytes = new byte[(int) count];
        for (int done = 0; done < bytes.length;) {
            require(1);
            int n = Math.min(buffer.remaining(), bytes.length - done);
            buffer.get(bytes, done, n);
            done += n;
        }
        return bytes;
    }

    /** Text up to the next line feed, which is passed over; at most {@code limit} bytes. */
    String line(int limit) throws CheckpointException {
        byte[] line = new byte[limit];
        for (int length = 0; length < limit; length++) {
            line[length] = (byte) u8();
            if (line[length] == '\n') {
                return new String(line, 0, length, StandardCharsets.UTF_8);
            }
        }
        throw fault("a line longer than " + limit + " bytes");
    }

    /** Makes at least {@code count} (≤ 8) bytes available in the buffer. */
    private void require(int count) throws CheckpointException {
        if (buffer.remaining() >= count) {
            return;
        }
        if (count > remaining()) {
            throw ended();
        }
        int kept = buffer.remaining();
        buffer.compact().limit((int) Math.min(buffer.capacity(), kept + end - bufferEnd));
        file.read(bufferEnd - kept, buffer);
        bufferEnd += buffer.remaining() - kept;
    }

    private CheckpointException ended() {
        return fault("ends early, at byte " + end);
    }

    /** The remaining bytes as a stream, which ends where this cursor ends. */
    InputStream asInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return remaining() == 0 ? -1 : u8();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (remaining() == 0) {
                    return -1;
                }
                require(1);
                int n = Math.min(length, buffer.remaining());
                buffer.get(target, offset, n);
                return n;
            }
        };
    }
}
