package org.prosodia.pipeline.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the columns that somebody needs of a table that was made for others. */
public final class RowReader {
    private RowReader() {}

    /**
     * The rows of a {@code .csv}, {@code .tsv} or {@code .jsonl} file, with what these columns hold and nothing else.
     *
     * @param columns headers as the file spells them; white space around them does not count
     * @throws ManifestException when the file is no such table or lacks one of the columns
     */
    public static List<Row> read(Path file, List<String> columns) throws IOException {
        TreeSet<String> missing = new TreeSet<>(columns);
        Table table = Table.read(file, header -> {
            String name = header.strip();
            missing.remove(name);
            return columns.contains(name) ? Optional.of(name) : Optional.empty();
        });
        if (!missing.isEmpty()) {
            throw new ManifestException(file, "header", "the columns " + String.join(", ", columns), "none of the name "
                    + String.join(", ", missing));
        }
        return table.rows();
    }
}
