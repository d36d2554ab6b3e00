package org.prosodia.pipeline.timeline.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Timelines;
import org.prosodia.pipeline.timeline.audio2face.A2eSettings;

class Audio2FaceTimelineWriterTest {
    private static final List<String> CHANNELS = List.of("amazement", "anger", "cheekiness", "disgust", "fear", "grief", "joy",
            "outofbreath", "pain", "sadness");

    @Test
    void writesTenNamedChannelsPerFrameAndTheSettingsBehindThem() throws IOException {
        Timeline timeline = Timelines.random("a.wav", Timelines.SIX, 4, 1);
        Map<String, Object> json = JsonTree.parse(Timelines.write(new Audio2FaceTimelineWriter(), timeline));
        assertEquals("prosodia.audio2face/1", json.get("schema"));
        assertEquals(CHANNELS, json.get("channels"));
        assertEquals(Map.of("anger", 1.0, "disgust", 3.0, "fear", 4.0, "joy", 6.0, "neutral", -1.0, "sadness", 9.0),
                json.get("emotion_correspondence"));
        Map<?, ?> settings = (Map<?, ?>) json.get("post_processing_parameters");
        assertEquals(0.02, settings.get("fixed_dt"));
        assertEquals(3.0, settings.get("max_emotions"));
        assertEquals(0.7, settings.get("live_blend_coef"));
        Map<?, ?> frame = (Map<?, ?>) ((List<?>) json.get("frames")).get(3);
        assertEquals(0.0725, frame.get("time_code"));
        assertEquals(CHANNELS, List.copyOf(((Map<?, ?>) frame.get("emotions")).keySet()));
        assertEquals(timeline.certainty(3), (double) frame.get("certainty"), 1e-5);
    }

    @Test
    void keepsAllOfFewerThanThreeEmotionsUnlessToldOtherwise() throws IOException {
        Timeline two = Timelines.random("a.wav", List.of("joy", "sad"), 2, 1);
        assertTrue(Timelines.write(new Audio2FaceTimelineWriter(), two).contains("\"max_emotions\":2,"));
        Audio2FaceTimelineWriter three = new Audio2FaceTimelineWriter(A2eSettings.DEFAULTS);
        assertThrows(IllegalArgumentException.class, () -> Timelines.write(three, two));
    }

    @Test
    void refusesRawValues() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> Timelines.write(new Audio2FaceTimelineWriter(), Timelines.dimensional())).getMessage();
        assertTrue(message.contains("expected a mixture of emotions, found the dimensions [arousal, dominance, valence]"), message);
    }
}
