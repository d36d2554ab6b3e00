package org.prosodia.bench;

import java.util.Locale;

/**
 * A column of a table.
 *
 * @param field of the rows that it shows
 * @param title what people read above it
 * @param width of its cells, at least; text stands left and numbers right
 * @param format of {@link String#format}, for one value
 */
record Column(String field, String title, int width, String format) {
    private static final String NOTHING = "-";

    static Column text(String field, String title, int width) {
        return new Column(field, title, -Math.max(width, title.length()), "%s");
    }

    static Column number(String field, String title, int decimals) {
        return new Column(field, title, Math.max(8, title.length()), "%." + decimals + "f");
    }

    String header() {
        return padded(title);
    }

    String cell(Object value) {
        return padded(switch (value) {
            case null -> NOTHING;
            case Number number when width > 0 -> String.format(Locale.ROOT, format, number.doubleValue());
            case Number number -> String.format(Locale.ROOT, "%s", number);
            default -> value.toString();
        });
    }

    private String padded(String text) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
