package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.run.ModelCard.Caution;
import org.prosodia.pipeline.run.ModelCard.Interval;
import org.prosodia.pipeline.run.ModelCard.Metric;

class ModelCardTest {
    private static final ModelDescriptor MODEL =
            new ModelDescriptor(Head.FRAMES, ModelDescriptor.EMOTIONS, LinkChoice.ONE_PLUS_SOFTPLUS, new ConcentrationCap(50));

    private static ModelCard card(String name, Provenance provenance, List<Metric> metrics, Set<Caution> cautions) {
        return new ModelCard(name, "Frames of emotion.", MODEL, List.of("en", "no"), Optional.of("facebook/wav2vec2-base"), provenance,
                metrics, cautions);
    }

    private static Provenance provenance(String command, Map<String, Object> settings) {
        Provenance some = ProvenanceTest.example();
        return new Provenance(some.version(), command, some.seed(), settings, some.data(), some.parent(), some.backend(), some.threads(),
                some.java(), some.started(), Optional.of(some.started().plusSeconds(90)));
    }

    @Test
    void saysAllThatOneShouldKnow() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("lr", 1e-5);
        settings.put("schedule", Map.of("warmup", 0.1));
        String text = card("demo", provenance("prosodia train stage3", settings),
                List.of(new Metric("MAE", "dev", 0.19534, Optional.of(new Interval(0.19, 0.2))),
                        new Metric("accuracy", "other corpus", 0.8, Optional.empty())),
                Set.of(Caution.SIMULATED_JUDGES, Caution.SYNTHETIC_AUDIO)).toMarkdown();
        assertEquals("""
                ---
                library_name: prosodia
                pipeline_tag: audio-classification
                # license: for whoever publishes this model to choose
                language: ["en", "no"]
                tags: [speech-emotion-recognition, audio, wav2vec2, dirichlet, synthetic, simulated-judges]
                base_model: "facebook/wav2vec2-base"
                ---

                # demo

                Frames of emotion.

                It hears speech at 16 kHz and gives, for every 20 ms, a Dirichlet distribution over mixtures of emotions.

                - Outputs, in this order: `anger`, `disgust`, `fear`, `joy`, `neutral`, `sadness`
                - Link from logits to concentrations: `one-plus-softplus`
                - Cap on the total concentration: 50.0
                - Begun with: `facebook/wav2vec2-base`

                ## Use

                ```
                ./prosodia predict speech.wav --model . --out timeline.html
                ```

                with the path of this folder for `.`. The encoder's weights load in transformers as well.

                ## Limits

                - **Synthetic audio.** This model learnt from, or was measured on, speech-like audio made by a program. \
                Its figures say nothing about how well it hears people.
                - **Simulated judges.** The preferences of stage 3 were made by a program that compares with a known truth. \
                No person judged anything; this is no human feedback.
                - It says what a voice sounds like to those whose labels it learnt, not what a person feels, \
                and it is no ground for decisions about people.
                - Other languages, ages, microphones and noise than those of its data are unknown to it.

                ## Metrics

                | metric | data | value | 95 % interval |
                |---|---|---|---|
                | MAE | dev | 0.1953 | 0.1900 to 0.2000 |
                | accuracy | other corpus | 0.8000 | not computed |

                ## Training

                - Command: `prosodia train stage3`
                - Seed: -9223372036854775807
                - Prosodia 0.1.0, backend vector on 2 threads, Java 25.0.1+8
                - Begun 2026-01-31T12:00:00.123456789Z, finished 2026-01-31T12:01:30.123456789Z (90 s)
                - Weights it began with: SHA-256 `%s`

                | data | clips | seconds | SHA-256 |
                |---|---|---|---|
                | `clips.csv` | 320 | 961.3 | `%s` |

                | setting | value |
                |---|---|
                | `lr` | `1.0E-5` |
                | `schedule` | `{"warmup":0.1}` |
                """.replaceFirst("%s", "cd".repeat(32)).replaceFirst("%s", "ab".repeat(32)), text);
    }

    @Test
    void withoutCautionsItClaimsNothingSyntheticAndWithoutMetricsItSaysSo() {
        String text = card("real", ProvenanceTest.example(), List.of(), Set.of()).toMarkdown();
        assertFalse(text.contains("ynthetic") || text.contains("imulated"), text);
        assertTrue(text.contains("Nothing was measured.") && text.contains("not finished"), text);
    }

    @Test
    void aModelTrainedWithCrossEntropyClaimsNoDistribution() {
        ModelDescriptor model = new ModelDescriptor(Head.CLIP, List.of("joy", "fear"), LinkChoice.SOFTMAX, ConcentrationCap.NONE);
        String text = new ModelCard("ce", "Clips.", model, List.of(), Optional.empty(), ProvenanceTest.example(), List.of(), Set.of())
                .toMarkdown();
        assertFalse(text.contains("irichlet") || text.contains("oncentration") || text.contains("language:"), text);
        assertTrue(text.contains("gives, for a whole clip, a mixture of emotions, and no certainty."), text);
        assertTrue(text.contains("- Outputs, in this order: `joy`, `fear`\n- Link from logits to shares: `softmax`\n"), text);
    }

    @Test
    void textOfOthersCannotBreakOutOfItsPlace() {
        Provenance provenance = provenance("a | b ``c``\n# d", Map.of("x|y", "a|b\n| c |"));
        String text = card("x\n---\n<script>*", provenance, List.of(new Metric("a|b", "c\nd", 1, Optional.empty())), Set.of()).toMarkdown();
        assertTrue(text.contains("\n# x --- \\<script\\>\\*\n"), text);
        assertTrue(text.contains("\n- Command: ``` a | b ``c`` # d ```\n"), text);
        assertTrue(text.contains("\n| `x\\|y` | `a\\|b \\| c \\|` |\n"), text);
        assertTrue(text.contains("\n| a\\|b | c d | 1.0000 | not computed |\n"), text);
        assertEquals(2, text.lines().filter("---"::equals).count());
    }

    @Test
    void theFileIsReplacedInOneStep(@TempDir Path folder) throws IOException {
        ModelCard card = card("demo", ProvenanceTest.example(), List.of(), Set.of());
        Files.writeString(folder.resolve("README.md"), "old and longer ".repeat(1000));
        card.write(folder);
        assertEquals(card.toMarkdown(), Files.readString(folder.resolve("README.md")));
    }
}
