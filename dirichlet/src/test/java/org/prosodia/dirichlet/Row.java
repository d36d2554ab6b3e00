package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.converter.ArgumentConversionException;
import org.junit.jupiter.params.converter.TypedArgumentConverter;

/** Reads a row of numbers separated by spaces, and compares rows. */
final class Row extends TypedArgumentConverter<String, double[]> {

    Row() {
        super(String.class, double[].class);
    }

    @Override
    protected double[] convert(String source) throws ArgumentConversionException {
        return Arrays.stream(source.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** |actual − expected| ≤ bound · (1 + |expected|). */
    static void assertClose(double expected, double actual, double bound) {
        assertEquals(expected, actual, bound * (1 + Math.abs(expected)));
    }

    static void assertClose(double[] expected, double[] actual, double bound) {
        assertEquals(expected.length, actual.length);
        for (int k = 0; k < expected.length; k++) {
            int coordinate = k;
            assertEquals(expected[k], actual[k], bound * (1 + Math.abs(expected[k])), () -> "coordinate " + coordinate);
        }
    }

    /** |actual − Σ terms| ≤ bound · (1 + Σ |terms|): what rounding leaves of a sum whose terms may cancel. */
    static void assertIsSum(double actual, double bound, double... terms) {
        double sum = Arrays.stream(terms).sum();
        double scale = 1 + Arrays.stream(terms).map(Math::abs).sum();
        assertEquals(sum, actual, bound * scale);
    }
}
