package org.prosodia.studio.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.prosodia.pipeline.cli.CommandListener;
import org.prosodia.pipeline.cli.Console;
import org.prosodia.pipeline.cli.FaceOptions;
import org.prosodia.studio.server.StudioServer;
import org.prosodia.studio.study.Comparisons;
import org.prosodia.studio.study.Study;
import org.prosodia.studio.study.StudyLock;
import picocli.CommandLine;
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
    private static final long CANDIDATE_SEED = 1;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(names = "--out", required = true, paramLabel = "FILE.jsonl", description = "choices, added to those that are there")
    private Path out;

    @Mixin
    private StudyOptions study;

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
        study.check();
        Path candidates = source.candidates;
        if (candidates == null) {
            Path folder = out.resolveSibling(out.getFileName() + "-candidates");
            candidates = folder.resolve("candidates.jsonl");
            int exit = make(folder);
            if (exit != 0) {
                return exit;
            }
        }
        Files.createDirectories(out.toAbsolutePath().getParent());
        Comparisons comparisons = study.comparisons(candidates, out);
        try (StudyLock _ = StudyLock.acquire(out)) {
            Study judged = study.open(comparisons, out);
            console.say(comparisons.toText() + "; Ctrl-C ends");
            return server.serve((bind, port) -> StudioServer.judge(judged, study.annotator(), face.animator(), bind, port), console);
        }
    }

    /** Makes candidates; clips that could not be heard keep nobody from judging the others. */
    private int make(Path folder) {
        AtomicBoolean failed = new AtomicBoolean();
        CommandListener listener = new CommandListener() {
            @Override
            public void failed(String reason) {
                failed.set(true);
            }
        };
        int exit = new OtherCommands(spec.commandLine().getOut(), spec.commandLine().getErr(), console.flags())
                .label(listener, source.making.audio, source.making.model, folder, source.making.count, CANDIDATE_SEED);
        if (exit == CommandLine.ExitCode.SOFTWARE && !failed.get() && Files.exists(folder.resolve("candidates.jsonl"))) {
            console.warn("not all clips could be heard; the others can be judged");
            return 0;
        }
        return exit;
    }
}
