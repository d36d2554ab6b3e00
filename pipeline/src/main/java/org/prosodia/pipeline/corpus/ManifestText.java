package org.prosodia.pipeline.corpus;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.prosodia.wav2vec2.JsonObject;

/** Entries as the text of a manifest in the format that the file's name asks for. Plain labels are written as such, votes as numbers. */
final class ManifestText {
    private final Path file;
    private final List<String> emotions;

    ManifestText(Path file, List<String> emotions) {
        this.file = file;
        this.emotions = emotions;
    }

    String of(List<ManifestEntry> entries) throws ManifestException {
        List<Map<String, Object>> rows = entries.stream().map(this::fields).toList();
        return switch (Table.Format.of(file)) {
            case CSV -> separated(rows, ',');
            case TSV -> separated(rows, '\t');
            case JSON_LINES -> lines(rows);
        };
    }

    private Map<String, Object> fields(ManifestEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(ManifestColumns.ID, entry.id());
        fields.put(ManifestColumns.AUDIO, relative(entry.audio()));
        if (entry.start() > 0) {
            fields.put(ManifestColumns.START, entry.start());
        }
        if (entry.hasEnd()) {
            fields.put(ManifestColumns.END, entry.end());
        }
        entry.votes().ifPresent(votes -> put(votes, fields));
        entry.speaker().ifPresent(speaker -> fields.put(ManifestColumns.SPEAKER, speaker));
        entry.sentence().ifPresent(sentence -> fields.put(ManifestColumns.SENTENCE, sentence));
        entry.split().ifPresent(split -> fields.put(ManifestColumns.SPLIT, split.toString()));
        entry.timeline().ifPresent(timeline -> fields.put(ManifestColumns.TIMELINE, relative(timeline)));
        return fields;
    }

    private void put(EmotionVotes votes, Map<String, Object> fields) {
        if (votes.isLabel()) {
            fields.put(ManifestColumns.EMOTION, emotions.get(votes.dominant()));
            return;
        }
        for (int k = 0; k < emotions.size(); k++) {
            fields.put(emotions.get(k), votes.counts().get(k));
        }
    }

    /** Below the manifest's folder a path is written relative to it, with slashes, so that the folder can move. */
    private String relative(Path path) {
        Path folder = file.toAbsolutePath().getParent();
        Path absolute = path.toAbsolutePath();
        return absolute.startsWith(folder) ? folder.relativize(absolute).toString().replace('\\', '/') : absolute.toString();
    }

    private static String separated(List<Map<String, Object>> rows, char separator) {
        SequencedSet<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().fieldSeparator(separator).build(text)) {
            writer.writeRecord(columns);
            for (Map<String, Object> row : rows) {
                List<String> values = new ArrayList<>();
                columns.forEach(column -> values.add(plain(row.get(column))));
                writer.writeRecord(values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Numbers without an exponent or a needless .0, text as it is, nothing for what is absent. */
    private static String plain(Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }

    private static String lines(List<Map<String, Object>> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(JsonObject.line(row)).append('\n'));
        return text.toString();
    }
}
