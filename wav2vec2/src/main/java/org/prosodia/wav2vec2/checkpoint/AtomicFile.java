package org.prosodia.wav2vec2.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that its name only ever stands for a complete one: the bytes go to {@code .tmp-…} in the same folder, are forced to the
 * disk, and the file then takes the place of the old one in a single step. After a failure, or when the JVM is ended meanwhile (Ctrl-C),
 * the old file is as it was and nothing is left beside it.
 */
public final class AtomicFile {
    private static final String TEMPORARY = ".tmp-";

    private AtomicFile() {}

    /** Writes a new file. */
    @FunctionalInterface
    public interface Writing {
        /** @param file does not exist yet */
        void to(Path file) throws IOException;
    }

    /**
     * Puts what {@code writing} writes in the place of {@code file}; of the file it leads to when it is a link.
     *
     * @throws FileSystemException when a folder, a device, a pipe or a socket has this name: these are not to be replaced
     */
    public static void replace(Path file, Writing writing) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "expected a file to write or a free name, found "
                    + (Files.isDirectory(file) ? "a folder" : "a device, a pipe or a socket"));
        }
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Path temporary = target.resolveSibling(TEMPORARY + UUID.randomUUID());
        if (temporary.getFileSystem() == FileSystems.getDefault()) {
            temporary.toFile().deleteOnExit(); // Ctrl-C ends the JVM without our catch below
        }
        try {
            writing.to(temporary);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error e) {
            delete(temporary, e);
            throw e;
        }
        forceFolder(target.toAbsolutePath().getParent());
    }

    /**
     * Whether this is what {@link #replace} was writing: a killed process (kill −9, a power cut) left it behind, to be deleted by whoever
     * knows that nobody else writes into the folder.
     */
    public static boolean isLeftover(Path file) {
        return file.getFileName().toString().startsWith(TEMPORARY) && Files.isRegularFile(file);
    }

    private static void delete(Path temporary, Throwable reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Makes the new name survive a power cut, where the system lets a folder be opened; the file itself is complete either way. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows does not open folders; its file system journals the rename itself.
        }
    }
}
