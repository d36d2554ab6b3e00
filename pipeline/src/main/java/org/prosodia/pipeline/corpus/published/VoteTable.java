package org.prosodia.pipeline.corpus.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Row;
import org.prosodia.pipeline.corpus.RowReader;

/** Reads CREMA-D's {@value #NAME}: a row for each clip and {@link Modality}, with the number of votes for each emotion. */
final class VoteTable {
    static final String NAME = "tabulatedVotes.csv";
    /** The columns of votes in the order of the six emotions. */
    private static final List<String> COUNTS = List.of("A", "D", "F", "H", "N", "S");
    private static final String CLIP = "fileName";
    /** The header of the rows' numbers, which R leaves blank. */
    private static final String NUMBER = "";
    /** About ten people were asked about a clip. */
    private static final int MAX_VOTES = 1_000_000;

    private VoteTable() {}

    /**
     * What was said about one clip.
     *
     * @param clip as the row names it
     * @param votes whole numbers, at least one vote
     */
    record Line(Row row, String clip, EmotionVotes votes) {
        ManifestException wrongName(String expected) {
            return row.error(CLIP, expected, clip);
        }

        ManifestException second(Modality modality) {
            return row.error(CLIP, "one row of people who " + modality.description() + " for each clip", "a second for " + clip);
        }
    }

    /** The rows of one modality, in the file's order. */
    static List<Line> read(Path file, Modality modality) throws IOException {
        List<String> columns = new ArrayList<>(COUNTS);
        columns.addAll(List.of(NUMBER, CLIP));
        List<Line> lines = new ArrayList<>();
        for (Row row : RowReader.read(file, columns)) {
            if (modality(row) == modality) {
                String clip = row.text(CLIP).orElseThrow(() -> row.error(CLIP, "the name of a clip", "none"));
                lines.add(new Line(row, clip, votes(row)));
            }
        }
        return lines;
    }

    private static Modality modality(Row row) throws ManifestException {
        String number = row.text(NUMBER).orElse("none");
        return Modality.ofRow(number).orElseThrow(() -> row.error("number of the row",
                "one that begins with 1 (voice), 2 (face) or 3 (both), such as 100001", number));
    }

    private static EmotionVotes votes(Row row) throws ManifestException {
        List<Double> counts = new ArrayList<>();
        for (String column : COUNTS) {
            double count = row.number(column).orElse(0);
            if (count != Math.rint(count) || count > MAX_VOTES) {
                throw row.error(column, "a whole number of votes, at most " + MAX_VOTES, Double.toString(count));
            }
            counts.add(count);
        }
        if (counts.stream().mapToDouble(Double::doubleValue).sum() == 0) {
            throw row.error(String.join(", ", COUNTS), "at least one vote", "none");
        }
        return new EmotionVotes(counts);
    }
}
