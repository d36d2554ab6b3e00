package org.prosodia.pipeline.corpus.published;

import static org.prosodia.pipeline.corpus.published.LabelMap.leftOut;
import static org.prosodia.pipeline.corpus.published.LabelMap.row;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prosodia.pipeline.corpus.RowReader;

/** {@link PublishedCorpus#NEMO}. */
final class Nemo extends NamedLayout {
    private static final String TABLE = "data.tsv";
    private static final String FILE = "file_id";

    Nemo() {
        super(Pattern.compile("(?<speaker>[A-Z]{2}\\d)_(?<emotion>[a-z]+)_(?<sentence>\\d{1,3})"),
                "samples/EB0_anger_1.wav (speaker, emotion, sentence)",
                LabelMap.of(row("anger", "anger", "anger"), row("fear", "fear", "fear"), row("happiness", "happiness", "joy"),
                        row("neutral", "neutral", "neutral"), row("sadness", "sadness", "sadness"), leftOut("surprised", "surprised")));
    }

    /** Many corpora have a table of the name {@value #TABLE}. */
    @Override
    List<String> listed(CorpusFiles files) throws IOException {
        Optional<Path> table = files.table(TABLE);
        return table.isEmpty() ? List.of()
                : RowReader.read(table.get(), List.of(FILE)).stream().flatMap(row -> row.text(FILE).stream()).toList();
    }
}
