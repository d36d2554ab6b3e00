package org.prosodia.pipeline.corpus.published;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prosodia.pipeline.corpus.Split;

/** {@link PublishedCorpus#VOX_MOVIES}. */
final class VoxMovies implements Layout {
    private static final Pattern SPEAKER = Pattern.compile("id\\d+");
    private static final String TRAIN = "voxmovies_train";
    private static final String TEST = "voxmovies_test";

    @Override
    public String names() {
        return "voxmovies_train/id10042/MOVIE/00001.wav (speaker, movie, utterance)";
    }

    @Override
    public LabelMap labels() {
        return LabelMap.of();
    }

    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public boolean isPublishedName(CorpusFile file) {
        List<String> folders = file.folders();
        return folders.size() >= 2 && SPEAKER.matcher(folders.get(folders.size() - 2)).matches();
    }

    @Override
    public Catalogue open(CorpusFiles files) {
        String root = files.folder().toAbsolutePath().normalize().toString();
        return new Catalogue(Map.of(), file -> new Finding.Clip(describe(file, root)));
    }

    private static ClipDescription describe(CorpusFile file, String root) {
        List<String> folders = file.folders();
        String speaker = folders.get(folders.size() - 2);
        ClipDescription clip = new ClipDescription(speaker + "-" + folders.getLast() + "-" + file.stem(), speaker, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        if (folders.contains(TRAIN) || root.endsWith(TRAIN)) {
            return clip.withSplit(Split.TRAIN);
        }
        return folders.contains(TEST) || root.endsWith(TEST) ? clip.withSplit(Split.TEST) : clip;
    }
}
