package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.splice.SpliceOptions;
import org.prosodia.pipeline.splice.SplicedFolder;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia corpus splice}. */
@Command(
        name = "splice",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Joins labelled clips of real speech to sequences whose emotions are known at every moment: clips of one speaker "
                + "about different emotions, at one level of speech, with cross-fades. Clips of different splits are never joined.",
        footer = {"", "Example:", "  prosodia corpus splice --manifest acted.csv --out spliced --sequences 240 --test 60 --seed 1"})
final class CorpusSpliceCommand implements Callable<Integer> {
    /** For the progress bar alone: acted clips are about so long. */
    private static final double ABOUT_A_CLIP = 2.5;

    @Option(names = "--manifest", required = true, paramLabel = "FILE",
            description = "clips with emotions and speakers: .csv, .tsv or .jsonl")
    private Path file;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "a new or empty folder")
    private Path out;

    @Option(names = "--sequences", paramLabel = "N", defaultValue = "240",
            description = "to learn from; of a manifest without splits: in all (default: ${DEFAULT-VALUE})")
    private int sequences;

    @Option(names = "--dev", paramLabel = "N", defaultValue = "24",
            description = "of dev clips, if there are any (default: ${DEFAULT-VALUE})")
    private int dev;

    @Option(names = "--test", paramLabel = "N", defaultValue = "60",
            description = "of test clips, if there are any (default: ${DEFAULT-VALUE})")
    private int test;

    @Option(names = "--min-segments", paramLabel = "N", defaultValue = "3",
            description = "clips in a sequence at least (default: ${DEFAULT-VALUE})")
    private int minSegments;

    @Option(names = "--max-segments", paramLabel = "N", defaultValue = "6", description = "and at most (default: ${DEFAULT-VALUE})")
    private int maxSegments;

    @Option(names = "--longest", paramLabel = "SECONDS", defaultValue = "Infinity",
            description = "of a clip that are used, from a random moment on (default: all)")
    private double longest;

    @Option(names = "--cross-fade", paramLabel = "SECONDS", defaultValue = "0.2",
            description = "in which a clip fades into the next (default: ${DEFAULT-VALUE})")
    private double crossFade;

    @Option(names = "--trim", paramLabel = "DB", defaultValue = "40",
            description = "cut off what is so far below a clip's loudest moment at both ends; 0 for nothing (default: ${DEFAULT-VALUE})")
    private double trim;

    @Option(names = "--level", paramLabel = "DB", defaultValue = "-26",
            description = "of speech, dB of full scale, without its pauses (default: ${DEFAULT-VALUE})")
    private double level;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "decides what is joined (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private Console console;

    private double written;

    @Override
    public Integer call() throws IOException {
        SpliceOptions options = new SpliceOptions(minSegments, maxSegments, longest, crossFade, trim, level);
        Manifest manifest = ClipInputs.read(file, ModelDescriptor.EMOTIONS, console);
        SequencedMap<Optional<Split>, Integer> counts = counts(manifest);
        SplicedFolder corpus = new SplicedFolder(manifest, options, counts, seed);
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        double expected = total * (minSegments + maxSegments) / 2.0 * Math.min(longest, ABOUT_A_CLIP);
        try (Progress progress = console.progress("splice", expected)) {
            corpus.write(out, seconds -> {
                progress.finish(seconds);
                written += seconds;
            });
        }
        report(counts);
        return 0;
    }

    private SequencedMap<Optional<Split>, Integer> counts(Manifest manifest) {
        SequencedMap<Optional<Split>, Integer> counts = new LinkedHashMap<>();
        if (!manifest.hasSplits()) {
            counts.put(Optional.empty(), sequences);
            return counts;
        }
        for (Split split : Split.values()) {
            int wanted = switch (split) {
                case TRAIN -> sequences;
                case DEV -> dev;
                case TEST -> test;
            };
            counts.put(Optional.of(split), manifest.split(split).entries().isEmpty() ? 0 : wanted);
        }
        return counts;
    }

    private void report(Map<Optional<Split>, Integer> counts) {
        Path manifest = out.resolve(SplicedFolder.MANIFEST);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("out", out.toString());
        report.put("manifest", manifest.toString());
        counts.forEach((split, count) -> report.put(split.map(Split::toString).orElse("sequences"), count));
        report.put("seconds", written);
        report.put("seed", seed);
        counts.forEach((split, count) -> console.say(count + " sequences" + split.map(name -> " of " + name + " clips").orElse("")));
        console.say(String.format(Locale.ROOT, "%.1f s of audio: %s", written, manifest));
        if (console.json()) {
            console.out().println(JsonObject.line(report));
        }
    }
}
