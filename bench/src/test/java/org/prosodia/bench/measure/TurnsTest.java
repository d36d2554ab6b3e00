package org.prosodia.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void workRunsInTurnsAfterWarmingUp() {
        StringBuilder order = new StringBuilder();
        Turns turns = Turns.of(new Turns.Plan(0, 3), () -> order.append('a'), () -> order.append('b'));
        assertEquals("abab" + "ababab", order.toString());
        assertEquals(3, turns.of(1).size());
    }

    @Test
    void aRatioIsOfOneTurn() {
        Turns turns = new Turns(List.of(new double[] {1, 10}, new double[] {2, 40}, new double[] {4, 20}));
        assertEquals(List.of(5.0, 10.0, 20.0), turns.ratio(1, 0).sorted());
        assertEquals(List.of(1.0, 2.0, 4.0), turns.of(0).sorted());
    }

    @Test
    void aSampleKnowsItsMiddleAndItsEnds() {
        Sample odd = Sample.of(List.of(3.0, 1.0, 2.0));
        assertEquals(List.of(1.0, 2.0, 3.0), List.of(odd.min(), odd.median(), odd.max()));
        assertEquals(2.5, Sample.of(List.of(4.0, 1.0, 3.0, 2.0)).median());
        assertThrows(IllegalArgumentException.class, () -> Sample.of(List.of()));
    }

    @Test
    void allocationIsCountedPerRun() {
        int megabytes = 16;
        Object[] kept = new Object[1];
        Footprint footprint = new Footprint();
        Runnable work = footprint.counted(() -> kept[0] = new byte[megabytes << 20]);
        work.run();
        work.run();
        assertEquals(megabytes, footprint.allocatedMegabytes(), 1);
        assertEquals(megabytes << 20, ((byte[]) kept[0]).length);
    }
}
