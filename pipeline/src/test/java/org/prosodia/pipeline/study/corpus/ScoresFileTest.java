package org.prosodia.pipeline.study.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.pipeline.evaluation.Calibration;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.wav2vec2.ModelException;

class ScoresFileTest {
    @TempDir
    private Path folder;

    @Test
    void everyBitComesBack() throws IOException {
        ClipPrediction clip = new ClipPrediction("a", Optional.of("s"), 1, EmotionVector.ofMean(new float[] {1f / 3, 2f / 3}));
        SequenceError error = new SequenceError("q", 7, List.of("joy", "fear"), List.of(0.1 + 0.2, Math.PI), Math.E);
        Calibration calibration = new Calibration(7, Collections.nCopies(Calibration.BINS, 3L), -1 / 3.0);
        Scores scores = new Scores(Map.of("test", List.of(clip)), List.of(error), Optional.of(calibration));
        Path file = folder.resolve("lane/scores.json");
        ScoresFile.write(file, scores);
        assertEquals(scores.toString(), ScoresFile.read(file).orElseThrow().toString());
        assertEquals(List.of(error), ScoresFile.read(file).orElseThrow().sequences());
        assertEquals(Optional.of(calibration), ScoresFile.read(file).orElseThrow().calibration());
    }

    @Test
    void noFileIsNoScores() throws IOException {
        assertTrue(ScoresFile.read(folder.resolve("none.json")).isEmpty());
    }

    @Test
    void anotherFileIsNamed() throws IOException {
        Path file = folder.resolve("other.json");
        Files.writeString(file, "{\"schema\": \"else\"}");
        String message = assertThrows(ModelException.class, () -> ScoresFile.read(file)).getMessage();
        assertTrue(message.contains("other.json") && message.contains("prosodia.scores/1"), message);
        Files.writeString(file, "{\"schema\": \"prosodia.scores/1\", \"clips\": {}, \"sequences\": 3}");
        assertTrue(assertThrows(ModelException.class, () -> ScoresFile.read(file)).getMessage().contains("sequences: expected a list"));
    }
}
