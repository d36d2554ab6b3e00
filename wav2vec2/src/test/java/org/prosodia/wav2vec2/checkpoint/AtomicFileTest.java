package org.prosodia.wav2vec2.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsNoFileIsNotReplaced() throws IOException {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertRefused(socket, "found a device, a pipe or a socket");
            assertTrue(Files.exists(socket) && !Files.isRegularFile(socket), "the socket is still there");
        }
        assertRefused(Files.createDirectory(folder.resolve("f")), "found a folder");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkStaysAndWhatItLeadsToIsReplaced() throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), old);
        AtomicFile.replace(link, file -> Files.writeString(file, "after"));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("after", Files.readString(old));
    }

    @Test
    void afterAFailureTheOldFileIsThereAndNothingElse() throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "before");
        assertThrows(IOException.class, () -> AtomicFile.replace(old, file -> {
            Files.writeString(file, "half");
            throw new IOException("no space");
        }));
        assertEquals("before", Files.readString(old));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    /** What Ctrl-C does: the JVM ends while a file is half written. */
    static final class EndsWhileWriting {
        private EndsWhileWriting() {}

        public static void main(String[] args) throws IOException {
            AtomicFile.replace(Path.of(args[0]), file -> {
                Files.writeString(file, "half");
                System.exit(130);
            });
        }
    }

    @Test
    void nothingIsLeftWhenTheJvmEndsWhileWriting() throws Exception {
        Path old = Files.writeString(folder.resolve("old"), "before");
        String classes = place(AtomicFile.class) + File.pathSeparator + place(AtomicFileTest.class);
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classes,
                EndsWhileWriting.class.getName(), old.toString()).inheritIO().start();
        assertEquals(130, process.waitFor());
        assertEquals("before", Files.readString(old));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void assertRefused(Path target, String found) {
        FileSystemException refusal = assertThrows(FileSystemException.class, () -> AtomicFile.replace(target, file -> Files.writeString(file, "x")));
        assertTrue(refusal.getMessage().contains(found), refusal.getMessage());
    }
}
