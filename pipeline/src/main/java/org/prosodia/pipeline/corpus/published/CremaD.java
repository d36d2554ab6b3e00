package org.prosodia.pipeline.corpus.published;

import static org.prosodia.pipeline.corpus.published.LabelMap.row;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.Row;
import org.prosodia.pipeline.corpus.RowReader;

/** {@link PublishedCorpus#CREMA_D}. */
final class CremaD extends NamedLayout {
    private static final String SENTENCES = "SentenceFilenames.csv";
    private static final String VOTES = "tabulatedVotes.csv";
    /** The columns of {@value #VOTES} in the order of the six emotions. */
    private static final List<String> COUNTS = List.of("A", "D", "F", "H", "N", "S");
    private static final String FILE = "fileName";
    /** The header of the rows' numbers, which R leaves blank. */
    private static final String NUMBER = "";
    /** Numbers of rows begin so where people heard the voice and saw nothing; 2 is for the face, 3 for both. */
    private static final String VOICE_ONLY = "1";

    CremaD() {
        super(Pattern.compile("(?<speaker>\\d{4})_(?<sentence>[A-Z]{3})_(?<emotion>[A-Z]{3})_(?<level>LO|MD|HI|XX?)"),
                "AudioWAV/1001_DFA_ANG_XX.wav (actor, sentence, emotion, level)",
                LabelMap.of(row("ANG", "anger", "anger"), row("DIS", "disgust", "disgust"), row("FEA", "fear", "fear"),
                        row("HAP", "happy, joy", "joy"), row("NEU", "neutral", "neutral"), row("SAD", "sad", "sadness")));
    }

    /** Older copies hold one clip whose level is {@code X}: 1040_ITH_SAD_X. */
    @Override
    String id(Matcher name) {
        return name.group("level").equals("X") ? name.group() + "X" : name.group();
    }

    @Override
    public List<String> tables() {
        return List.of(SENTENCES, VOTES);
    }

    @Override
    List<String> listed(CorpusFiles files) throws IOException {
        Optional<Path> sentences = files.table(SENTENCES);
        if (sentences.isPresent()) {
            String column = "Filename";
            return RowReader.read(sentences.get(), List.of(column)).stream().flatMap(row -> row.text(column).stream()).toList();
        }
        return List.copyOf(votes(files).keySet());
    }

    /** The votes of people who heard the voice alone. */
    @Override
    Map<String, EmotionVotes> votes(CorpusFiles files) throws IOException {
        Optional<Path> table = files.table(VOTES);
        Map<String, EmotionVotes> votes = new LinkedHashMap<>();
        if (table.isEmpty()) {
            return votes;
        }
        List<String> columns = new ArrayList<>(COUNTS);
        columns.addAll(List.of(NUMBER, FILE));
        for (Row row : RowReader.read(table.get(), columns)) {
            if (row.text(NUMBER).orElse("").startsWith(VOICE_ONLY)) {
                String clip = row.text(FILE).orElseThrow(() -> row.error(FILE, "the name of a clip", "none"));
                if (votes.put(clip, counts(row)) != null) {
                    throw row.error(FILE, "one row of voices for each clip", "a second for " + clip);
                }
            }
        }
        return votes;
    }

    private static EmotionVotes counts(Row row) throws IOException {
        List<Double> counts = new ArrayList<>();
        for (String column : COUNTS) {
            counts.add(row.number(column).orElse(0));
        }
        if (counts.stream().mapToDouble(Double::doubleValue).sum() == 0) {
            throw row.error(String.join(", ", COUNTS), "at least one vote", "none");
        }
        return new EmotionVotes(counts);
    }
}
