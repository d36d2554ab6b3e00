package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir
    Path folder;

    @Test
    void theFirstSettingsStayAndOthersAreRefusedByName() throws IOException {
        Path file = folder.resolve("settings.json");
        Map<String, Object> settings = Map.of("seed", 1L, "window", 1.4, "nested", Map.of("a", List.of(1L, 2L)));
        SettingsFile.requireSame(file, settings);
        byte[] first = Files.readAllBytes(file);
        SettingsFile.requireSame(file, settings);
        for (Map<String, Object> other : List.of(Map.<String, Object>of("seed", 2L, "window", 1.4, "nested", Map.of("a", List.of(1L, 2L))),
                Map.<String, Object>of("window", 1.4, "nested", Map.of("a", List.of(1L, 2L))))) {
            String message = assertThrows(FileSystemException.class, () -> SettingsFile.requireSame(file, other)).getMessage();
            assertTrue(message.startsWith(folder + ": holds a run with other settings: seed was 1 and is now "), message);
        }
        assertArrayEquals(first, Files.readAllBytes(file));
    }
}
