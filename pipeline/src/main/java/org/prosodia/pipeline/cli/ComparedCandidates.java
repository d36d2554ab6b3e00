package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.TimelineFile;
import org.prosodia.pipeline.preference.CandidateFile;
import org.prosodia.pipeline.preference.CandidateSet;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.SimulatedJudge;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineReader;
import org.prosodia.tensor.Rng;

/** Candidates with the truth that a simulated judge knows. */
final class ComparedCandidates {
    private final CandidateFile file;
    private final List<Clip> clips;
    private final Console console;

    /** A clip with its candidates, in the order of the file, and its truth. */
    private record Clip(CandidateSet set, List<Timeline> candidates, Timeline truth) {}

    private ComparedCandidates(CandidateFile file, List<Clip> clips, Console console) {
        this.file = file;
        this.clips = clips;
        this.console = console;
    }

    /** Opens all timelines. */
    static ComparedCandidates read(CandidateFile file, Path truthFile, Console console) throws IOException {
        List<CandidateSet> sets = file.read();
        if (sets.isEmpty()) {
            throw new IOException(file.path() + ": expected at least one clip, found none");
        }
        List<String> emotions = timeline(file, sets.getFirst(), 0).emotions();
        Manifest manifest = ClipInputs.read(truthFile, emotions, console);
        Map<String, ManifestEntry> entries = new HashMap<>();
        manifest.entries().forEach(entry -> entries.put(entry.id(), entry));
        List<Clip> clips = new ArrayList<>();
        for (CandidateSet set : sets) {
            ManifestEntry entry = entries.get(set.id());
            if (entry == null || entry.timeline().isEmpty()) {
                throw new ManifestException(truthFile, "clip " + set.id() + " of " + file.path(), "its true timeline",
                        entry == null ? "no such clip" : "a clip without one");
            }
            List<Timeline> timelines = new ArrayList<>();
            for (int i = 0; i < set.candidates().size(); i++) {
                timelines.add(timeline(file, set, i));
                if (!timelines.get(i).emotions().equals(emotions)) {
                    throw new IOException(file.path() + ": clip " + set.id() + ": expected timelines of " + emotions + ", found one of "
                            + timelines.get(i).emotions());
                }
            }
            clips.add(new Clip(set, timelines, TimelineFile.read(entry.timeline().get(), emotions)));
        }
        return new ComparedCandidates(file, clips, console);
    }

    private static Timeline timeline(CandidateFile file, CandidateSet set, int i) throws IOException {
        try {
            return TimelineReader.read(file.resolve(set.candidates().get(i).file()));
        } catch (InvalidPathException e) {
            throw new IOException(file.path() + ": clip " + set.id() + ": expected the path of a timeline, found " + e.getInput(), e);
        }
    }

    List<String> emotions() {
        return clips.getFirst().candidates().getFirst().emotions();
    }

    double totalSeconds() {
        return clips.stream().mapToDouble(clip -> clip.truth().duration()).sum();
    }

    /**
     * The choices of all clips. A clip's depend on the seed and its id alone. Nobody answers at any time, so that the same seed
     * gives the same file: all are of 1970.
     *
     * @param pairs for each clip, or all that it has where these are fewer
     * @param out the file that the choices are for
     * @param judged told the seconds of each clip that is done
     */
    List<Preference> judge(SimulatedJudge judge, int pairs, long seed, Path out, DoubleConsumer judged) throws IOException {
        int most = clips.stream().mapToInt(clip -> pairs(clip.candidates().size())).max().orElseThrow();
        if (pairs < 1 || pairs > most) {
            throw new IllegalArgumentException("--pairs: expected 1 to " + most + ", as many pairs as a clip's candidates make, found "
                    + pairs);
        }
        List<Preference> choices = new ArrayList<>();
        int fewer = 0;
        for (Clip clip : clips) {
            int drawn = Math.min(pairs, pairs(clip.candidates().size()));
            fewer += drawn < pairs ? 1 : 0;
            try {
                choices.addAll(judge.judge(PortablePath.from(out, file.resolve(clip.set().audio())), sides(clip, out), clip.truth(), drawn,
                        Instant.EPOCH, new Rng(seed).fork(clip.set().id().hashCode())));
            } catch (IllegalArgumentException e) {
                throw new IOException(file.path() + ": clip " + clip.set().id() + ": " + e.getMessage(), e);
            }
            judged.accept(clip.truth().duration());
        }
        if (fewer > 0) {
            console.warn(fewer + " clips have too few candidates for " + pairs + " comparisons: all of theirs were made");
        }
        return choices;
    }

    private static int pairs(int candidates) {
        return candidates * (candidates - 1) / 2;
    }

    private List<Preference.Side> sides(Clip clip, Path out) {
        List<Preference.Side> sides = new ArrayList<>();
        for (int i = 0; i < clip.candidates().size(); i++) {
            Path path = file.resolve(clip.set().candidates().get(i).file());
            sides.add(Preference.Side.of(clip.candidates().get(i)).withPath(PortablePath.from(out, path)).withModel(clip.set().model()));
        }
        return sides;
    }
}
