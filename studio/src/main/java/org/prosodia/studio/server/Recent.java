package org.prosodia.studio.server;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Keeps what was made last. What several ask for at once is made once; who asks for something else does not wait for it. */
final class Recent<K, V> {
    private static final float LOAD = 0.75f;

    private final Making<K, V> making;
    private final Map<K, FutureTask<V>> kept;

    /** How something is made. */
    @FunctionalInterface
    interface Making<K, V> {
        V make(K key) throws IOException;
    }

    Recent(int most, Making<K, V> making) {
        this.making = making;
        this.kept = new LinkedHashMap<>(most, LOAD, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, FutureTask<V>> eldest) {
                return size() > most;
            }
        };
    }

    V get(K key) throws IOException {
        FutureTask<V> task;
        synchronized (kept) {
            task = kept.computeIfAbsent(key, _ -> new FutureTask<>(() -> making.make(key)));
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
}
