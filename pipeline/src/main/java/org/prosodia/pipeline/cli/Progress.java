package org.prosodia.pipeline.cli;

import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress in seconds of audio: bar, time left, audio seconds per second. */
final class Progress implements AutoCloseable {
    private static final int TENTHS = 10;

    private final ProgressBar bar;
    private double done;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    static Progress silent() {
        return new Progress(null);
    }

    static Progress bar(String task, double seconds) {
        return new Progress(new ProgressBarBuilder().setTaskName(task).setInitialMax(Math.round(seconds * TENTHS)).setUnit(" s", TENTHS)
                .setStyle(ProgressBarStyle.ASCII).showSpeed().setSpeedUnit(ChronoUnit.SECONDS).setUpdateIntervalMillis(200).build());
    }

    /** Makes room for more work. */
    void expect(double seconds) {
        if (bar != null) {
            bar.maxHint(Math.round((done + seconds) * TENTHS));
        }
    }

    void at(double seconds) {
        if (bar != null) {
            bar.stepTo(Math.round((done + seconds) * TENTHS));
        }
    }

    /** What was expected last is done. */
    void finish(double seconds) {
        at(seconds);
        done += seconds;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
