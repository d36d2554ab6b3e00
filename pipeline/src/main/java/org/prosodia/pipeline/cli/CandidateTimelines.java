package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.preference.CandidateFile;
import org.prosodia.pipeline.preference.CandidateSet;
import org.prosodia.pipeline.preference.CandidateSet.Candidate;
import org.prosodia.pipeline.preference.Candidates;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.tensor.Rng;

/**
 * What stage 3 compares: several timelines of each clip by random sliding windows, and a file that lists them. The windows of a clip depend
 * on the seed and its id alone, not on the clips beside it.
 */
final class CandidateTimelines {
    private final TeacherRun run;
    private final Candidates candidates;
    private final long seed;
    private final String model;
    private final ClipFileNames names;
    private final CandidateFile file;

    /** @param model what the lines call it */
    CandidateTimelines(TeacherRun run, Candidates candidates, long seed, String model) {
        this.run = run;
        this.candidates = candidates;
        this.seed = seed;
        this.model = model;
        this.names = new ClipFileNames(run.clips());
        this.file = new CandidateFile(run.out().resolve("candidates.jsonl"));
    }

    /** @return the exit code */
    int write() throws IOException {
        Set<String> done = keepWhole();
        done.retainAll(run.clips().stream().map(ManifestEntry::id).toList());
        int before = done.size();
        List<ManifestEntry> missing = run.clips().stream().filter(entry -> !done.contains(entry.id())).toList();
        int exit = new AudioJob(run.console()).runClips("candidates", missing, (entry, clip, progress) -> {
            CandidateSet set = draw(entry, clip, progress);
            file.append(set);
            done.add(entry.id());
            if (set.candidates().size() < candidates.count()) {
                run.console().warn("clip " + entry.id() + ": only " + set.candidates().size() + " of " + candidates.count()
                        + " candidates could be told apart");
            }
            return Map.of("candidates", set.candidates().size());
        });
        run.report("candidates", file.path(), done.size(), before);
        return exit;
    }

    /** Takes lines out whose files are not whole, and returns the ids of the others. */
    private Set<String> keepWhole() throws IOException {
        if (!Files.exists(file.path())) {
            return new HashSet<>();
        }
        file.repair();
        Map<String, ManifestEntry> byId = new HashMap<>();
        run.clips().forEach(entry -> byId.put(entry.id(), entry));
        ClipLoader lengths = new ClipLoader(0);
        List<CandidateSet> all = file.read();
        List<CandidateSet> whole = new ArrayList<>();
        for (CandidateSet set : all) {
            // Clips of an earlier command that is not asked for now are none of our business.
            ManifestEntry entry = byId.get(set.id());
            if (entry == null || isWhole(set, entry, TeacherRun.seconds(entry, lengths))) {
                whole.add(set);
            }
        }
        if (whole.size() < all.size()) {
            file.write(whole);
        }
        return new HashSet<>(whole.stream().map(CandidateSet::id).toList());
    }

    private boolean isWhole(CandidateSet set, ManifestEntry entry, double seconds) {
        return set.audio().equals(portable(audio(entry))) && Files.isRegularFile(audio(entry)) && set.candidates().stream()
                .allMatch(candidate -> TimelineStore.isWhole(file.resolve(candidate.file()), set.id(), seconds, candidate.window()));
    }

    private CandidateSet draw(ManifestEntry entry, AudioClip clip, DoubleConsumer progress) throws IOException {
        if (isPart(entry)) {
            Outputs.replace(audio(entry), part -> WavWriter.writeFloat(part, clip));
        }
        Function<Window, Timeline> hear = Candidates.slidingWindow(run.teacher(), run.runtime(), entry.id(), clip.samples());
        Set<Window> heard = new HashSet<>();
        List<Timeline> timelines = candidates.draw(window -> {
            Timeline timeline = hear.apply(window);
            heard.add(window);
            progress.accept(Math.min(1, (double) heard.size() / candidates.count()));
            return timeline;
        }, new Rng(seed).fork(entry.id().hashCode()));
        List<Candidate> written = new ArrayList<>();
        for (int i = 0; i < timelines.size(); i++) {
            Path path = run.out().resolve("candidates").resolve(names.of(entry)).resolve(i + ".json");
            TimelineStore.write(path, timelines.get(i));
            written.add(new Candidate(portable(path), timelines.get(i).window().orElseThrow()));
        }
        return new CandidateSet(entry.id(), portable(audio(entry)), model, written);
    }

    /** Lines name whole files of audio, so a clip that is part of one gets a file of its own. */
    private Path audio(ManifestEntry entry) {
        return isPart(entry) ? run.out().resolve("audio").resolve(names.of(entry) + ".wav") : entry.audio();
    }

    private static boolean isPart(ManifestEntry entry) {
        return entry.start() > 0 || entry.hasEnd();
    }

    private String portable(Path path) {
        return PortablePath.from(file.path(), path);
    }
}
