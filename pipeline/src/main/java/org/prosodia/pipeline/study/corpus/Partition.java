package org.prosodia.pipeline.study.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;

/**
 * One way to divide a corpus.
 *
 * @param name of its folder
 * @param manifest with the splits
 */
record Partition(String name, Manifest manifest) {
    /** Folder of the division that the experiment was given. */
    static final String GIVEN = "given";
    /** Folds over speakers at most: with fewer speakers each is a stranger once. */
    static final int MOST_FOLDS = 5;

    /** Whether a speaker is in two splits: then what is measured is known voices. */
    boolean knowsVoices() {
        try {
            manifest.requireSpeakersDisjoint();
            return false;
        } catch (ManifestException e) {
            return true;
        }
    }

    /**
     * The same clips in folds over speakers: in fold f those speakers are tested, and heard nowhere else, whose place in the order of
     * their names leaves f when divided by the number of folds. Empty where clips without a speaker or fewer than two are.
     */
    List<Partition> folds() {
        List<String> speakers = new ArrayList<>(new TreeSet<>(manifest.entries().stream().flatMap(clip -> clip.speaker().stream()).toList()));
        boolean allKnown = manifest.entries().stream().allMatch(clip -> clip.speaker().isPresent());
        int count = Math.min(MOST_FOLDS, speakers.size());
        List<Partition> folds = new ArrayList<>();
        for (int f = 0; allKnown && count >= 2 && f < count; f++) {
            int fold = f;
            List<ManifestEntry> entries = manifest.entries().stream().map(clip -> clip.withSplit(
                    speakers.indexOf(clip.speaker().orElseThrow()) % count == fold ? Split.TEST : Split.TRAIN)).toList();
            folds.add(new Partition("new-speakers/fold-" + (fold + 1),
                    new Manifest(manifest.file(), entries, manifest.sha256(), manifest.emotions(), List.of())));
        }
        return folds;
    }

    /** The clips of a split. */
    List<ManifestEntry> clips(Split split) {
        return manifest.entries().stream().filter(clip -> clip.split().equals(Optional.of(split))).toList();
    }
}
