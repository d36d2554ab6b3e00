package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
    static Stream<Schedule> schedules() {
        return Stream.of(0, 1, 10).flatMap(warmup -> Stream.of(new Schedule.Constant(warmup), new Schedule.Linear(warmup, 110, 0),
                new Schedule.Cosine(warmup, 110, 0.1), new Schedule.Exponential(warmup, 110, 0.01)));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void factorsGrowToOneInTheWarmUpAndNeverAfterIt(Schedule schedule) {
        for (long n = 0; n < schedule.warmup(); n++) {
            assertEquals((n + 1.0) / schedule.warmup(), schedule.factor(n));
        }
        assertEquals(1, schedule.factor(schedule.warmup()));
        for (long n = schedule.warmup(); n < 200; n++) {
            assertTrue(schedule.factor(n + 1) <= schedule.factor(n));
        }
        for (long n = 0; n < 110; n++) {
            assertTrue(schedule.factor(n) > 0, "no step of the training is wasted");
        }
        assertEquals(schedule.decay(1), schedule.factor(Math.max(110, schedule.warmup())));
        assertEquals(schedule.decay(1), schedule.factor(Long.MAX_VALUE));
    }

    @Test
    void decaysFollowTheirFormulas() {
        assertEquals(1, new Schedule.Constant(5).factor(1_000));
        assertEquals(0.75, new Schedule.Linear(10, 110, 0).factor(35), 1e-15);
        assertEquals(1 - 0.8 * 0.25, new Schedule.Linear(10, 110, 0.2).factor(35), 1e-15);
        assertEquals(0.5, new Schedule.Cosine(0, 100, 0).factor(50), 1e-15);
        assertEquals(0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2, new Schedule.Cosine(0, 100, 0.2).factor(25), 1e-15);
        assertEquals(0.1, new Schedule.Exponential(0, 100, 0.01).factor(50), 1e-15);
        Schedule exponential = new Schedule.Exponential(0, 100, 0.01);
        assertEquals(exponential.factor(1), exponential.factor(71) / exponential.factor(70), 1e-15, "always by the same share");
    }

    @Test
    void aTrainingMayBeWarmUpAlone() {
        Schedule schedule = new Schedule.Linear(4, 4, 0.5);
        assertEquals(List.of(0.25, 0.5, 0.75, 1.0, 0.5, 0.5), Stream.of(0, 1, 2, 3, 4, 5).map(n -> schedule.factor(n)).toList());
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Schedule.Constant(-1));
        assertThrows(IllegalArgumentException.class, () -> new Schedule.Linear(5, 4, 0));
        assertThrows(IllegalArgumentException.class, () -> new Schedule.Exponential(5, 4, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new Schedule.Linear(0, 10, -0.1));
        assertThrows(IllegalArgumentException.class, () -> new Schedule.Cosine(0, 10, 1.1));
        assertThrows(IllegalArgumentException.class, () -> new Schedule.Cosine(0, 10, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Schedule.Exponential(0, 10, 0));
        assertThrows(IllegalArgumentException.class, () -> new Schedule.Constant(0).factor(-1));
    }
}
