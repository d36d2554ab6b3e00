package org.prosodia.pipeline.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A confusion matrix as text and as CSV. */
final class ConfusionTable {
    private static final int NUMBER_WIDTH = 9;

    private ConfusionTable() {}

    static String text(ConfusionMatrix matrix) {
        List<String> labels = matrix.labels();
        int width = Math.max("truth".length(), labels.stream().mapToInt(String::length).max().orElse(0));
        StringBuilder text = new StringBuilder(pad("truth", -width));
        int[] columns = labels.stream().mapToInt(label -> Math.max(NUMBER_WIDTH, label.length() + 2)).toArray();
        for (int k = 0; k < columns.length; k++) {
            text.append(pad(labels.get(k), columns[k]));
        }
        text.append(pad("recall", NUMBER_WIDTH)).append(pad("precision", NUMBER_WIDTH + 2)).append(pad("F1", NUMBER_WIDTH)).append('\n');
        for (int truth = 0; truth < columns.length; truth++) {
            text.append(pad(labels.get(truth), -width));
            for (int k = 0; k < columns.length; k++) {
                text.append(pad(Long.toString(matrix.count(truth, k)), columns[k]));
            }
            text.append(pad(share(matrix.recall(truth)), NUMBER_WIDTH)).append(pad(share(matrix.precision(truth)), NUMBER_WIDTH + 2))
                    .append(pad(share(matrix.f1(truth)), NUMBER_WIDTH)).append('\n');
        }
        return text.append(String.format(Locale.ROOT, "accuracy %s, unweighted average recall %s, macro F1 %s, %d clips\n",
                share(matrix.accuracy()), share(matrix.unweightedAverageRecall()), share(matrix.macroF1()), matrix.total()))
                .toString();
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** To the right in {@code width} columns, to the left when it is negative. */
    private static String pad(String text, int width) {
        String spaces = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
        return width < 0 ? text + spaces : spaces + text;
    }

    static String csv(ConfusionMatrix matrix) {
        List<String> labels = matrix.labels();
        StringBuilder csv = new StringBuilder("truth,").append(labels.stream().map(ConfusionTable::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
        for (int truth = 0; truth < labels.size(); truth++) {
            int row = truth;
            csv.append(quoted(labels.get(truth))).append(',')
                    .append(IntStream.range(0, labels.size()).mapToObj(k -> Long.toString(matrix.count(row, k)))
                            .collect(Collectors.joining(","))).append("\r\n");
        }
        return csv.toString();
    }

    private static String quoted(String name) {
        boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
