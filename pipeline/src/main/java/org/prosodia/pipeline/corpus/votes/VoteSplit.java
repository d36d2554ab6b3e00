package org.prosodia.pipeline.corpus.votes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.corpus.published.ClipDescription;
import org.prosodia.pipeline.corpus.published.CremaDVotes;
import org.prosodia.pipeline.recognition.ModelDescriptor;

/**
 * Clips to fit to and clips to measure on, no speaker in both.
 *
 * @param train at least one with two votes for each intended emotion of {@code test}
 * @param test at least one
 */
public record VoteSplit(List<VotedClip> train, List<VotedClip> test) {

    public VoteSplit {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    /**
     * Draws speakers as {@link Manifest#splitBySpeaker} does: of all clips, the same as for training with this seed.
     *
     * @param testShare of the clips, between 0 and 1
     * @throws ManifestException when there are too few speakers, or none left to fit an intended emotion to
     */
    public static VoteSplit bySpeaker(CremaDVotes table, double testShare, long seed) throws ManifestException {
        if (!(testShare > 0 && testShare < 1)) {
            throw new IllegalArgumentException("--test-share: expected a share between 0 and 1, found " + testShare);
        }
        // Only names and speakers matter to the split.
        List<ManifestEntry> entries = table.clips().stream()
                .map(clip -> ManifestEntry.of(clip.id(), table.file()).withSpeaker(clip.speaker())).toList();
        List<ManifestEntry> divided = new Manifest(table.file(), entries, "", ModelDescriptor.EMOTIONS, List.of())
                .splitBySpeaker(0, testShare, seed).entries();
        List<VotedClip> train = new ArrayList<>();
        List<VotedClip> test = new ArrayList<>();
        for (int i = 0; i < divided.size(); i++) {
            ClipDescription clip = table.clips().get(i);
            (divided.get(i).split().equals(Optional.of(Split.TEST)) ? test : train).add(VotedClip.of(clip));
        }
        Set<Integer> fitted = new HashSet<>();
        train.stream().filter(clip -> clip.votes().total() >= 2).forEach(clip -> fitted.add(clip.intended()));
        for (VotedClip clip : test) {
            if (!fitted.contains(clip.intended())) {
                throw new ManifestException(table.file(), "clips meant as " + ModelDescriptor.EMOTIONS.get(clip.intended()),
                        "one with at least two votes among the " + speakers(train) + " speakers to fit to", "none");
            }
        }
        return new VoteSplit(train, test);
    }

    static long speakers(List<VotedClip> clips) {
        return clips.stream().map(VotedClip::speaker).distinct().count();
    }
}
