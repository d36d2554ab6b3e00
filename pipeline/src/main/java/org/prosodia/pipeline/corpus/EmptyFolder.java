package org.prosodia.pipeline.corpus;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a corpus may be written: clips of another one among its own would be found by whoever searches for audio. */
public final class EmptyFolder {
    private EmptyFolder() {}

    /** @throws FileSystemException when the folder is there and holds anything */
    public static void require(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new FileSystemException(folder.toString(), null, "expected a new or empty folder, found files in it");
                }
            }
        }
    }
}
