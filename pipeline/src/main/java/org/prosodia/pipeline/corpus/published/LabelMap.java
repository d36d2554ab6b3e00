package org.prosodia.pipeline.corpus.published;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the labels of a corpus become.
 *
 * @param rows one for each label that the corpus has, in its order; none for a corpus without labels
 */
public record LabelMap(List<Row> rows) {
    /** In the place of an emotion, for labels that are none of the six. */
    private static final String LEFT_OUT = "left out";

    /**
     * One label.
     *
     * @param label as files or tables have it
     * @param meaning in words
     * @param emotion one of the six, or empty where clips with this label are left out
     */
    public record Row(String label, String meaning, Optional<String> emotion) {
        /** What the label becomes, for people. */
        public String becomes() {
            return emotion.orElse(LEFT_OUT);
        }
    }

    public LabelMap {
        rows = List.copyOf(rows);
    }

    static Row row(String label, String meaning, String emotion) {
        return new Row(label, meaning, Optional.of(emotion));
    }

    static Row leftOut(String label, String meaning) {
        return new Row(label, meaning, Optional.empty());
    }

    static LabelMap of(Row... rows) {
        return new LabelMap(List.of(rows));
    }

    /** What is said of a label; empty for one that the corpus is not known to have. */
    public Optional<Row> row(String label) {
        return rows.stream().filter(row -> row.label().equals(label)).findFirst();
    }

    /** One of the six emotions, or empty where the label is left out or not known. */
    public Optional<String> emotion(String label) {
        return row(label).flatMap(Row::emotion);
    }

    /** The labels, for messages. */
    String labels() {
        return rows.stream().map(Row::label).collect(Collectors.joining(", "));
    }

    /** As a table in Markdown, each line ended. */
    public String toMarkdown() {
        StringBuilder table = new StringBuilder("| label | meaning | becomes |\n|---|---|---|\n");
        for (Row row : rows) {
            table.append("| `").append(row.label()).append("` | ").append(row.meaning()).append(" | ")
                    .append(row.emotion().isPresent() ? row.becomes() : "*" + row.becomes() + "*").append(" |\n");
        }
        return table.toString();
    }
}
