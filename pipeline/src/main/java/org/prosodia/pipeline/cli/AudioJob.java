package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.wav2vec2.JsonObject;

/** Does one thing with each audio file, or each clip of a corpus; one that cannot be used is reported and the others go on. */
final class AudioJob {
    /** The thing to do; returns what {@code --json} reports besides, nothing when standard output carries the result itself. */
    @FunctionalInterface
    interface Step<T> {
        Map<String, Object> run(T item, AudioClip clip, DoubleConsumer progress) throws IOException;
    }

    /** Where audio comes from. */
    private interface Source<T> {
        AudioClip read(T item) throws IOException;

        /** What a report calls the item. */
        Map<String, Object> name(T item);

        /** What people call the items. */
        String noun();
    }

    private static final class Files implements Source<AudioInputs.Input> {
        @Override
        public AudioClip read(AudioInputs.Input input) throws IOException {
            return AudioClip.read(input.file());
        }

        @Override
        public Map<String, Object> name(AudioInputs.Input input) {
            return Map.of("audio", input.file().toString());
        }

        @Override
        public String noun() {
            return "files";
        }
    }

    private record Clips(ClipLoader loader) implements Source<ManifestEntry> {
        @Override
        public AudioClip read(ManifestEntry entry) throws IOException {
            return loader.load(entry);
        }

        @Override
        public Map<String, Object> name(ManifestEntry entry) {
            Map<String, Object> name = new LinkedHashMap<>();
            name.put("id", entry.id());
            name.put("audio", entry.audio().toString());
            return name;
        }

        @Override
        public String noun() {
            return "clips";
        }
    }

    private final Console console;
    private int failed;
    private double seconds;

    AudioJob(Console console) {
        this.console = console;
    }

    /** @return the exit code: 0 when every file went well */
    int run(String task, List<AudioInputs.Input> inputs, Step<AudioInputs.Input> step) throws IOException {
        return run(task, inputs, new Files(), 0, step);
    }

    /** The same for clips, whose headers say how much there is to do. */
    int runClips(String task, List<ManifestEntry> entries, Step<ManifestEntry> step) throws IOException {
        ClipLoader loader = new ClipLoader(0);
        double expected = 0;
        for (ManifestEntry entry : entries) {
            try {
                expected += loader.duration(entry);
            } catch (IOException e) {
                continue; // will be reported in its turn
            }
        }
        return run(task, entries, new Clips(loader), expected, step);
    }

    private <T> int run(String task, List<T> items, Source<T> source, double expected, Step<T> step) throws IOException {
        long start = System.nanoTime();
        try (Progress progress = console.progress(task, expected)) {
            for (T item : items) {
                try {
                    one(item, source, step, progress);
                } catch (IOException | IllegalArgumentException e) {
                    failed++;
                    console.warn(Failures.message(e));
                }
            }
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        console.say(String.format(Locale.ROOT, "%d of %d %s, %.1f s of audio in %.1f s (%.1f times real time)",
                items.size() - failed, items.size(), source.noun(), seconds, elapsed, seconds / elapsed));
        return failed == 0 ? 0 : Failures.INPUT;
    }

    private <T> void one(T item, Source<T> source, Step<T> step, Progress progress) throws IOException {
        AudioClip clip = source.read(item);
        clip.warnings().forEach(console::warn);
        progress.expect(clip.duration());
        long start = System.nanoTime();
        Map<String, Object> result = step.run(item, clip, done -> progress.at(done * clip.duration()));
        double elapsed = (System.nanoTime() - start) / 1e9;
        progress.finish(clip.duration());
        seconds += clip.duration();
        if (console.json() && !result.isEmpty()) {
            Map<String, Object> report = new LinkedHashMap<>(source.name(item));
            report.put("seconds", clip.duration());
            report.putAll(result);
            report.put("elapsed", elapsed);
            console.out().println(JsonObject.line(report));
        }
    }
}
