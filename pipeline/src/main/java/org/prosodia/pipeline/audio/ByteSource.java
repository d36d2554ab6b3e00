package org.prosodia.pipeline.audio;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A buffered forward reader of one file that knows its name and position, so that faults can be told precisely. */
final class ByteSource implements Closeable {
    /** How far {@link #peek} may look. */
    static final int MAX_PEEK = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[MAX_PEEK];
    private int next;
    private int limit;
    private long bufferStart;

    ByteSource(Path file) throws IOException {
        this.file = file;
        if (Files.isDirectory(file)) {
            throw fault("file", "an audio file", "a directory");
        }
        this.in = Files.newInputStream(file);
    }

    Path file() {
        return file;
    }

    /** Offset in the file of the next byte. */
    long position() {
        return bufferStart + next;
    }

    /** The next {@code count} bytes, fewer only at the end of the file, without consuming them. */
    byte[] peek(int count) throws IOException {
        if (limit - next < count) {
            System.arraycopy(buffer, next, buffer, 0, limit - next);
            bufferStart += next;
            limit -= next;
            next = 0;
            limit += in.readNBytes(buffer, limit, count - limit);
        }
        byte[] head = new byte[Math.min(count, limit - next)];
        System.arraycopy(buffer, next, head, 0, head.length);
        return head;
    }

    /** The next byte, 0 to 255, or -1 at the end. */
    int read() throws IOException {
        if (next == limit && !fill()) {
            return -1;
        }
        return buffer[next++] & 0xFF;
    }

    /** Reads {@code length} bytes, fewer only at the end of the file; returns how many. */
    int read(byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length && (next < limit || fill())) {
            int n = Math.min(length - done, limit - next);
            System.arraycopy(buffer, next, into, offset + done, n);
            next += n;
            done += n;
        }
        return done;
    }

    /** Skips {@code count} bytes, fewer only at the end of the file; returns how many. */
    long skip(long count) throws IOException {
        long left = count;
        while (left > 0 && (next < limit || fill())) {
            long n = Math.min(left, limit - next);
            next += (int) n;
            left -= n;
            if (left > buffer.length) {
                long seeked = in.skip(left);
                bufferStart += seeked;
                left -= seeked;
            }
        }
        return count - left;
    }

    private boolean fill() throws IOException {
        bufferStart += limit;
        next = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    /** An unsigned integer of up to 8 bytes; {@code field} is named when the file ends within it. */
    long unsigned(int bytes, boolean bigEndian, String field) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            int b = read();
            if (b < 0) {
                throw fault(field, bytes + " bytes", "the end of the file at byte " + position());
            }
            value |= (long) b << 8 * (bigEndian ? bytes - 1 - i : i);
        }
        return value;
    }

    /** A four-character code, or null when fewer than four bytes are left. */
    String code() throws IOException {
        byte[] code = new byte[4];
        return read(code, 0, 4) < 4 ? null : new String(code, StandardCharsets.ISO_8859_1);
    }

    /** A message with the name of the file before it. */
    String named(String message) {
        return AudioFormatException.name(file) + ": " + message;
    }

    AudioFormatException fault(String field, String expected, String found) {
        return new AudioFormatException(file, field, expected, found);
    }

    AudioFormatException unsupported(String what) {
        return AudioFormatException.unsupported(file, what);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
