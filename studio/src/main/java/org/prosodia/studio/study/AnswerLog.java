package org.prosodia.studio.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.prosodia.pipeline.preference.Entry;

/**
 * Writes answers of several people at once: whoever comes while others are being written waits, and all who wait are then written and
 * forced to the disk together. So the disk is waited for once for many, and nobody is told of an answer before it is there.
 */
public final class AnswerLog {
    /** Where lines go. */
    @FunctionalInterface
    public interface Sink {
        /** Returns when all of these are on the disk; when it fails, none is. */
        void append(List<Entry> entries) throws IOException;
    }

    private final Sink sink;
    private final Object writing = new Object();
    private final List<Waiting> waiting = new ArrayList<>();

    /** A log into a file. */
    public AnswerLog(Sink sink) {
        this.sink = sink;
    }

    private static final class Waiting {
        private final Entry entry;
        private boolean tried;
        private boolean written;
        private Throwable failure;

        private Waiting(Entry entry) {
            this.entry = entry;
        }
    }

    /**
     * Returns when the line is on the disk.
     *
     * @throws IOException when it is not, and will not be: the disk may be full
     */
    public void append(Entry entry) throws IOException {
        Waiting mine = new Waiting(entry);
        synchronized (waiting) {
            waiting.add(mine);
        }
        synchronized (writing) {
            if (!mine.tried) {
                write(takeAll());
            }
            if (!mine.written) {
                throw new IOException(mine.failure.getMessage(), mine.failure);
            }
        }
    }

    private List<Waiting> takeAll() {
        synchronized (waiting) {
            List<Waiting> all = List.copyOf(waiting);
            waiting.clear();
            return all;
        }
    }

    private void write(List<Waiting> batch) {
        batch.forEach(one -> one.tried = true);
        try {
            sink.append(batch.stream().map(one -> one.entry).toList());
            batch.forEach(one -> one.written = true);
        } catch (IOException | RuntimeException | Error e) {
            batch.forEach(one -> one.failure = e);
        }
    }
}
