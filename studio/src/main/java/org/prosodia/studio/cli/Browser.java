package org.prosodia.studio.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.prosodia.pipeline.cli.Console;

/**
 * Opens a page with what the system has for it. All users of a machine can read what its programs were started with, so what is opened is a
 * file that only we can read, which leads to the page.
 */
final class Browser {
    private Browser() {}

    static void open(URI page, Console console) {
        try {
            Path file = leadingTo(page);
            file.toFile().deleteOnExit();
            new ProcessBuilder(command(System.getProperty("os.name"), file)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            console.say("no browser could be started: open the address yourself");
        }
    }

    /** A temporary file for the eyes of its owner alone. */
    static Path leadingTo(URI page) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ours = posix ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))} : new FileAttribute<?>[0];
        Path file = Files.createTempFile("prosodia-", ".html", ours);
        return Files.writeString(file, "<!DOCTYPE html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
                + "<meta http-equiv=\"refresh\" content=\"0;url=" + page + "\"><title>Prosodia</title>\n");
    }

    /** @param system name of the operating system */
    static List<String> command(String system, Path file) {
        String name = system.toLowerCase(Locale.ROOT);
        Stream<String> opener = name.startsWith("windows") ? Stream.of("rundll32", "url.dll,FileProtocolHandler")
                : Stream.of(name.startsWith("mac") ? "open" : "xdg-open");
        return Stream.concat(opener, Stream.of(file.toUri().toString())).toList();
    }
}
