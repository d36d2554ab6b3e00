package org.prosodia.pipeline.cli;

import java.nio.file.Path;

/** How one file names another. */
public final class PortablePath {
    private PortablePath() {}

    /** Below the folder of {@code file}, relative to it with slashes, so that the folder can move; else absolute. */
    public static String from(Path file, Path other) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path absolute = other.toAbsolutePath().normalize();
        return absolute.startsWith(folder) ? folder.relativize(absolute).toString().replace('\\', '/') : absolute.toString();
    }
}
