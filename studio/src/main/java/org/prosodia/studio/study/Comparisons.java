package org.prosodia.studio.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.prosodia.pipeline.cli.PortablePath;
import org.prosodia.pipeline.face.EmotionExpressions;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.preference.CandidateFile;
import org.prosodia.pipeline.preference.CandidatePair;
import org.prosodia.pipeline.preference.CandidateSet;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineReader;
import org.prosodia.tensor.Rng;

/**
 * What is to be compared.
 *
 * @param clips that have something to compare
 * @param pairs of their candidates
 * @param emotions of all timelines
 */
public record Comparisons(List<Clip> clips, List<Pair> pairs, List<String> emotions) {

    /**
     * Opens all timelines. Audio is not opened.
     *
     * @param out the file that answers are for, which names files relative to its folder
     * @param perClip pairs of each clip, or all that there are where these are fewer: a seeded draw of them; or, if {@code active}, those
     *     that disagree most
     */
    public static Comparisons read(CandidateFile file, Path out, int perClip, boolean active, long seed) throws IOException {
        List<Clip> clips = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        List<String> emotions = List.of();
        for (CandidateSet set : file.read()) {
            if (set.candidates().size() < 2) {
                continue; // nothing to compare: a short clip sounds the same through all windows
            }
            Clip clip = clip(file, set, out, clips.size());
            clips.add(clip);
            emotions = emotions.isEmpty() ? clip.sides().getFirst().timeline().emotions() : emotions;
            for (Pair pair : pairs(file, clip, emotions, perClip, active, seed)) {
                pairs.add(new Pair(pairs.size(), pair.clip(), pair.first(), pair.second(), pair.disagreement()));
            }
        }
        if (pairs.isEmpty()) {
            throw new IOException(file.path() + ": expected a clip with two candidates, found none");
        }
        emotions.forEach(EmotionExpressions::of);
        return new Comparisons(List.copyOf(clips), List.copyOf(pairs), emotions);
    }

    /** How much there is, for people. */
    public String toText() {
        return pairs.size() + " pairs of " + clips.size() + " clips";
    }

    private static Clip clip(CandidateFile file, CandidateSet set, Path out, int index) throws IOException {
        try {
            Path audio = file.resolve(set.audio());
            if (!Files.isRegularFile(audio)) {
                throw new IOException(file.path() + ": clip " + set.id() + ": expected its audio, found nothing at " + audio);
            }
            List<Preference.Side> sides = new ArrayList<>();
            for (CandidateSet.Candidate candidate : set.candidates()) {
                Path path = file.resolve(candidate.file());
                Timeline timeline = TimelineReader.read(path);
                sides.add(Preference.Side.of(timeline).withPath(PortablePath.from(out, path)).withModel(set.model()));
            }
            return new Clip(index, set.id(), audio, PortablePath.from(out, audio), List.copyOf(sides));
        } catch (InvalidPathException e) {
            throw new IOException(file.path() + ": clip " + set.id() + ": expected paths, found " + e.getInput(), e);
        }
    }

    private static List<Pair> pairs(CandidateFile file, Clip clip, List<String> emotions, int perClip, boolean active, long seed)
            throws IOException {
        int candidates = clip.sides().size();
        int all = candidates * (candidates - 1) / 2;
        List<Pair> pairs = new ArrayList<>();
        for (CandidatePair drawn : CandidatePair.draw(candidates, active ? all : Math.min(perClip, all),
                new Rng(seed).fork(clip.id().hashCode()))) {
            int first = Math.min(drawn.first(), drawn.second());
            int second = Math.max(drawn.first(), drawn.second());
            pairs.add(new Pair(0, clip, first, second, disagreement(file, clip, first, second, emotions)));
        }
        if (active) {
            pairs.sort(Comparator.comparingDouble(Pair::disagreement).reversed());
        }
        return pairs.subList(0, Math.min(perClip, pairs.size()));
    }

    /** Also checks that a choice between the two says something. */
    private static double disagreement(CandidateFile file, Clip clip, int first, int second, List<String> emotions) throws IOException {
        try {
            Preference.Side a = clip.sides().get(first);
            Preference.Side b = clip.sides().get(second);
            Preference any = new Preference(clip.audio(), a, b, "nobody", Instant.EPOCH, true, false);
            if (!a.timeline().emotions().equals(emotions)) {
                throw new IllegalArgumentException("expected timelines of " + emotions + ", found one of " + a.timeline().emotions());
            }
            return SequenceError.of(any.chosen().timeline(), any.rejected().timeline()).mae();
        } catch (IllegalArgumentException e) {
            throw new IOException(file.path() + ": clip " + clip.id() + ", candidates " + first + " and " + second + ": " + e.getMessage(),
                    e);
        }
    }
}
