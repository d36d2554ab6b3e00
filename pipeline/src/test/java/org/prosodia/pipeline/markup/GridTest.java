package org.prosodia.pipeline.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {

    @Test
    void columnsOfTextAreAsWideAsTheirWidestCell() {
        assertEquals("""
                      clips  share
                all      12   0.50
                fear      3      1
                """, Grid.of("", "clips", "share").with("all", "12", "0.50").with("fear", "3", "1").toText());
    }

    @Test
    void everyRowHasACellForEachColumn() {
        assertEquals("rows: expected 2 cells, found [a]",
                assertThrows(IllegalArgumentException.class, () -> new Grid(List.of("x", "y"), List.of(List.of("a")))).getMessage());
    }
}
