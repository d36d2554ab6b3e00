package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.wav2vec2.ModelException;

class ProvenanceTest {
    @TempDir
    private Path folder;

    static Provenance example() {
        return new Provenance("0.1.0", "prosodia train stage1 --data clips.csv", Long.MIN_VALUE + 1,
                Map.of("lr", 1e-5, "schedule", Map.of("warmup", 0.1)),
                List.of(new Provenance.Data("clips.csv", "ab".repeat(32), 320, 961.25)),
                Optional.of("cd".repeat(32)), "vector", 2, "25.0.1+8", Instant.parse("2026-01-31T12:00:00.123456789Z"), Optional.empty());
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Provenance begun = example();
        begun.write(folder);
        assertEquals(begun, Provenance.read(folder));
        Provenance done = begun.finishedAt(begun.started().plusSeconds(60));
        done.write(folder);
        assertEquals(done, Provenance.read(folder));
        assertEquals(Optional.of(Instant.parse("2026-01-31T12:01:00.123456789Z")), done.finished());
    }

    @Test
    void aRunFromRandomWeightsHasNoParent() throws IOException {
        Provenance some = example();
        Provenance orphan = new Provenance(some.version(), some.command(), 7, Map.of(), List.of(), Optional.empty(), some.backend(), 1,
                some.java(), some.started(), some.finished());
        orphan.write(folder);
        assertEquals(orphan, Provenance.read(folder));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "prosodia.provenance/1| prosodia.provenance/9| schema: expected prosodia.provenance/1, found prosodia.provenance/9",
        "\"seed\" : -9223372036854775807| \"seed\" : 0.5| seed: expected a whole number, found 0.5",
        "\"threads\" : 2| \"threads\" : 0| threads: expected a whole number of at least 1, found 0",
        "\"clips\" : 320| \"clips\" : null| data[0].clips: expected a whole number, found nothing",
        "\"seconds\" : 961.25| \"seconds\" : \"x\"| data[0].seconds: expected a number, found x",
        "\"data\" :| \"dat\" :| data: expected a list, found nothing",
        "2026-01-31T| 31.1.2026 | started: expected a time such as 2026-01-31T12:00:00Z, found 31.1.2026",
        "\"settings\" : {| \"settings\" : { \"a\": \"\\ud800\",| settings.a: expected Unicode text"
    })
    void anErrorNamesTheFileTheFieldWhatWasExpectedAndWhatWasFound(String part, String other, String expected) throws IOException {
        example().write(folder);
        Path file = folder.resolve("provenance.json");
        String json = Files.readString(file);
        assertTrue(json.contains(part), json);
        Files.writeString(file, json.replace(part, other));
        ModelException refusal = assertThrows(ModelException.class, () -> Provenance.read(folder));
        assertTrue(refusal.getMessage().startsWith(file + ": ") && refusal.getMessage().contains(expected), refusal.getMessage());
    }
}
