package org.prosodia.pipeline.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a run to one process. The lock is the operating system's, on the file {@code run.lock} of the run's folder, and ends with the
 * process, however that ends; the file stays and means nothing by itself.
 *
 * <pre>{@code
 * try (RunLock lock = RunLock.acquire(folder)) {
 *     train(folder);
 * }
 * }</pre>
 */
public final class RunLock implements AutoCloseable {
    private static final String FILE = "run.lock";
    private static final int LONGEST_ID = 20;

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a run without waiting.
     *
     * @param folder of the run, made when there is none
     * @throws FileSystemException when the run is in use; it names the process that has it
     */
    public static RunLock acquire(Path folder) throws IOException {
        Disk.createFolders(folder);
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!lock(channel)) {
                throw new FileSystemException(folder.toString(), null, "expected a run that nobody writes, found it in use by process "
                        + owner(channel) + " (" + file + "); wait for its end, or choose another folder");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
            return new RunLock(channel);
        } catch (IOException | RuntimeException e) {
            try (channel) {
                throw e;
            }
        }
    }

    /** Locks one byte far behind the text: where locks are binding (Windows), the text stays readable to others. */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this process
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_ID);
        channel.read(text, 0);
        String id = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        return id.matches("\\d+") ? id : "of unknown number";
    }

    /** Lets others have the run. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
