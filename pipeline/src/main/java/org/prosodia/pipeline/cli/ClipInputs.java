package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;

/** The clips that the arguments of a command name. */
final class ClipInputs {
    private static final Pattern MANIFEST = Pattern.compile("(?i).*\\.(csv|tsv|jsonl|ndjson)");

    private ClipInputs() {}

    /**
     * One manifest, or audio files, folders of them and patterns as in {@link AudioInputs}.
     *
     * @param emotions names [K] that labels are to be understood as
     */
    static Manifest find(List<String> arguments, List<String> emotions, Console console) throws IOException {
        if (arguments.stream().anyMatch(argument -> MANIFEST.matcher(argument).matches())) {
            if (arguments.size() > 1) {
                throw new IllegalArgumentException("arguments: expected one manifest, or audio, found " + String.join(", ", arguments));
            }
            return read(Path.of(arguments.getFirst()), emotions, console);
        }
        List<ManifestEntry> entries = AudioInputs.find(arguments).stream()
                .map(input -> ManifestEntry.of(input.name().toString().replace('\\', '/'), input.file())).toList();
        return Manifest.of(Path.of("arguments.csv"), emotions, entries);
    }

    /** A manifest, or the folder of a published corpus. */
    static Manifest read(Path path, List<String> emotions, CorpusOptions corpora, Console console) throws IOException {
        if (Files.isDirectory(path)) {
            return corpora.manifest(path, emotions, console);
        }
        corpora.requireNone(path);
        return read(path, emotions, console);
    }

    /** A manifest, with a word on columns that mean nothing. */
    static Manifest read(Path file, List<String> emotions, Console console) throws IOException {
        Manifest manifest = Manifest.read(file, emotions);
        if (!manifest.ignored().isEmpty()) {
            console.say(file + ": columns without a meaning here: " + String.join(", ", manifest.ignored()));
        }
        return manifest;
    }

    /**
     * The clips of some splits, in the manifest's order.
     *
     * @throws ManifestException when there are none, saying which splits there are
     */
    static List<ManifestEntry> of(Manifest manifest, List<Split> splits) throws ManifestException {
        List<ManifestEntry> entries = manifest.entries().stream()
                .filter(entry -> entry.split().isPresent() && splits.contains(entry.split().get())).toList();
        if (entries.isEmpty()) {
            Map<String, Integer> counts = new TreeMap<>();
            manifest.entries().forEach(entry -> counts.merge(entry.split().map(Split::toString).orElse("none"), 1, Integer::sum));
            throw new ManifestException(manifest.file(), "split", "clips of " + splits, "clips of " + counts);
        }
        return entries;
    }
}
