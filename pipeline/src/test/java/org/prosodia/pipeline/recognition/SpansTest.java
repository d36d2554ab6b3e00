package org.prosodia.pipeline.recognition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
    @ParameterizedTest
    @CsvSource({"1, 10, 2", "10, 10, 2", "11, 10, 2", "12, 10, 2", "17, 10, 2", "100, 10, 2", "101, 10, 0", "97, 7, 3", "180000, 1500, 125", "23, 5, 2"})
    void chunksKeepEveryFrameOnceWithItsContext(int frames, int size, int overlap) {
        List<Spans.Chunk> chunks = Spans.chunks(frames, size, overlap);
        int next = 0;
        for (Spans.Chunk chunk : chunks) {
            assertEquals(next, chunk.keepFrom(), "no gap and no frame twice");
            assertTrue(chunk.keepTo() > chunk.keepFrom());
            assertTrue(chunk.to() - chunk.from() <= size, "bounded memory: " + chunk);
            assertTrue(chunk.from() <= Math.max(0, chunk.keepFrom() - overlap), "context before " + chunk);
            assertTrue(chunk.to() >= Math.min(frames, chunk.keepTo() + overlap), "context after " + chunk);
            assertTrue(chunk.from() >= 0 && chunk.to() <= frames);
            next = chunk.keepTo();
        }
        assertEquals(frames, next);
    }

    @Test
    void windowsStartEveryStrideAndTheLastEndsWithTheAudio() {
        assertArrayEquals(new int[] {0}, Spans.windows(5, 14, 10));
        assertArrayEquals(new int[] {0}, Spans.windows(14, 14, 10));
        assertArrayEquals(new int[] {0, 1}, Spans.windows(15, 14, 10));
        assertArrayEquals(new int[] {0, 10}, Spans.windows(24, 14, 10));
        assertArrayEquals(new int[] {0, 10, 17}, Spans.windows(31, 14, 10));
        assertArrayEquals(new int[] {0, 1, 2, 3}, Spans.windows(6, 3, 1));
        assertArrayEquals(new int[] {0, 50, 97}, Spans.windows(100, 3, 50), "windows may leave gaps");
    }
}
