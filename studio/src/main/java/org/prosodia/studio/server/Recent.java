package org.prosodia.studio.server;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.ToLongFunction;

/**
 * Keeps what was used last, as much as may be kept, and the newest in any case. What several ask for at once is made once; who asks for
 * something else does not wait for it.
 */
final class Recent<K, V> {
    private static final int FIRST_SIZE = 16;
    private static final float LOAD = 0.75f;

    private final long most;
    private final ToLongFunction<V> bytes;
    private final Making<K, V> making;
    private final Map<K, FutureTask<V>> kept = new LinkedHashMap<>(FIRST_SIZE, LOAD, true);
    private long held;

    /** How something is made. */
    @FunctionalInterface
    interface Making<K, V> {
        V make(K key) throws IOException;
    }

    /**
     * @param most bytes of all that is kept
     * @param bytes of one thing
     */
    Recent(long most, ToLongFunction<V> bytes, Making<K, V> making) {
        this.most = most;
        this.bytes = bytes;
        this.making = making;
    }

    V get(K key) throws IOException {
        FutureTask<V> task;
        synchronized (kept) {
            task = kept.computeIfAbsent(key, _ -> new FutureTask<>(() -> make(key)));
        }
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            synchronized (kept) {
                kept.remove(key, task); // next time it may be there
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    private V make(K key) throws IOException {
        V value = making.make(key);
        synchronized (kept) {
            held += bytes.applyAsLong(value);
            Iterator<FutureTask<V>> eldest = kept.values().iterator();
            while (held > most && eldest.hasNext()) {
                FutureTask<V> task = eldest.next();
                if (task.state() == Future.State.SUCCESS) { // not this one, nor others that are being made
                    held -= bytes.applyAsLong(task.resultNow());
                    eldest.remove();
                }
            }
        }
        return value;
    }
}
