package org.prosodia.pipeline.run;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.wav2vec2.JsonObject;

/** Writes a {@link ModelCard} as Markdown. */
final class ModelCardText {
    private final ModelCard card;
    private final Provenance provenance;
    private final StringBuilder text = new StringBuilder();

    private ModelCardText(ModelCard card) {
        this.card = card;
        this.provenance = card.provenance();
    }

    static String of(ModelCard card) {
        ModelCardText writer = new ModelCardText(card);
        writer.frontMatter();
        writer.model();
        writer.use();
        writer.limits();
        writer.metrics();
        writer.training();
        return writer.text.toString();
    }

    /** YAML, with every text of others quoted ({@code no} is Norwegian); JSON's quoted text is YAML's as well. */
    private void frontMatter() {
        line("---");
        line("library_name: prosodia");
        line("pipeline_tag: audio-classification");
        line("# license: for whoever publishes this model to choose");
        if (!card.languages().isEmpty()) {
            line("language: [" + String.join(", ", card.languages().stream().map(ModelCardText::quoted).toList()) + "]");
        }
        List<String> tags = new ArrayList<>(List.of("speech-emotion-recognition", "audio", "wav2vec2"));
        if (isDirichlet()) {
            tags.add("dirichlet");
        }
        card.cautions().stream().sorted().forEach(caution -> tags.add(caution.tag()));
        line("tags: [" + String.join(", ", tags) + "]");
        card.baseModel().ifPresent(base -> line("base_model: " + quoted(base)));
        line("---");
    }

    private void model() {
        line("");
        line("# " + plain(card.name()));
        line("");
        line(plain(card.summary()));
        line("");
        line("It hears speech at 16 kHz and gives, for " + (card.model().head() == Head.FRAMES ? "every 20 ms" : "a whole clip") + ", "
                + (isDirichlet() ? "a Dirichlet distribution over mixtures of emotions." : "a mixture of emotions, and no certainty."));
        line("");
        List<String> labels = card.model().emotions();
        line("- Outputs, in this order: " + String.join(", ", labels.stream().map(ModelCardText::code).toList()));
        line("- Link from logits to " + (isDirichlet() ? "concentrations: " : "shares: ") + code(card.model().link().toString()));
        if (card.model().cap().limit() < Double.POSITIVE_INFINITY) {
            line("- Cap on the total concentration: " + card.model().cap().limit());
        }
        line("- Begun with: " + card.baseModel().map(ModelCardText::code).orElse("no published model"));
    }

    private boolean isDirichlet() {
        return card.model().link().link().isPresent();
    }

    private void use() {
        line("");
        line("## Use");
        line("");
        line("```");
        line("./prosodia predict speech.wav --model . --out timeline.html");
        line("```");
        line("");
        line("with the path of this folder for `.`. The encoder's weights load in transformers as well.");
    }

    private void limits() {
        line("");
        line("## Limits");
        line("");
        card.cautions().stream().sorted().forEach(caution -> line("- " + caution.text()));
        line("- It says what a voice sounds like to those whose labels it learnt, not what a person feels, and it is no ground for"
                + " decisions about people.");
        line("- Other languages, ages, microphones and noise than those of its data are unknown to it.");
    }

    private void metrics() {
        line("");
        line("## Metrics");
        if (card.metrics().isEmpty()) {
            line("");
            line("Nothing was measured.");
        }
        table(List.of("metric", "data", "value", "95 % interval"), card.metrics().stream().map(metric -> List.of(plain(metric.name()),
                plain(metric.data()), number(metric.value()),
                metric.interval().map(interval -> number(interval.low()) + " to " + number(interval.high())).orElse("not computed")))
                .toList());
    }

    private void training() {
        line("");
        line("## Training");
        line("");
        line("- Command: " + code(provenance.command()));
        line("- Seed: " + provenance.seed());
        line("- Prosodia " + plain(provenance.version()) + ", backend " + plain(provenance.backend()) + " on " + provenance.threads()
                + " threads, Java " + plain(provenance.java()));
        line("- Begun " + provenance.started() + provenance.finished().map(this::ended).orElse(", not finished"));
        line("- Weights it began with: " + provenance.parent().map(hash -> "SHA-256 " + code(hash)).orElse("random"));
        table(List.of("data", "clips", "seconds", "SHA-256"), provenance.data().stream().map(data -> List.of(code(data.file()),
                Long.toString(data.clips()), String.format(Locale.ROOT, "%.1f", data.seconds()), code(data.sha256()))).toList());
        table(List.of("setting", "value"), provenance.settings().entrySet().stream()
                .map(setting -> List.of(code(setting.getKey()), code(value(setting.getValue())))).toList());
    }

    private String ended(Instant end) {
        return ", finished " + end + " (" + Duration.between(provenance.started(), end).toSeconds() + " s)";
    }

    private void table(List<String> head, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            line("");
            row(head);
            line("|---".repeat(head.size()) + "|");
            rows.forEach(this::row);
        }
    }

    /** A bar in a cell would end it, also inside of code. */
    private void row(List<String> cells) {
        line("| " + String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** A setting as JSON says it, text without its quotes. */
    private static String value(Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            String object = JsonObject.line(Map.of("v", value));
            return object.substring("{\"v\":".length(), object.length() - 1);
        }
        return String.valueOf(value);
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** Text of others on one line, in which Markdown and HTML mean nothing. */
    private static String plain(String text) {
        return oneLine(text).replaceAll("[\\\\`*_\\[\\]<>#&]", "\\\\$0");
    }

    /** Text of others as code on one line; the fence is longer than any run of backticks in it. */
    private static String code(String text) {
        String line = oneLine(text);
        String fence = "`";
        while (line.contains(fence)) {
            fence += "`";
        }
        return fence.length() == 1 ? fence + line + fence : fence + " " + line + " " + fence;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
