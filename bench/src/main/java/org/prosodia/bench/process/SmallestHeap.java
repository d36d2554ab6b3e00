package org.prosodia.bench.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * The smallest {@code -Xmx} in which work completes, by bisection over fresh JVMs.
 *
 * @param resolution how far the answer may be above the truth, in MB
 * @param progress told each size before it is tried
 */
public record SmallestHeap(ChildJvm jvm, long resolution, LongConsumer progress) {
    private static final Pattern TOO_SMALL = Pattern.compile("out of memory|OutOfMemoryError|Too small (maximum|initial) heap",
            Pattern.CASE_INSENSITIVE);
    /** A collector that never gets done has too little room as well. */
    private static final double MOST_TIMES_SLOWER = 10;
    private static final double WORST_SECONDS = 86_400;

    /**
     * What was found.
     *
     * @param row what the work reported in that heap
     */
    public record Found(long megabytes, Map<String, Object> row) {}

    public SmallestHeap {
        if (resolution < 1) {
            throw new IllegalArgumentException("--resolution: expected at least 1 MB, found " + resolution);
        }
    }

    /**
     * @param work a command of Prosodia's that prints a line of JSON
     * @param most the largest heap to try, in MB
     * @throws IOException when that is too small, or when the work fails for another reason
     */
    public Found of(List<String> work, long most) throws IOException {
        Finished best = attempt(work, most, WORST_SECONDS).orElseThrow(() -> new IOException("expected "
                + String.join(" ", work) + " to complete in a heap of " + most + " MB, it was too small"));
        double limit = 1 + MOST_TIMES_SLOWER * best.millis() / 1000;
        long fits = most;
        long tooSmall = 0;
        while (fits - tooSmall > resolution) {
            long middle = (fits + tooSmall) / 2;
            Optional<Finished> tried = attempt(work, middle, limit);
            if (tried.isPresent()) {
                best = tried.get();
                fits = middle;
            } else {
                tooSmall = middle;
            }
        }
        return new Found(fits, best.jsonLines().getLast());
    }

    private Optional<Finished> attempt(List<String> work, long megabytes, double limit) throws IOException {
        progress.accept(megabytes);
        Finished run = jvm.withHeap(megabytes).prosodia(work, limit);
        boolean tooSmall = run.exit() == Finished.TIMED_OUT || run.exit() != 0 && TOO_SMALL.matcher(run.err() + run.out()).find();
        return tooSmall ? Optional.empty() : Optional.of(run.requireSuccess());
    }
}
