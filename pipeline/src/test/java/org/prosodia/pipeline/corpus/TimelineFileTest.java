package org.prosodia.pipeline.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.CsvTimelineWriter;
import org.prosodia.pipeline.timeline.format.JsonTimelineWriter;

class TimelineFileTest {
    private static final List<String> EMOTIONS = List.of("anger", "joy", "neutral");
    private static final double[] TIMES = {0.0125, 0.0325};
    private static final Timeline TIMELINE =
            Timeline.ofAlphas("a.wav", 0.05, EMOTIONS, TIMES, new float[] {1, 2, 5, 0.5f, 0.25f, 0.25f});
    private static final List<String> OTHER_ORDER = List.of("Neutral", "anger", "happiness");
    private static final float[] MEANS_IN_OTHER_ORDER = {0.625f, 0.125f, 0.25f, 0.25f, 0.5f, 0.25f};

    @TempDir
    private Path folder;

    @Test
    void jsonIsReadInTheOrderWanted() throws IOException {
        Path file = folder.resolve("t.json");
        new JsonTimelineWriter().write(TIMELINE, new float[0], file);
        assertArrayEquals(TIMELINE.values(), TimelineFile.read(file, EMOTIONS).values());
        Timeline other = TimelineFile.read(file, OTHER_ORDER);
        assertEquals(OTHER_ORDER, other.emotions());
        assertArrayEquals(MEANS_IN_OTHER_ORDER, other.values());
        assertEquals(8, other.certainty(0));
        assertEquals(0.05, other.duration());
    }

    @Test
    void csvIsReadInTheOrderWanted() throws IOException {
        Path file = folder.resolve("t.csv");
        new CsvTimelineWriter().write(TIMELINE, new float[0], file);
        Timeline other = TimelineFile.read(file, OTHER_ORDER);
        assertArrayEquals(MEANS_IN_OTHER_ORDER, other.values());
        assertArrayEquals(TIMES, other.times());
        assertEquals(8, other.certainty(0));
    }

    @Test
    void handWrittenSharesNeedNoCertainty() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "time,joy,anger,calm\n0,1,0,0\n0.5,.333,.333,.334\n");
        Timeline timeline = TimelineFile.read(file, EMOTIONS);
        assertFalse(timeline.hasAlpha());
        assertEquals(0.334f, timeline.value(1, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            time,joy,anger~0,1,0                          | line 2: neutral: expected a number, found none
            time,joy,anger,neutral~0,1,0,0~1,x,0,0        | line 3: joy: expected a number that is not negative
            joy,anger,neutral~1,0,0                       | line 2: time: expected a number, found none
            time,joy,anger,neutral~0,1,1,1                | expected shares that sum to 1
            time,joy,anger,neutral~1,1,0,0~0,1,0,0        | times: expected strictly increasing seconds
            time,joy,anger,neutral                        | times: expected at least one frame
            time,joy,anger,neutral,certainty~0,1,0,0,3~1,1,0,0, | certainty: expected one in every row or in none, found 1 in 2 rows
            """)
    void badRowsAreNamed(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), text.replace('~', '\n'));
        String found = assertThrows(ManifestException.class, () -> TimelineFile.read(file, EMOTIONS)).getMessage();
        assertTrue(found.startsWith(file + ": ") && found.contains(message), found);
    }

    @Test
    void otherEmotionsAreRefused() throws IOException {
        Path file = folder.resolve("t.json");
        new JsonTimelineWriter().write(TIMELINE, new float[0], file);
        for (List<String> wanted : List.of(List.of("anger", "joy"), List.of("anger", "joy", "fear"),
                List.of("anger", "joy", "neutral", "x"))) {
            assertThrows(ManifestException.class, () -> TimelineFile.read(file, wanted), wanted.toString());
        }
    }

    @Test
    void dimensionsAreNoEmotions() throws IOException {
        Path file = folder.resolve("t.json");
        Timeline values = Timeline.ofValues("a.wav", 1, EMOTIONS, new double[] {0}, new float[] {0.5f, -2, 3});
        new JsonTimelineWriter().write(values, new float[0], file);
        assertTrue(assertThrows(ManifestException.class, () -> TimelineFile.read(file, EMOTIONS)).getMessage().contains("mixtures"));
    }
}
