package org.prosodia.pipeline.study.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.embedded.EmbeddedClip;
import org.prosodia.pipeline.embedded.EmbeddedCorpus;
import org.prosodia.pipeline.markup.ReportPage;
import org.prosodia.pipeline.markup.Section;
import org.prosodia.pipeline.study.Narrator;

/** On a corpus of two voices, with a model that is as small as can be. */
class CorpusExperimentTest {
    private static final List<Double> BETAS = List.of(0.5, 2.0);

    @TempDir
    static Path folder;

    private static Manifest corpus;
    private static CorpusRecipe recipe;

    @BeforeAll
    static void make() throws IOException {
        List<ManifestEntry> entries = new ArrayList<>();
        for (Split split : List.of(Split.TRAIN, Split.TEST)) {
            int n = 0;
            for (EmbeddedClip clip : new EmbeddedCorpus(1).acted(split, 12)) {
                Path audio = folder.resolve(clip.id() + ".wav");
                WavWriter.writePcm16(audio, new AudioClip(clip.samples(), AudioClip.DEFAULT_SAMPLE_RATE));
                entries.add(ManifestEntry.of(clip.id(), audio).withSpeaker(n % 2 == 0 ? "one" : "two").withSplit(split)
                        .withVotes(EmotionVotes.label(n++ / 2 % 3, EmbeddedCorpus.EMOTIONS.size())));
            }
        }
        corpus = Manifest.of(folder.resolve("corpus.csv"), EmbeddedCorpus.EMOTIONS, entries);
        recipe = RecipeFile.parse(Path.of("least.json"), """
                {
                  "side_by_side": true, "link": "unclamped-exp", "cap": 20, "sequence_cap": 50,
                  "encoder": {
                    "conv_dim": [8, 8, 8, 8, 8, 8, 8], "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2,
                    "intermediate_size": 16, "num_conv_pos_embeddings": 8, "num_conv_pos_embedding_groups": 2, "apply_spec_augment": false
                  },
                  "stage1": {"epochs": 1, "batch": 2, "lr": 1e-3, "train_feature_encoder": true,
                    "augmentation": {"crop": [1, 0.5, 0.8]}},
                  "stage2": {"epochs": 1, "batch": 2, "lr": 1e-3, "train_feature_encoder": true},
                  "stage3": {"epochs": 1, "batch": 2, "lr": 1e-3, "train_feature_encoder": true},
                  "labels": {"window": 0.6, "stride": 0.1, "surest": true},
                  "sequences": {"train": 3, "test": 2, "min_segments": 2, "max_segments": 2, "longest": 0.7},
                  "feedback": {"sequences": 3, "pairs": 2}
                }
                """).recipe();
    }

    private static CorpusExperiment experiment(Path root, int threads, Narrator narrator) {
        Plan plan = new Plan(corpus, Map.of("again", corpus), recipe, 2, BETAS, Optional.empty());
        return new CorpusExperiment(plan, root, "plain", threads, new ClipLoader(1 << 24), narrator, () -> Instant.EPOCH, note -> {
            throw new AssertionError(note);
        });
    }

    /** Asks to stop once there were so many steps. */
    private static final class Impatient implements Narrator {
        private final AtomicInteger steps = new AtomicInteger();
        private final int most;
        private double seconds;

        Impatient(int most) {
            this.most = most;
        }

        @Override
        public void epoch(String training, int epoch, int epochs, String figures) {}

        @Override
        public synchronized void trained(double more) {
            seconds += more;
            steps.incrementAndGet();
        }

        @Override
        public boolean stopRequested() {
            return steps.get() >= most;
        }
    }

    /** All scores that there are, by file. */
    private static Map<String, String> scores(Path root) throws IOException {
        Map<String, String> scores = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json") && !path.toString().contains("model")
                    && !path.toString().contains("run") && !path.toString().contains("best")).toList()) {
                scores.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return scores;
    }

    @Test
    void anInterruptedExperimentGoesOnToTheSameFigures() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole");
        Impatient never = new Impatient(Integer.MAX_VALUE);
        experiment(whole, 1, never).run();
        double expectedSeconds = experiment(whole, 1, never).trainedSeconds();
        assertEquals(expectedSeconds, never.seconds, 0.25 * expectedSeconds);
        Path parts = folder.resolve("parts");
        int interruptions = 0;
        for (int most = 5; most < 1000; most += 17) {
            try {
                experiment(parts, 2, new Impatient(most)).run();
                break;
            } catch (InterruptedStudyException e) {
                interruptions++;
            }
        }
        assertTrue(interruptions > 1, "it was interrupted");
        Map<String, String> expected = scores(whole);
        assertTrue(expected.containsKey("given/seed-2/dirichlet/stage3-beta-2.json"), expected.keySet().toString());
        assertTrue(expected.containsKey("new-speakers/fold-2/seed-1/cross-entropy/stage1.json"), expected.keySet().toString());
        assertEquals(expected, scores(parts), "whatever ran when, on however many threads");

        Impatient again = new Impatient(1);
        experiment(whole, 1, again).run();
        assertEquals(0, again.steps.get(), "what is done is not done again");

        List<Section> report = experiment(whole, 1, never).report();
        String text = ReportPage.markdown("t", report);
        for (String system : List.of("seq2seq + DPO, β = 0.5", "sliding window + cross-entropy", "| labels of stage 2 + Dirichlet |",
                "labels of stage 2 + Dirichlet → seq2seq + Dirichlet", "hand-made features, SVM", "| 2 |", "again")) {
            assertTrue(text.contains(system), system + " in " + text);
        }
        assertTrue(report.stream().anyMatch(section -> section.toHtml().contains("truth: spliced-test-0000")), "timelines are shown");
        assertEquals(text, ReportPage.markdown("t", experiment(parts, 1, never).report()));
    }

    @Test
    void foldsKeepSpeakersApart() {
        Partition given = new Partition(Partition.GIVEN, corpus);
        assertTrue(given.knowsVoices());
        List<Partition> folds = given.folds();
        assertEquals(2, folds.size());
        for (Partition fold : folds) {
            assertFalse(fold.knowsVoices(), fold.name());
            assertEquals(1, fold.folds().getFirst().clips(Split.TEST).stream().map(clip -> clip.speaker().orElseThrow()).distinct().count());
        }
    }

    @Test
    void aPlanNeedsAnEncoder() throws IOException {
        CorpusRecipe base = RecipeFile.read("base").recipe();
        String message = assertThrows(IllegalArgumentException.class,
                () -> new Plan(corpus, Map.of(), base, 1, BETAS, Optional.empty())).getMessage();
        assertTrue(message.contains("--model: expected a pre-trained encoder"), message);
    }
}
