package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashesTest {
    @TempDir
    private Path folder;

    /** The examples of FIPS 180-4, and the empty file. */
    @Test
    void agreesWithTheStandard() throws IOException {
        Path file = folder.resolve("f");
        assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Hashes.sha256(Files.writeString(file, "")));
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Hashes.sha256(Files.writeString(file, "abc")));
        byte[] million = new byte[1_000_000];
        Arrays.fill(million, (byte) 'a');
        assertEquals("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", Hashes.sha256(Files.write(file, million)));
    }

    @Test
    void whatIsNoFileHasNoHash() {
        assertThrows(FileSystemException.class, () -> Hashes.sha256(folder));
        assertThrows(FileSystemException.class, () -> Hashes.sha256(folder.resolve("missing")));
    }
}
