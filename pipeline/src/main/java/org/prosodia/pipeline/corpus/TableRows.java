package org.prosodia.pipeline.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** Gathers the rows of a {@link Table} and sees to it that no two columns of a row mean the same. */
final class TableRows {
    private final Path file;
    private final Columns columns;
    private final List<Row> rows = new ArrayList<>();
    private final SequencedSet<String> ignored = new LinkedHashSet<>();

    TableRows(Path file, Columns columns) {
        this.file = file;
        this.columns = columns;
    }

    /** The reader's name of a column, or empty and on the list of the ignored. */
    Optional<String> meaning(String header) throws ManifestException {
        Optional<String> meaning = columns.meaning(header);
        if (meaning.isEmpty() && !header.isBlank()) {
            ignored.add(header);
        }
        return meaning;
    }

    /** Notes that {@code header} stands for {@code meaning}. */
    void claim(Map<String, String> headers, String meaning, String header, long line) throws ManifestException {
        String other = headers.putIfAbsent(meaning, header);
        if (other != null) {
            throw new ManifestException(file, line, header, "one column that means " + meaning, "a second after "
                    + ManifestException.quoted(other));
        }
    }

    void add(long line, Map<String, String> fields) {
        rows.add(new Row(file, line, fields));
    }

    Table table(byte[] bytes) {
        return new Table(List.copyOf(rows), ignored, bytes);
    }
}
