package org.prosodia.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserTest {
    private static final URI PAGE = URI.create("http://127.0.0.1:8123/?token=0123456789abcdef");
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Browser.leadingTo(PAGE);
    }

    @AfterEach
    void delete() throws IOException {
        Files.delete(file);
    }

    @ParameterizedTest
    @CsvSource({"Linux, xdg-open", "Mac OS X, open", "Windows 11, 'rundll32 url.dll,FileProtocolHandler'", "FreeBSD, xdg-open"})
    void theTokenIsInNoArgument(String system, String opener) {
        String command = String.join(" ", Browser.command(system, file));
        assertEquals(opener + " " + file.toUri(), command);
    }

    @Test
    void theFileLeadsToThePageAndIsForItsOwnerAlone() throws IOException {
        assertTrue(Files.readString(file).contains("url=" + PAGE + "\""));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }
}
