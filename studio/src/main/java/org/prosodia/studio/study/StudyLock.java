package org.prosodia.studio.study;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a file of answers to one studio, which knows what is in it. The lock is the operating system's, on a file beside it, and ends with
 * the process, however that ends. Other programs can still append: they take turns by a lock of another kind.
 */
public final class StudyLock implements AutoCloseable {
    private final FileChannel channel;

    private StudyLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws FileSystemException when another studio has it */
    public static StudyLock acquire(Path out) throws IOException {
        Path file = out.resolveSibling("." + out.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isFree(channel)) {
            channel.close();
            throw new FileSystemException(out.toString(), null, "expected a file that no other studio writes to, found one that does;"
                    + " use the page that it serves, which takes several people");
        }
        return new StudyLock(channel);
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process has it
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
