package org.prosodia.wav2vec2.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One open file: positional reads that come back full or with a {@link CheckpointException}. Safe for several threads. */
final class WeightFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final long size;

    private WeightFile(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    /**
     * Opens a regular file. A symbolic link to one is followed, for the hub's cache is made of them; folders, pipes, devices are refused.
     */
    static WeightFile open(Path path) throws CheckpointException {
        if (!Files.exists(path)) {
            throw new CheckpointException(path, Files.isSymbolicLink(path) ? "is a symbolic link to nothing" : "no such file");
        }
        if (!Files.isRegularFile(path)) {
            throw new CheckpointException(path, Files.isDirectory(path) ? "is a folder, not a file" : "is not a regular file");
        }
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            return new WeightFile(path, channel, channel.size());
        } catch (IOException e) {
            throw new CheckpointException(path, "cannot be opened (" + e + ")", e);
        }
    }

    Path path() {
        return path;
    }

    /** Bytes of the file when it was opened. */
    long size() {
        return size;
    }

    CheckpointException fault(String fault) {
        return new CheckpointException(path, fault);
    }

    /** Fills {@code target} with the bytes from {@code position} on, and flips it. */
    void read(long position, ByteBuffer target) throws CheckpointException {
        while (target.hasRemaining()) {
            long next = position + target.position();
            if (transfer(next, target) < 0) {
                throw fault("ends at byte " + next + ", expected " + target.remaining() + " more bytes");
            }
        }
        target.flip();
    }

    private int transfer(long position, ByteBuffer target) throws CheckpointException {
        try {
            return channel.read(target, position);
        } catch (IOException e) {
            throw new CheckpointException(path, "cannot be read (" + e + ")", e);
        }
    }

    /** The {@code count} bytes from {@code position} on, little-endian. */
    ByteBuffer bytes(long position, int count) throws CheckpointException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        read(position, bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
