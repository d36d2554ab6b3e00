package org.prosodia.studio.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.cli.Console;
import org.prosodia.pipeline.cli.FaceOptions;
import org.prosodia.pipeline.cli.Main;
import org.prosodia.pipeline.preference.CandidateFile;
import org.prosodia.studio.server.StudioServer;
import org.prosodia.studio.study.Comparisons;
import org.prosodia.studio.study.Schedule;
import org.prosodia.studio.study.Study;
import org.prosodia.studio.study.StudyLock;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code prosodia studio}. */
@Command(
        name = "studio",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Opens a page where people watch two faces speak the same audio with different emotions and choose the better, and "
                + "writes their choices for stage 3. Every choice is on the disk before the next pair shows; the same command goes on "
                + "where it stopped.",
        footer = {"", "Examples:",
            "  prosodia studio --candidates candidates/candidates.jsonl --out preferences.jsonl",
            "  prosodia studio --model runs/stage1/model --audio clips/ --out preferences.jsonl --active"})
final class StudioCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(names = "--out", required = true, paramLabel = "FILE.jsonl", description = "choices, added to those that are there")
    private Path out;

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

    @Mixin
    private FaceOptions face;

    @Mixin
    private ServerOptions server;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    /** Where candidates come from. */
    static final class Source {
        @Option(names = "--candidates", paramLabel = "CANDIDATES.jsonl", description = "what 'prosodia label --candidates' wrote")
        private Path candidates;

        @ArgGroup(exclusive = false)
        private Making making;
    }

    /** What candidates are made of. */
    static final class Making {
        @Option(names = "--model", required = true, paramLabel = "STAGE1",
                description = "or the folder of a model that answers for clips, to make candidates with")
        private Path model;

        @Option(names = "--audio", required = true, paramLabel = "DIR", description = "audio to make them of, or a manifest")
        private Path audio;

        @Option(names = "--count", paramLabel = "N", defaultValue = "5", description = "candidates for each clip (default: 5)")
        private int count = 5;
    }

    @Override
    public Integer call() throws IOException {
        if (pairs < 1) {
            throw new IllegalArgumentException("--pairs: expected at least 1, found " + pairs);
        }
        Optional<String> problem = annotator == null ? Optional.empty() : Study.problem(annotator);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("--annotator: " + problem.get());
        }
        Schedule schedule = new Schedule(seed, repeat, active);
        Path candidates = source.candidates;
        if (candidates == null) {
            Path folder = out.resolveSibling(out.getFileName() + "-candidates");
            int exit = Main.run(spec.commandLine().getOut(), spec.commandLine().getErr(), "label", source.making.audio.toString(),
                    "--model", source.making.model.toString(), "--out", folder.toString(),
                    "--candidates", Integer.toString(source.making.count), "--quiet");
            if (exit != 0) {
                return exit;
            }
            candidates = folder.resolve("candidates.jsonl");
        }
        Files.createDirectories(out.toAbsolutePath().getParent());
        Comparisons comparisons = Comparisons.read(new CandidateFile(candidates), out, pairs, active, seed);
        try (StudyLock _ = StudyLock.acquire(out)) {
            Study study = Study.open(comparisons, schedule, out, InstantSource.system());
            console.say(comparisons.pairs().size() + " pairs of " + comparisons.clips().size() + " clips; Ctrl-C ends");
            return server.serve((bind, port) -> StudioServer.judge(study, Optional.ofNullable(annotator), face.animator(), bind, port),
                    console);
        }
    }
}
