package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class SchedulePropertyTest {

    @Property(seed = "1")
    void growsByTheSameAmountInTheWarmUpAndNeverAfterIt(@ForAll("schedules") Schedule schedule, @ForAll @LongRange(max = 300) long step) {
        double now = schedule.factor(step);
        double next = schedule.factor(step + 1);
        if (step + 1 < schedule.warmup()) {
            assertEquals(1.0 / schedule.warmup(), next - now, 1e-15);
        } else {
            assertTrue(next <= now, now + ", then " + next);
        }
        assertTrue(now >= 0 && now <= 1, "factor " + now);
    }

    @Property(seed = "2")
    void noStepOfATrainingIsWasted(@ForAll("schedules") Schedule schedule, @ForAll @LongRange(max = 300) long step) {
        assertTrue(step >= schedule.total() || schedule.factor(step) > 0);
    }

    @Property(seed = "3")
    void staysWhereItEnds(@ForAll("schedules") Schedule schedule, @ForAll @LongRange(max = Long.MAX_VALUE - 300) long beyond) {
        assertEquals(schedule.decay(1), schedule.factor(schedule.total() + beyond));
        assertEquals(end(schedule), schedule.decay(1), 1e-15);
        assertEquals(1, schedule.decay(0));
    }

    private static double end(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Constant _ -> 1;
            case Schedule.Linear linear -> linear.end();
            case Schedule.Cosine cosine -> cosine.end();
            case Schedule.Exponential exponential -> exponential.end();
        };
    }

    @Property(seed = "4")
    void eachDecayHasItsSymmetry(@ForAll("schedules") Schedule schedule, @ForAll @DoubleRange(max = 1) double p,
            @ForAll @DoubleRange(max = 1) double q) {
        switch (schedule) {
            case Schedule.Constant constant -> assertEquals(1, constant.decay(p));
            case Schedule.Linear linear -> assertEquals((1 - q) * linear.decay(0) + q * linear.decay(p), linear.decay(q * p), 1e-14);
            case Schedule.Cosine cosine -> {
                assertEquals(1 + cosine.end(), cosine.decay(p) + cosine.decay(1 - p), 1e-14);
                // cos 2a = 2 cos² a − 1, both brought to [−1, 1]; no decay at all leaves nothing to bring there.
                double unit = (1 - cosine.end()) / 2;
                double half = cosine.decay(p / 2) - (1 + cosine.end()) / 2;
                assertEquals(unit * (cosine.decay(p) - (1 + cosine.end()) / 2), 2 * half * half - unit * unit, 1e-14);
            }
            case Schedule.Exponential exponential ->
                    assertEquals(exponential.decay(p) * exponential.decay(q), exponential.decay(p + q), 1e-14);
        }
    }

    /** Twice as many steps take twice as long for the same. */
    @Property(seed = "5")
    void onlyTheShareOfTheWayCounts(@ForAll("schedules") Schedule schedule, @ForAll @LongRange(max = 300) long after) {
        Schedule slower = switch (schedule) {
            case Schedule.Constant constant -> new Schedule.Constant(2 * constant.warmup());
            case Schedule.Linear linear -> new Schedule.Linear(2 * linear.warmup(), 2 * linear.total(), linear.end());
            case Schedule.Cosine cosine -> new Schedule.Cosine(2 * cosine.warmup(), 2 * cosine.total(), cosine.end());
            case Schedule.Exponential exponential ->
                    new Schedule.Exponential(2 * exponential.warmup(), 2 * exponential.total(), exponential.end());
        };
        long step = schedule.warmup() + after;
        assertEquals(schedule.factor(step), slower.factor(2 * step), 1e-15);
    }

    @Provide
    Arbitrary<Schedule> schedules() {
        Arbitrary<Long> warmups = Arbitraries.longs().between(0, 100);
        Arbitrary<Double> ends = Arbitraries.doubles().between(0, 1);
        return Arbitraries.oneOf(warmups.map(Schedule.Constant::new),
                Combinators.combine(warmups, warmups, ends).as((warmup, more, end) -> new Schedule.Linear(warmup, warmup + more, end)),
                Combinators.combine(warmups, warmups, ends).as((warmup, more, end) -> new Schedule.Cosine(warmup, warmup + more, end)),
                Combinators.combine(warmups, warmups, ends.filter(end -> end > 0))
                        .as((warmup, more, end) -> new Schedule.Exponential(warmup, warmup + more, end)));
    }
}
