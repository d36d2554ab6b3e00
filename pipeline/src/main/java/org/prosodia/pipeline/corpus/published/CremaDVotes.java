package org.prosodia.pipeline.corpus.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.pipeline.corpus.ManifestException;

/**
 * How people voted on the clips of CREMA-D: all of it is in one table, and no audio is needed.
 *
 * @param file the table, {@code tabulatedVotes.csv}
 * @param modality what people were given
 * @param clips at least one, each with an emotion and votes [6], which are whole numbers; in the table's order
 */
public record CremaDVotes(Path file, Modality modality, List<ClipDescription> clips) {

    public CremaDVotes {
        clips = List.copyOf(clips);
    }

    /**
     * Reads the table, wherever below the folder it lies.
     *
     * @throws ManifestException when it is not there or one of its rows cannot be meant, naming the row
     */
    public static CremaDVotes read(Path folder, Modality modality) throws IOException {
        CorpusFiles files = CorpusFiles.below(folder);
        Path file = files.table(VoteTable.NAME).orElseThrow(() -> new ManifestException(folder, "votes", "CREMA-D's table "
                + VoteTable.NAME, files.described()));
        CremaD corpus = new CremaD();
        Map<String, ClipDescription> clips = new LinkedHashMap<>();
        for (VoteTable.Line line : VoteTable.read(file, modality)) {
            ClipDescription clip = corpus.describe(line.clip()).filter(known -> known.emotion().isPresent())
                    .orElseThrow(() -> line.wrongName("a name such as 1001_DFA_ANG_XX (actor, sentence, emotion, level) with one of the "
                            + "emotions " + corpus.labels().labels()));
            if (clips.put(clip.id(), clip.withVotes(line.votes())) != null) {
                throw line.second(modality);
            }
        }
        if (clips.isEmpty()) {
            throw new ManifestException(file, "rows", "votes of people who " + modality.description(), "none");
        }
        return new CremaDVotes(file, modality, List.copyOf(clips.values()));
    }
}
