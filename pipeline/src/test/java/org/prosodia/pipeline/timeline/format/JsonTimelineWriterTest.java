package org.prosodia.pipeline.timeline.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Timelines;
import org.prosodia.pipeline.timeline.Window;

class JsonTimelineWriterTest {
    private final JsonTimelineWriter writer = new JsonTimelineWriter();

    @Test
    void writesExactlyTheDocumentedText() throws IOException {
        Timeline timeline = Timeline.ofAlphas("clip \"1\".wav", 1.5, List.of("anger", "joy"), new double[] {0.0125, 0.0325},
                new float[] {1, 3, 0.5f, 0.5f}).withClip(EmotionVector.ofMean(0.25f, 0.75f)).withWindow(new Window(1.4, 1))
                .withNotes(List.of("random weights"));
        assertEquals("""
                {"schema":"prosodia.timeline/1",
                "audio":"clip \\"1\\".wav",
                "duration":1.5,
                "emotions":["anger","joy"],
                "frames":[
                {"time":0.0125,"alpha":[1.0,3.0],"mean":[0.25,0.75],"certainty":4.0},
                {"time":0.0325,"alpha":[0.5,0.5],"mean":[0.5,0.5],"certainty":1.0}],
                "clip":{"alpha":null,"mean":[0.25,0.75]},
                "window":{"length":1.4,"stride":1.0},
                "notes":["random weights"]}
                """, Timelines.write(writer, timeline));
    }

    @Test
    void holdsTheKeysOfTheSchemaAndNoOthers() throws IOException {
        Map<String, Object> json = JsonTree.parse(Timelines.write(writer, Timelines.meansOf(Timelines.random("a.wav", Timelines.SIX, 9,
                1))));
        assertEquals(List.of("schema", "audio", "duration", "emotions", "frames", "clip"), List.copyOf(json.keySet()));
        List<?> frames = (List<?>) json.get("frames");
        assertEquals(9, frames.size());
        for (Object item : frames) {
            Map<?, ?> frame = (Map<?, ?>) item;
            assertEquals(List.of("time", "alpha", "mean", "certainty"), List.copyOf(frame.keySet()));
            assertNull(frame.get("alpha"));
            assertNull(frame.get("certainty"));
            assertEquals(6, ((List<?>) frame.get("mean")).size());
        }
    }

    @Test
    void writesValuesInPlaceOfMeansForDimensionalModels() throws IOException {
        Map<String, Object> json = JsonTree.parse(Timelines.write(writer, Timelines.dimensional()));
        Map<?, ?> frame = (Map<?, ?>) ((List<?>) json.get("frames")).get(4);
        assertEquals(List.of(0.5, 0.5, -0.5), frame.get("values"));
        assertTrue(!frame.containsKey("mean") && !((Map<?, ?>) json.get("clip")).containsKey("mean"));
    }

    @Test
    void readsBackBitForBit() throws IOException {
        Timeline timeline = Timelines.random("a.wav", Timelines.SIX, 500, 7).withClip(EmotionVector.ofAlpha(1, 2, 3, 4, 5, 6.1f));
        String text = Timelines.write(writer, timeline);
        Timeline back = TimelineReader.read(new StringReader(text), "a.json");
        assertArrayEquals(timeline.times(), back.times());
        assertArrayEquals(timeline.values(), back.values());
        assertEquals(timeline.alpha(499, 5), back.alpha(499, 5));
        assertEquals(text, Timelines.write(writer, back));
    }

    @Test
    void readsBackTimelinesOfEveryKind(@TempDir Path folder) throws IOException {
        Timeline means = Timelines.meansOf(Timelines.random("a.wav", Timelines.SIX, 5, 7));
        Timeline sure = Timeline.ofMeans("ü.wav", 2, List.of("a", "b"), new double[] {0, 1}, new float[] {0.5f, 0.5f, 0.25f, 0.75f},
                new float[] {2, 8});
        for (Timeline timeline : List.of(means, sure, Timelines.dimensional())) {
            Path file = folder.resolve("timeline.json");
            writer.write(timeline, new float[0], file);
            assertEquals(Files.readString(file), Timelines.write(writer, TimelineReader.read(file)));
        }
    }
}
