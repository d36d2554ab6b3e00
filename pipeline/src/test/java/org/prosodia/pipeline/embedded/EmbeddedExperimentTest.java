package org.prosodia.pipeline.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.study.Narrator;
import org.prosodia.pipeline.study.SeedScores;
import org.prosodia.pipeline.study.Tables;

class EmbeddedExperimentTest {
    /** As little as can be. */
    private static final Scale SCALE = new Scale(6, 2, 2, 2, 2, 2, 1.5, 1, 1, 1);
    private static final List<Double> BETAS = List.of(0.5, 10.0);

    private final List<String> models = Collections.synchronizedList(new ArrayList<>());
    private double heard;

    private List<SeedScores> run(int seeds, int threads) throws IOException, InterruptedException {
        models.clear();
        heard = 0;
        return new EmbeddedExperiment(SCALE, BETAS, "plain", new Narrator() {
            @Override
            public void epoch(String training, int epoch, int epochs, String figures) {}

            @Override
            public synchronized void trained(double seconds) {
                heard += seconds;
            }

            @Override
            public void model(String name, ModelFolder model) {
                models.add(name);
            }
        }).run(seeds, threads);
    }

    @Test
    void theFiguresDoNotDependOnHowManyTrainingsRunAtOnce() throws IOException, InterruptedException {
        List<SeedScores> alone = run(2, 1);
        List<SeedScores> together = run(2, 2);
        assertEquals(alone.toString(), together.toString());
        assertEquals(2, alone.size());
        assertEquals(6, alone.getFirst().errors().size(), "two sliding windows, two sequence models, two βs");
        assertTrue(models.containsAll(List.of("stage1", "stage2", "stage1-cross-entropy", "stage2-cross-entropy", "stage3-beta-0.5")));
    }

    @Test
    void itKnowsRoughlyHowMuchThereIsToDo() throws IOException, InterruptedException {
        run(1, 1);
        double expected = SCALE.trainedSeconds(BETAS.size());
        assertEquals(expected, heard, 0.25 * expected);
    }

    @Test
    void tablesGiveEverySystemAndTheComparisons() throws IOException, InterruptedException {
        List<SeedScores> scores = run(2, 1);
        Tables tables = new Tables(scores, BETAS);
        assertEquals(5, tables.systems().rows().size());
        assertEquals(2, tables.betas().rows().size());
        assertEquals(3, tables.comparisons().rows().size());
        double from = mae(scores, SeedScores.SLIDING_DIRICHLET);
        double to = mae(scores, SeedScores.SEQUENCE_DIRICHLET);
        assertEquals(from - to, tables.difference(SeedScores.SLIDING_DIRICHLET, SeedScores.SEQUENCE_DIRICHLET).estimate(), 1e-12);
    }

    private static double mae(List<SeedScores> scores, String system) {
        return scores.stream().flatMap(seed -> seed.errors().get(system).stream()).mapToDouble(error -> error.mae()).average()
                .orElseThrow();
    }
}
