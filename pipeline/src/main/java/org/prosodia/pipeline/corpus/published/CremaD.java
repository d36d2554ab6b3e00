package org.prosodia.pipeline.corpus.published;

import static org.prosodia.pipeline.corpus.published.LabelMap.row;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.RowReader;

/** {@link PublishedCorpus#CREMA_D}. */
final class CremaD extends NamedLayout {
    private static final String SENTENCES = "SentenceFilenames.csv";

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
        return List.of(SENTENCES, VoteTable.NAME);
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
        Optional<Path> table = files.table(VoteTable.NAME);
        Map<String, EmotionVotes> votes = new LinkedHashMap<>();
        if (table.isPresent()) {
            for (VoteTable.Line line : VoteTable.read(table.get(), Modality.VOICE)) {
                if (votes.put(line.clip(), line.votes()) != null) {
                    throw line.second(Modality.VOICE);
                }
            }
        }
        return votes;
    }
}
