package org.prosodia.pipeline.corpus;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * One line of a table, whatever its format.
 *
 * @param file that holds it
 * @param line number of the line it starts on, from 1
 * @param fields text by column; blank text counts as absent
 */
public record Row(Path file, long line, Map<String, String> fields) {
    /** {@link Double#parseDouble} takes hexadecimal, {@code 1d} and {@code NaN} as well. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    public Row {
        fields = Map.copyOf(fields);
    }

    /** What a column holds, without white space around it; empty where that is nothing. */
    public Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * A finite number of at least 0.
     *
     * @throws ManifestException when there is something else
     */
    public OptionalDouble number(String field) throws ManifestException {
        Optional<String> text = text(field);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = DECIMAL.matcher(text.get()).matches() ? Double.parseDouble(text.get()) : Double.NaN;
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw error(field, "a number that is not negative, such as 1.25", ManifestException.quoted(text.get()));
        }
        return OptionalDouble.of(value);
    }

    /** That a field of this row is not what it should be. */
    public ManifestException error(String field, String expected, String found) {
        return new ManifestException(file, line, field, expected, found);
    }
}
