package org.prosodia.pipeline.preference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Adds lines to a file so that what is there stays there. Each step leaves a file that {@link #repair} makes whole again: a line counts
 * once its line feed is on the disk, and nothing before it is ever written to.
 */
final class Appending {
    private static final int BLOCK = 1 << 16;

    private Appending() {}

    /** @param line with its line feed; or several */
    static void append(Path file, byte[] line) throws IOException {
        append(file, line, false);
    }

    /** The same after {@link #repair}; nobody else writes in between. */
    static void repairAndAppend(Path file, byte[] line) throws IOException {
        append(file, line, true);
    }

    private static void append(Path file, byte[] line, boolean repair) throws IOException {
        boolean isNew = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
                FileLock _ = lock(file, channel)) {
            if (repair) {
                repair(file, channel);
            }
            append(file, channel, line);
        }
        if (isNew) {
            forceFolder(file.toAbsolutePath().getParent());
        }
    }

    static void append(Path file, FileChannel channel, byte[] line) throws IOException {
        Line last = lastLine(channel);
        if (last.halfWritten()) {
            throw new PreferenceFormatException(file, "last line: " + PreferenceFormatException.halfWritten(last.bytes().length));
        }
        long end = channel.size();
        try {
            // A file that people wrote may lack its last line feed.
            long at = last.ended() ? end : write(channel, end, new byte[] {'\n'});
            write(channel, at, line);
            channel.force(true);
        } catch (IOException | RuntimeException | Error e) {
            cutBack(channel, end, e);
            throw e;
        }
    }

    static Optional<Path> repair(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock _ = lock(file, channel)) {
            return repair(file, channel);
        }
    }

    private static Optional<Path> repair(Path file, FileChannel channel) throws IOException {
        Line last = lastLine(channel);
        if (!last.halfWritten()) {
            return Optional.empty();
        }
        Path kept = file.resolveSibling(file.getFileName() + ".half-written");
        try (FileChannel to = FileChannel.open(kept, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            long at = write(to, to.size(), last.bytes());
            write(to, at, new byte[] {'\n'});
            to.force(true);
        }
        channel.truncate(channel.size() - last.bytes().length);
        channel.force(true);
        return Optional.of(kept);
    }

    /** What stands after the last line feed; ended when that is nothing. Its number is 1 if it is the first line, else just not 1. */
    private static Line lastLine(FileChannel channel) throws IOException {
        long from = channel.size();
        while (from > 0) {
            ByteBuffer block = read(channel, Math.max(0, from - BLOCK), (int) Math.min(BLOCK, from));
            int last = block.limit() - 1;
            while (last >= 0 && block.get(last) != '\n') {
                last--;
            }
            from -= block.limit() - 1 - last;
            if (last >= 0) {
                break;
            }
        }
        long length = channel.size() - from;
        if (length > PreferenceFile.MAX_LINE_BYTES) {
            throw new IOException("last line: expected at most " + PreferenceFile.MAX_LINE_BYTES + " bytes, found " + length);
        }
        return new Line(from == 0 ? 1 : 2, read(channel, from, (int) length).array(), length == 0);
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private static long write(FileChannel channel, long at, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest, at + rest.position());
        }
        return at + bytes.length;
    }

    private static void cutBack(FileChannel channel, long end, Throwable reason) {
        try {
            channel.truncate(end);
            channel.force(true);
        } catch (IOException e) {
            reason.addSuppressed(e); // the half-written line stays, for repair
        }
    }

    private static FileLock lock(Path file, FileChannel channel) throws IOException {
        try {
            return channel.lock();
        } catch (OverlappingFileLockException e) {
            throw new IOException(file + ": expected one thread to append at a time, found another at it", e);
        }
    }

    /** Makes a new name survive a power cut, where the system lets a folder be opened. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows does not open folders; its file system journals new names itself.
        }
    }
}
