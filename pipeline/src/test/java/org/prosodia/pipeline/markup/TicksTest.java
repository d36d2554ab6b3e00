package org.prosodia.pipeline.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.markup.Markup;

class TicksTest {
    @ParameterizedTest
    @CsvSource({"1, 5, 0.2", "0.9, 3, 0.5", "130, 4, 50", "0.004, 5, 0.001", "7, 10, 1"})
    void stepsAreRound(double span, int most, double step) {
        assertEquals(step, Ticks.step(span, most), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0.03, 0.005", "3, 0.5", "10, 1", "60, 10", "100, 10", "150, 15", "600, 60", "3600, 600", "100000, 14400",
            "1000000, 100000"})
    void timeStepsFitClocks(double seconds, double step) {
        assertEquals(step, Ticks.timeStep(seconds, 10), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 3, 1.5", "90, 200, 1:30", "3750, 4000, 1:02:30", "0, 4000, 0:00:00"})
    void timesReadAsPeopleWriteThem(double time, double length, String text) {
        assertEquals(text, Ticks.time(time, length));
    }

    @Test
    void multiplesIncludeBothEnds() {
        assertEquals(List.of(-0.5, 0.0, 0.5, 1.0), Ticks.multiples(-0.5, 1, 0.5));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 2, 0.1", "2, 2, 2", "-0.001, 2, 0", "1234.5678, 1, 1234.6", "1e-9, 3, 0"})
    void numbersAreShort(double value, int decimals, String text) {
        assertEquals(text, Markup.number(value, decimals));
    }

    @ParameterizedTest
    @CsvSource({"abcdefgh, 8, abcdefgh", "abcdefghi, 8, abcd…ghi", "😀😀😀😀😀, 4, 😀😀…😀"})
    void longNamesLoseTheirMiddle(String name, int length, String text) {
        assertEquals(text, Markup.shortened(name, length));
    }
}
