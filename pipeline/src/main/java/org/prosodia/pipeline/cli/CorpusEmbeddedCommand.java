package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.embedded.CorpusFolder;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia corpus embedded}. */
@Command(
        name = "embedded",
        mixinStandardHelpOptions = true,
        description = "Writes the embedded corpus: synthetic, speech-like sound whose true emotion mixture is known at every moment. "
                + "Nobody speaks in it: figures on it say something about the method and nothing about people.",
        footer = {"", "Examples:", "  prosodia corpus embedded --out corpus",
            "  prosodia corpus embedded --out small --acted 60 --dynamic 20 --dev 6 --test 12 --seconds 5 --seed 3"})
final class CorpusEmbeddedCommand implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "a new or empty folder")
    private Path out;

    @Option(names = "--acted", paramLabel = "N", defaultValue = "360",
            description = "clips about one emotion to learn from, 2 to 3 s each (default: ${DEFAULT-VALUE})")
    private int acted;

    @Option(names = "--dynamic", paramLabel = "N", defaultValue = "120",
            description = "clips whose mixture changes to learn from (default: ${DEFAULT-VALUE})")
    private int dynamic;

    @Option(names = "--dev", paramLabel = "N", defaultValue = "24", description = "held-out clips of each kind (default: ${DEFAULT-VALUE})")
    private int dev;

    @Option(names = "--test", paramLabel = "N", defaultValue = "60",
            description = "clips of each kind to measure with, the same for all seeds (default: ${DEFAULT-VALUE})")
    private int test;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "8", description = "length of a dynamic clip (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "decides the clips of train and dev (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private Console console;

    private double written;

    @Override
    public Integer call() throws IOException {
        CorpusFolder corpus = new CorpusFolder(acted, dynamic, dev, test, seconds, seed);
        try (Progress progress = console.progress("corpus", corpus.totalSeconds())) {
            corpus.write(out, clip -> {
                progress.finish(clip);
                written += clip;
            });
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("out", out.toString());
        report.put("synthetic", true);
        put(report, "acted", acted, CorpusFolder.ACTED);
        put(report, "dynamic", dynamic, CorpusFolder.DYNAMIC);
        report.put("seconds", written);
        report.put("seed", seed);
        console.say(String.format(Locale.ROOT, "%.1f s of audio. It is synthetic: figures on it say nothing about people.", written));
        if (console.json()) {
            console.out().println(JsonObject.line(report));
        }
        return 0;
    }

    private void put(Map<String, Object> report, String kind, int train, String manifest) {
        int clips = train + dev + test;
        if (clips > 0) {
            report.put(kind, Map.of("clips", clips, "manifest", out.resolve(manifest).toString()));
            console.say(String.format(Locale.ROOT, "%d %s clips (train %d, dev %d, test %d): %s", clips, kind, train, dev, test,
                    out.resolve(manifest)));
        }
    }
}
