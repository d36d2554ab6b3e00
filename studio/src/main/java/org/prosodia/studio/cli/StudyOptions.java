package org.prosodia.studio.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.prosodia.pipeline.preference.CandidateFile;
import org.prosodia.studio.study.Comparisons;
import org.prosodia.studio.study.Schedule;
import org.prosodia.studio.study.Study;
import picocli.CommandLine.Option;

/** Who compares what, in which order. For {@code Mixin} fields. */
final class StudyOptions {
    @Option(names = "--annotator", paramLabel = "NAME", description = "who judges (default: the page asks)")
    private String annotator;

    @Option(names = "--pairs", paramLabel = "N", defaultValue = "4", description = "comparisons for each clip (default: ${DEFAULT-VALUE})")
    private int pairs;

    @Option(names = "--repeat", paramLabel = "SHARE", defaultValue = "0.1",
            description = "pairs that come again the other way round, to see how sure people are (default: ${DEFAULT-VALUE})")
    private double repeat;

    @Option(names = "--active", description = "the candidates that disagree most, and those first (default: in random order)")
    private boolean active;

    @Option(names = "--order-seed", paramLabel = "N", defaultValue = "1",
            description = "decides pairs, their order and sides, for each person apart (default: ${DEFAULT-VALUE})")
    private long seed;

    /** Made by picocli, for a command that mixes it in. */
    private StudyOptions() {}

    /** Refuses what makes no sense, before anything is done. */
    void check() {
        if (pairs < 1) {
            throw new IllegalArgumentException("--pairs: expected at least 1, found " + pairs);
        }
        Optional<String> problem = annotator().flatMap(Study::problem);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("--annotator: " + problem.get());
        }
        schedule();
    }

    /** The only one who judges; empty when the page asks. */
    Optional<String> annotator() {
        return Optional.ofNullable(annotator);
    }

    /** What is to be compared. */
    Comparisons comparisons(Path candidates, Path out) throws IOException {
        return Comparisons.read(new CandidateFile(candidates), out, pairs, active, seed);
    }

    /** With the answers that there are. */
    Study open(Comparisons comparisons, Path out) throws IOException {
        return Study.open(comparisons, schedule(), out, InstantSource.system());
    }

    private Schedule schedule() {
        return new Schedule(seed, repeat, active);
    }
}
