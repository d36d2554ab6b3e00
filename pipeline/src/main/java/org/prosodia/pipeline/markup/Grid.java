package org.prosodia.pipeline.markup;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text.
 *
 * @param header names of the columns
 * @param rows each as long as the header
 */
public record Grid(List<String> header, List<List<String>> rows) {
    /** Requires rows as long as the header, and takes copies. */
    public Grid {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("rows: expected " + header.size() + " cells, found " + row);
            }
        }
    }

    /** A table without rows. */
    public static Grid of(String... header) {
        return new Grid(List.of(header), List.of());
    }

    /** This table and a row more. */
    public Grid with(String... row) {
        List<List<String>> all = new ArrayList<>(rows);
        all.add(List.of(row));
        return new Grid(header, all);
    }

    /** Plain text, each line ended: columns as wide as their widest cell, the first aligned at the left, the others at the right. */
    public String toText() {
        List<List<String>> lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        int[] widths = new int[header.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            text.append(line.getFirst()).repeat(' ', widths[0] - line.getFirst().length());
            for (int i = 1; i < widths.length; i++) {
                text.append("  ").repeat(' ', widths[i] - line.get(i).length()).append(line.get(i));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** GitHub's Markdown, each line ended. */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder();
        append(text, header);
        text.append("|---".repeat(header.size())).append("|\n");
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> row) {
        row.forEach(cell -> text.append("| ").append(cell.replace("|", "\\|")).append(' '));
        text.append("|\n");
    }

    /** An HTML table whose first column names the rows. */
    public String toHtml() {
        Svg html = new Svg();
        html.open("table").open("thead").open("tr");
        header.forEach(name -> html.text("th", name));
        html.close("tr").close("thead").open("tbody");
        for (List<String> row : rows) {
            html.open("tr").text("th", row.getFirst());
            row.subList(1, row.size()).forEach(cell -> html.text("td", cell));
            html.close("tr");
        }
        return html.close("tbody").close("table").toString();
    }
}
