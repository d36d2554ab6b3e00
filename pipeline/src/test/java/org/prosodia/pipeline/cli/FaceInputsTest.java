package org.prosodia.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.face.Faces;
import org.prosodia.pipeline.timeline.Timeline;

class FaceInputsTest {
    private static final String TABLE = "time,anger,disgust,fear,joy,neutral,sadness\n0.1,0,0,0,1,0,0\n0.5,0,0,0,0,1,0\n";

    @TempDir
    private Path folder;

    @Test
    void aTableIsAsLongAsItsAudio() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), TABLE);
        Timeline timeline = FaceInputs.timeline(table, new AudioClip(new float[32_000], 16_000));
        assertEquals(2, timeline.duration());
        assertEquals(2, timeline.frameCount());
        assertEquals(Optional.empty(), FaceInputs.lengthProblem(timeline, 2));
        assertThrows(IOException.class, () -> FaceInputs.timeline(table, new AudioClip(new float[3200], 16_000)), "ends before the table");
    }

    @Test
    void timelinesOfOtherAudioAreTold() {
        Timeline timeline = Faces.constant(3, 0, 0, 0, 1, 0, 0);
        assertEquals(Optional.empty(), FaceInputs.lengthProblem(timeline, 2.95));
        assertEquals(Optional.of("length: expected about 2.00 s, as the audio lasts, found 3.00 s"), FaceInputs.lengthProblem(timeline, 2));
        assertEquals(Optional.of("length: expected about 4.00 s, as the audio lasts, found 3.00 s"), FaceInputs.lengthProblem(timeline, 4));
    }
}
