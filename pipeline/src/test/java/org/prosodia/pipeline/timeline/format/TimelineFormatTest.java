package org.prosodia.pipeline.timeline.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.pipeline.timeline.Timelines;

class TimelineFormatTest {
    @ParameterizedTest
    @EnumSource
    void everyFormatIsFoundByItsNameAndWritesTheSameFileTwice(TimelineFormat format, @TempDir Path folder) throws IOException {
        assertEquals(format, TimelineFormat.of(format.id().toUpperCase(Locale.ROOT)));
        Path first = folder.resolve("first" + format.extension());
        Path second = folder.resolve("second" + format.extension());
        float[] samples = new float[16_000];
        format.writer().write(Timelines.random("a.wav", Timelines.SIX, 49, 3), samples, first);
        format.writer().write(Timelines.random("a.wav", Timelines.SIX, 49, 3), samples, second);
        assertTrue(Files.size(first) > 0);
        assertEquals(-1, Files.mismatch(first, second));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        String message = assertThrows(IllegalArgumentException.class, () -> TimelineFormat.of("xml")).getMessage();
        assertEquals("timeline format: expected one of json, csv, audio2face, svg, html, found \"xml\"", message);
    }
}
