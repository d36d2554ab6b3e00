package org.prosodia.pipeline.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.prosodia.pipeline.training.TrainingListener;

/**
 * Shows a training on the console: a bar in seconds of audio with time left and speed, and a line an epoch. Ctrl-C asks it to stop after the
 * step that is running, and waits for the checkpoint. Whoever runs the command is told as well.
 */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    private final Console console;
    private final TrainingListener listener;
    private final StopRequest stop = new StopRequest();
    private Progress progress = Progress.silent();
    private double done;
    private long clips;
    private double seconds;
    private long began = System.nanoTime();

    TrainingProgress(Console console, TrainingListener listener) {
        this.console = console;
        this.listener = listener;
    }

    @Override
    public void started(long stepsDone, long total, double allSeconds) {
        if (stepsDone > 0) {
            console.say("going on after step " + stepsDone + " of " + total);
        }
        done = allSeconds * stepsDone / total;
        progress = console.progress("train", allSeconds);
        progress.at(done);
        began = System.nanoTime();
        listener.started(stepsDone, total, allSeconds);
    }

    @Override
    public void step(Step step) {
        done += step.seconds();
        progress.at(done);
        clips += step.clips();
        seconds += step.seconds();
        listener.step(step);
    }

    @Override
    public void epoch(int epoch, int epochs, Map<String, Double> metrics, boolean best) {
        double elapsed = (System.nanoTime() - began) / 1e9;
        String figures = metrics.entrySet().stream()
                .map(metric -> String.format(Locale.ROOT, "%s %.4f", metric.getKey(), metric.getValue()))
                .collect(Collectors.joining(", "));
        console.say(String.format(Locale.ROOT, "epoch %d of %d: %s%s (%.1f clips/s, %.0f audio-s/s)", epoch, epochs, figures,
                best ? ", the best so far" : "", clips / elapsed, seconds / elapsed));
        listener.epoch(epoch, epochs, metrics, best);
    }

    @Override
    public boolean stopRequested() {
        return stop.isMade() || listener.stopRequested();
    }

    @Override
    public void close() {
        progress.close();
        stop.close();
    }
}
