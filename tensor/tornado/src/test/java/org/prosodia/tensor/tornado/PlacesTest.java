package org.prosodia.tensor.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.prosodia.tensor.backend.MatrixView;

class PlacesTest {
    private static Places of(int... offsets) {
        return Places.of(new MatrixView(offsets, 1, 1));
    }

    @Test
    void regularOffsetsAreFourNumbers() {
        assertEquals(new Places(7, 1, 0, 0, 1), of(7));
        assertEquals(new Places(3, 3, 0, 10, 3), of(3, 13, 23));
        assertEquals(new Places(0, 2, 100, 8, 4), of(0, 8, 100, 108));
        assertEquals(new Places(0, 2, 0, 8, 4), of(0, 8, 0, 8));
    }

    @Test
    void otherOffsetsAreNone() {
        assertNull(of(0, 8, 100, 109));
        assertNull(of(0, 1, 3, 7));
    }

    @Test
    void aMatrixThatRepeatsIsOne() {
        assertEquals(1, of(5, 5, 5).distinct());
        assertEquals(2, of(0, 8, 0, 8).distinct());
        assertEquals(new Places(0, 2, 0, 1, 4), of(0, 8, 0, 8).numbers());
        assertEquals(2, of(0, 0, 9, 9).distinct());
        assertEquals(new Places(0, 2, 1, 0, 4), of(0, 0, 9, 9).numbers());
    }
}
