package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.wav2vec2.JsonObject;

/** Does one thing with each audio file; a file that cannot be used is reported and the others go on. */
final class AudioJob {
    /** The thing to do; returns what {@code --json} reports besides, nothing when standard output carries the result itself. */
    @FunctionalInterface
    interface Step {
        Map<String, Object> run(AudioInputs.Input input, AudioClip clip, DoubleConsumer progress) throws IOException;
    }

    private final Console console;
    private int failed;
    private double seconds;

    AudioJob(Console console) {
        this.console = console;
    }

    /** @return the exit code: 0 when every file went well */
    int run(String task, List<AudioInputs.Input> inputs, Step step) throws IOException {
        long start = System.nanoTime();
        try (Progress progress = console.progress(task, 0)) {
            for (AudioInputs.Input input : inputs) {
                try {
                    one(input, step, progress);
                } catch (IOException | IllegalArgumentException e) {
                    failed++;
                    console.warn(Failures.message(e));
                }
            }
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        console.say(String.format(Locale.ROOT, "%d of %d files, %.1f s of audio in %.1f s (%.1f times real time)",
                inputs.size() - failed, inputs.size(), seconds, elapsed, seconds / elapsed));
        return failed == 0 ? 0 : Failures.INPUT;
    }

    private void one(AudioInputs.Input input, Step step, Progress progress) throws IOException {
        AudioClip clip = AudioClip.read(input.file());
        clip.warnings().forEach(console::warn);
        progress.expect(clip.duration());
        long start = System.nanoTime();
        Map<String, Object> result = step.run(input, clip, done -> progress.at(done * clip.duration()));
        double elapsed = (System.nanoTime() - start) / 1e9;
        progress.finish(clip.duration());
        seconds += clip.duration();
        if (console.json() && !result.isEmpty()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("audio", input.file().toString());
            report.put("seconds", clip.duration());
            report.putAll(result);
            report.put("elapsed", elapsed);
            console.out().println(JsonObject.line(report));
        }
    }
}
