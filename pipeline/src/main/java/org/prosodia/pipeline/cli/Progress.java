package org.prosodia.pipeline.cli;

import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress in seconds of audio: bar, time left, audio seconds per second. */
final class Progress implements AutoCloseable {
    private static final int TENTHS = 10;

    private final ProgressBar bar;
    private double total;
    private boolean shown;
    private double done;

    private Progress(ProgressBar bar, double total) {
        this.bar = bar;
        this.shown = bar != null;
        this.total = total;
    }

    static Progress silent() {
        return new Progress(null, 0);
    }

    static Progress bar(String task, double seconds) {
        return new Progress(new ProgressBarBuilder().setTaskName(task).setInitialMax(Math.round(seconds * TENTHS)).setUnit(" s", TENTHS)
                .setStyle(ProgressBarStyle.ASCII).showSpeed().setSpeedUnit(ChronoUnit.SECONDS).setUpdateIntervalMillis(200).build(),
                seconds);
    }

    /** Makes room for more work, where there is not enough for it. */
    void expect(double seconds) {
        total = Math.max(total, done + seconds);
        if (bar != null) {
            bar.maxHint(Math.round(total * TENTHS));
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

    /** Whether a bar is on the terminal. */
    boolean isShown() {
        return shown;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            shown = false;
        }
    }
}
