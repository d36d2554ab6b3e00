package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of a number in 16 bits. */
class WeightPrecisionTest {
    @ParameterizedTest
    @CsvSource({
        "BF16, 0x1p0, 3f80", "BF16, -0x1p0, bf80", "BF16, 0x0p0, 0", "BF16, -0x0p0, 8000",
        "BF16, 0x1.01p0, 3f80", "BF16, 0x1.03p0, 3f82", "BF16, 0x1.010002p0, 3f81", "BF16, 0x1.02fffep0, 3f81",
        "BF16, 0x1p-133, 1", "BF16, 0x1p-134, 0", "BF16, 0x1.8p-133, 2", "BF16, 0x1.0002p-134, 1", "BF16, 0x1.fep127, 7f7f",
        "BF16, 0x1.fefffep127, 7f7f", "BF16, 0x1.ffp127, 7f80", "BF16, Infinity, 7f80", "BF16, -Infinity, ff80",
        "F16, 0x1p0, 3c00", "F16, -0x0p0, 8000", "F16, 0x1.002p0, 3c00", "F16, 0x1.006p0, 3c02", "F16, 0x1.002002p0, 3c01",
        "F16, 0x1p-24, 1", "F16, 0x1p-25, 0", "F16, 0x1.000002p-25, 1", "F16, 0x1.8p-24, 2", "F16, 0x1p-14, 400", "F16, 0x1.ff8p-15, 3ff",
        "F16, 65504, 7bff", "F16, 65519.996, 7bff", "F16, 65520, 7c00", "F16, -65520, fc00", "F16, Infinity, 7c00"})
    void roundsToTheNearestAndTiesToTheEven(WeightPrecision precision, float x, String bits) {
        assertEquals(bits, Integer.toHexString(Short.toUnsignedInt(precision.round(x))));
    }

    @ParameterizedTest
    @EnumSource(names = {"BF16", "F16"})
    void allItsNumbersSurvive(WeightPrecision precision) {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float x = precision.expand((short) bits);
            if (Float.isNaN(x)) {
                assertTrue(Float.isNaN(precision.nearest(x)));
            } else {
                assertEquals((short) bits, precision.round(x), "bits " + bits);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"BF16, 0x1p-9, 1e-38, 3e38", "F16, 0x1p-11, 0x1p-14, 65504"})
    void theRelativeErrorIsAsStated(WeightPrecision precision, double bound, float least, float most) {
        Rng rng = new Rng(1);
        for (int i = 0; i < 100_000; i++) {
            float x = (float) (least * Math.pow(most / least, rng.nextDouble()));
            assertEquals(x, precision.nearest(x), bound * x);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BF16", "F16"})
    void noNumberIsNearerThanTheOneChosen(WeightPrecision precision) {
        Rng rng = new Rng(2);
        for (int i = 0; i < 10_000; i++) {
            float x = (float) rng.nextGaussian(0, 0.05);
            short bits = precision.round(x);
            double error = Math.abs((double) x - precision.expand(bits));
            assertTrue(error <= Math.abs((double) x - precision.expand((short) (bits + 1))), "" + x);
            assertTrue(error <= Math.abs((double) x - precision.expand((short) (bits - 1))), "" + x);
        }
    }

    @Test
    void notANumberStaysOneWhateverItsBits() {
        for (int bits : new int[] {0x7f80_0001, 0x7fff_ffff, 0xff80_0001, 0x7fc0_0000}) {
            for (WeightPrecision precision : WeightPrecision.values()) {
                assertTrue(Float.isNaN(precision.nearest(Float.intBitsToFloat(bits))), precision + " of " + Integer.toHexString(bits));
            }
        }
    }

    @Test
    void allOfAnF32IsKeptInF32() {
        assertEquals(0.1f, WeightPrecision.F32.nearest(0.1f));
        assertThrows(UnsupportedOperationException.class, () -> WeightPrecision.F32.round(1));
        assertThrows(UnsupportedOperationException.class, () -> WeightPrecision.F32.expand((short) 1));
    }
}
