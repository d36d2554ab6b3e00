package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.corpus.published.CorpusReading;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code prosodia corpus}. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads corpora as they are published (CREMA-D, RAVDESS, JL corpus, MELD, VoxMovies, nEMO, EmoDB): says how many "
                + "clips, speakers and hours they have and how many clips of each emotion, what was skipped and why, and writes a manifest "
                + "that the other commands read.",
        subcommands = {CorpusEmbeddedCommand.class, CorpusSpliceCommand.class, CorpusVotesCommand.class},
        footer = {"", "Examples:", "  prosodia corpus crema-d ravdess", "  prosodia corpus crema-d ravdess jl --manifest acted.csv",
            "  prosodia corpus nemo --test-sentences 71-90 --manifest nemo.csv", "  prosodia corpus embedded --out corpus",
            "  prosodia corpus splice --manifest nemo.csv --out spliced", "  prosodia corpus votes crema-d"})
final class CorpusCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "DIR", description = "folders of one corpus each")
    private List<Path> folders = List.of();

    @Option(names = "--manifest", paramLabel = "FILE", description = "write the clips there: .csv, .tsv or .jsonl")
    private Path file;

    @Mixin
    private CorpusOptions options;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (folders.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    "expected the folder of a published corpus, 'embedded', 'splice' or 'votes', found nothing");
        }
        List<CorpusReading> readings = new ArrayList<>();
        for (Path folder : folders) {
            readings.add(options.read(folder));
        }
        CorpusReport report = new CorpusReport(readings);
        if (console.json()) {
            report.toJson().forEach(line -> console.out().println(JsonObject.line(line)));
        } else {
            console.out().print(report.toText());
            console.out().flush();
        }
        if (file != null) {
            write(options.manifest().of(file, ModelDescriptor.EMOTIONS, readings));
        }
        List<Path> empty = readings.stream().filter(reading -> reading.clips().isEmpty()).map(CorpusReading::folder).toList();
        empty.forEach(folder -> console.warn(folder + ": no clip can be used"));
        return empty.isEmpty() ? 0 : Failures.INPUT;
    }

    private void write(Manifest manifest) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        manifest.write(file);
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("manifest", file.toString());
        counts.put("clips", (long) manifest.entries().size());
        StringBuilder said = new StringBuilder(String.format(Locale.ROOT, "%d clips: %s", manifest.entries().size(), file));
        for (Split split : Split.values()) {
            int clips = manifest.split(split).entries().size();
            counts.put(split.toString(), (long) clips);
            said.append(clips == 0 ? "" : ", " + split + " " + clips);
        }
        console.say(said.toString());
        if (console.json()) {
            console.out().println(JsonObject.line(counts));
        }
    }
}
