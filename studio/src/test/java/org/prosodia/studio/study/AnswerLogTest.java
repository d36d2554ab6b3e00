package org.prosodia.studio.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.prosodia.pipeline.preference.Entry;
import org.prosodia.pipeline.preference.Retraction;

class AnswerLogTest {
    private static Entry entry(String id) {
        return new Retraction(id, "ann", Instant.EPOCH);
    }

    @Test
    void whoComesWhileOthersAreWrittenIsWrittenWithAllWhoWait() throws Exception {
        List<List<Entry>> batches = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AnswerLog log = new AnswerLog(entries -> {
            begun.countDown();
            await(goOn);
            batches.add(entries);
        });
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> all = new ArrayList<>();
            all.add(threads.submit(() -> {
                log.append(entry("first"));
                return null;
            }));
            begun.await();
            for (int i = 0; i < 7; i++) {
                String id = "later" + i;
                all.add(threads.submit(() -> {
                    log.append(entry(id));
                    return null;
                }));
            }
            goOn.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
        List<Entry> written = batches.stream().flatMap(List::stream).toList();
        assertEquals(8, written.size());
        assertEquals(8, new HashSet<>(written).size());
        assertEquals(List.of(entry("first")), batches.getFirst());
        assertTrue(batches.size() <= 8);
    }

    @Test
    void nobodyIsToldOfAnAnswerThatWasInABatchWhichAnErrorEnded() throws Exception {
        List<Entry> written = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AnswerLog log = new AnswerLog(entries -> {
            begun.countDown();
            await(goOn);
            if (!entries.equals(List.of(entry("first")))) {
                throw new OutOfMemoryError("Java heap space");
            }
            written.addAll(entries);
        });
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> all = new ArrayList<>();
            for (String id : List.of("first", "second", "third", "fourth")) {
                all.add(threads.submit(() -> {
                    log.append(entry(id));
                    return null;
                }));
                begun.await();
            }
            goOn.countDown();
            all.getFirst().get();
            for (Future<?> one : all.subList(1, 4)) {
                IOException said = assertInstanceOf(IOException.class, assertThrows(ExecutionException.class, one::get).getCause());
                assertEquals("Java heap space", said.getMessage());
            }
        }
        assertEquals(List.of(entry("first")), written);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatCouldNotBeWrittenIsSaidAndCanBeTriedAgain() throws IOException {
        List<Entry> written = new ArrayList<>();
        boolean[] full = {true};
        AnswerLog log = new AnswerLog(entries -> {
            if (full[0]) {
                throw new IOException("No space left on device");
            }
            written.addAll(entries);
        });
        assertEquals("No space left on device", assertThrows(IOException.class, () -> log.append(entry("1"))).getMessage());
        full[0] = false;
        log.append(entry("1"));
        assertEquals(List.of(entry("1")), written);
    }

    @Test
    void aMistakeOfOursIsNoAnswerSavedEither() {
        AnswerLog log = new AnswerLog(_ -> {
            throw new IllegalArgumentException("too long");
        });
        assertEquals("too long", assertThrows(IOException.class, () -> log.append(entry("1"))).getMessage());
    }
}
