package org.prosodia.pipeline.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.wav2vec2.checkpoint.AtomicFile;

/**
 * What people should know before they use a model: the {@code README.md} of its folder, which the hub shows. The licence is left to
 * whoever publishes the model.
 *
 * @param name of the model
 * @param summary what it is, in a sentence or two
 * @param model head, labels and link
 * @param languages of the speech it learnt from, as the hub writes them ({@code en}); may be empty
 * @param baseModel on the hub, such as {@code facebook/wav2vec2-base}; empty for random weights
 * @param provenance how it was made
 * @param metrics what was measured; may be empty
 * @param cautions what the figures must not be read without
 */
public record ModelCard(String name, String summary, ModelDescriptor model, List<String> languages, Optional<String> baseModel,
        Provenance provenance, List<Metric> metrics, Set<Caution> cautions) {
    private static final String FILE = "README.md";

    /**
     * A measured figure.
     *
     * @param name such as {@code MAE}
     * @param data that it was measured on
     * @param value a number
     * @param interval its 95 % interval, when there is one
     */
    public record Metric(String name, String data, double value, Optional<Interval> interval) {}

    /** From {@code low} to {@code high}. */
    public record Interval(double low, double high) {}

    /** Facts about how a model was made that change what its figures mean. */
    public enum Caution {
        /** Learnt from or measured on generated audio. */
        SYNTHETIC_AUDIO("synthetic", "**Synthetic audio.** This model learnt from, or was measured on, speech-like audio made by a "
                + "program. Its figures say nothing about how well it hears people."),
        /** Preferences by a program. */
        SIMULATED_JUDGES("simulated-judges", "**Simulated judges.** The preferences of stage 3 were made by a program that compares with a "
                + "known truth. No person judged anything; this is no human feedback."),
        /** The encoder began with random weights. */
        RANDOM_ENCODER("random-encoder", "**No pretraining.** The encoder began with random weights, not with a pretrained Wav2Vec2.");

        private final String tag;
        private final String text;

        Caution(String tag, String text) {
            this.tag = tag;
            this.text = text;
        }

        String tag() {
            return tag;
        }

        String text() {
            return text;
        }
    }

    /** A card of copies. */
    public ModelCard {
        languages = List.copyOf(languages);
        metrics = List.copyOf(metrics);
        cautions = Set.copyOf(cautions);
    }

    /** The card in Markdown, beginning with the front matter that the hub reads. */
    public String toMarkdown() {
        return ModelCardText.of(this);
    }

    /** Writes {@code README.md} in one step. */
    public void write(Path folder) throws IOException {
        AtomicFile.replace(folder.resolve(FILE), file -> Files.writeString(file, toMarkdown()));
    }
}
