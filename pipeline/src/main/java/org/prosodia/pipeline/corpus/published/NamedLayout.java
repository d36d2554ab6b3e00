package org.prosodia.pipeline.corpus.published;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prosodia.pipeline.corpus.EmotionVotes;

/** A corpus in which the name of a file says all of its clip, wherever in the folder it lies and whatever its format. */
abstract sealed class NamedLayout implements Layout permits CremaD, Ravdess, JlCorpus, Nemo, EmoDb {
    private final Pattern name;
    private final String names;
    private final LabelMap labels;

    /** @param name of a file without its ending, with the groups {@code speaker}, {@code sentence} and {@code emotion} */
    NamedLayout(Pattern name, String names, LabelMap labels) {
        this.name = name;
        this.names = names;
        this.labels = labels;
    }

    /** The name of the clip whose file has this name. */
    String id(Matcher name) {
        return name.group();
    }

    /** Why a recording is not wanted whose name is as published. */
    Optional<Finding.Skip> unwanted(Matcher name) {
        return Optional.empty();
    }

    /** Names of files, with or without ending, that the corpus's own tables list. */
    List<String> listed(CorpusFiles files) throws IOException {
        return List.of();
    }

    /** What people heard, by id. */
    Map<String, EmotionVotes> votes(CorpusFiles files) throws IOException {
        return Map.of();
    }

    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public final String names() {
        return names;
    }

    @Override
    public final LabelMap labels() {
        return labels;
    }

    @Override
    public final boolean isPublishedName(CorpusFile file) {
        return name.matcher(file.stem()).matches();
    }

    @Override
    public final Catalogue open(CorpusFiles files) throws IOException {
        Map<String, EmotionVotes> votes = votes(files);
        Map<String, ClipDescription> clips = new LinkedHashMap<>();
        for (String file : listed(files)) {
            Matcher stem = name.matcher(stem(file));
            if (stem.matches()) {
                ClipDescription clip = describe(stem, votes);
                clips.put(clip.id(), clip);
            }
        }
        return new Catalogue(clips, file -> find(file, votes));
    }

    private Finding find(CorpusFile file, Map<String, EmotionVotes> votes) {
        Matcher stem = name.matcher(file.stem());
        if (!stem.matches()) {
            throw new IllegalArgumentException(file + ": expected a name as published");
        }
        Optional<Finding.Skip> unwanted = unwanted(stem);
        return unwanted.isPresent() ? unwanted.get() : new Finding.Clip(describe(stem, votes));
    }

    /** The clip of that name; empty where no clip is called so. */
    final Optional<ClipDescription> describe(String clip) {
        Matcher stem = name.matcher(clip);
        return stem.matches() ? Optional.of(describe(stem, Map.of())) : Optional.empty();
    }

    private ClipDescription describe(Matcher stem, Map<String, EmotionVotes> votes) {
        ClipDescription clip = ClipDescription.labelled(id(stem), stem.group("speaker"), stem.group("sentence"), stem.group("emotion"),
                labels);
        EmotionVotes heard = votes.get(clip.id());
        return heard == null ? clip : clip.withVotes(heard);
    }

    private static String stem(String file) {
        int dot = file.lastIndexOf('.');
        return dot <= 0 ? file : file.substring(0, dot);
    }
}
