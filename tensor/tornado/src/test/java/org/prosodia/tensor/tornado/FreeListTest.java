package org.prosodia.tensor.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FreeListTest {
    private final FreeList list = new FreeList(160);

    @Test
    void piecesBeginAtWholeVectors() {
        assertEquals(0, list.take(1));
        assertEquals(16, list.take(17));
        assertEquals(48, list.take(0));
        assertEquals(64, list.used());
    }

    @Test
    void theSmallestThatFitsIsTaken() {
        list.take(48);
        list.take(16);
        list.take(16);
        list.take(80);
        list.give(0, 48);
        list.give(64, 16);
        assertEquals(64, list.take(10));
        assertEquals(0, list.take(10));
    }

    @Test
    void neighboursThatAreFreeBecomeOne() {
        for (int i = 0; i < 10; i++) {
            assertEquals(16 * i, list.take(16));
        }
        assertEquals(-1, list.take(1));
        list.give(32, 16);
        list.give(64, 16);
        assertEquals(16, list.largest());
        list.give(48, 16);
        assertEquals(48, list.largest());
        assertEquals(32, list.take(48));
        assertEquals(160, list.mostUsed());
    }
}
