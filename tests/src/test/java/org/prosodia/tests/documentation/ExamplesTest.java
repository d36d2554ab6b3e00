package org.prosodia.tests.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    static List<Example> examples() {
        return Page.teaching().stream().flatMap(page -> Example.on(page).stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aProgramOnAPageIsTheOneInItsFileAndPrintsWhatThePageSays(Example example, @TempDir Path folder) throws Exception {
        assertEquals(Files.readString(example.file()).replace("\r\n", "\n"), example.code());
        assertEquals(example.output(), example.run(folder));
    }

    @Test
    void everyProgramIsOnExactlyOnePage() throws IOException {
        try (Stream<Path> files = Files.list(Example.FOLDER)) {
            assertEquals(files.map(file -> file.getFileName().toString()).sorted().toList(),
                    examples().stream().map(Example::name).sorted().toList());
        }
    }
}
