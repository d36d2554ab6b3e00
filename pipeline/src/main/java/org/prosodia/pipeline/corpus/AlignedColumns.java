package org.prosodia.pipeline.corpus;

import java.util.List;
import java.util.Locale;

/** Tables for people, as plain text. */
public final class AlignedColumns {
    private AlignedColumns() {}

    /**
     * Each line ended, each column as wide as its widest cell: the first begins at the left, the others end at the right.
     *
     * @param rows of equally many cells, at least one
     */
    public static String of(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(String.format(Locale.ROOT, "%-" + widths[0] + "s", row.getFirst()));
            for (int i = 1; i < widths.length; i++) {
                text.append(String.format(Locale.ROOT, "  %" + widths[i] + "s", row.get(i)));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
