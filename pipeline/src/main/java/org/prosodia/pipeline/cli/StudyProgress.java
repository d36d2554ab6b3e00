package org.prosodia.pipeline.cli;

import org.prosodia.pipeline.study.Narrator;

/** Shows several trainings at once: one bar, in seconds of audio trained on, and a line where something is done. */
class StudyProgress implements Narrator, AutoCloseable {
    private final Console console;
    private final StopRequest stop = new StopRequest();
    private Progress progress = Progress.silent();
    private double done;

    StudyProgress(Console console) {
        this.console = console;
    }

    void expect(double seconds) {
        progress = console.progress("train", seconds);
    }

    @Override
    public synchronized void epoch(String training, int epoch, int epochs, String figures) {
        if (epoch == epochs) {
            console.say(training + ": " + figures);
        }
    }

    @Override
    public synchronized void trained(double seconds) {
        done += seconds;
        progress.at(done);
    }

    @Override
    public boolean stopRequested() {
        return stop.isMade();
    }

    @Override
    public void close() {
        progress.close();
        stop.close();
    }
}
