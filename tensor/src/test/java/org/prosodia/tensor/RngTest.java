package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RngTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** The first numbers for the seed 1234567, as published for the reference implementation in C (splitmix64.c by S. Vigna). */
    @Test
    void knownAnswersOfSplitMix64() {
        long[] expected = {6457827717110365317L, 3203168211198807973L, Long.parseUnsignedLong("9817491932198370423"), 4593380528125082431L,
            Long.parseUnsignedLong("16408922859458223821")};
        Rng rng = new Rng(1234567);
        for (long number : expected) {
            assertEquals(number, rng.nextLong());
        }
    }

    @Test
    void itIsTheGeneratorOfTheJavaLibrary() {
        for (long seed : new long[] {0, 1, -1, Long.MIN_VALUE, 987654321}) {
            SplittableRandom library = new SplittableRandom(seed);
            Rng rng = new Rng(seed);
            for (int i = 0; i < 100; i++) {
                assertEquals(library.nextLong(), rng.nextLong());
            }
            assertEquals(library.nextDouble(), rng.nextDouble());
        }
    }

    @Test
    void aSavedStateContinuesWhereItWas() {
        Rng rng = new Rng(5);
        for (int i = 0; i < 10; i++) {
            rng.nextGaussian();
        }
        Rng restored = new Rng(rng.state());
        for (int i = 0; i < 100; i++) {
            assertEquals(rng.nextGaussian(), restored.nextGaussian());
            assertEquals(rng.nextInt(17), restored.nextInt(17));
        }
        assertEquals(rng.state(), restored.state());
    }

    @Test
    void aGeneratorGoesBackToAStateOfItsOwn() {
        Rng rng = new Rng(5);
        rng.nextLong();
        long state = rng.state();
        long next = rng.nextLong();
        rng.restore(state);
        assertEquals(next, rng.nextLong());
    }

    @Test
    void forksDependOnStateAndPurposeAndDoNotAdvance() {
        Rng rng = new Rng(5);
        long before = rng.state();
        assertEquals(rng.fork(1).nextLong(), rng.fork(1).nextLong());
        assertNotEquals(rng.fork(1).nextLong(), rng.fork(2).nextLong());
        assertEquals(before, rng.state());
        long first = rng.fork(1).nextLong();
        rng.nextLong();
        assertNotEquals(first, rng.fork(1).nextLong());
    }

    /** Forks of one generator, of its neighbours, and the generator itself have no number in common. */
    @Test
    void forksDoNotOverlap() {
        Set<Long> seen = new HashSet<>();
        int count = 0;
        for (long seed = 0; seed < 4; seed++) {
            Rng rng = new Rng(seed);
            for (long purpose = 0; purpose < 8; purpose++) {
                Rng fork = rng.fork(purpose);
                for (int i = 0; i < 500; i++, count++) {
                    seen.add(fork.nextLong());
                }
            }
        }
        assertEquals(count, seen.size());
    }

    /** The correlation of n independent pairs has the standard deviation 1/√n. */
    @Test
    void neighbouringForksAreUncorrelated() {
        int n = 20_000;
        Rng parent = new Rng(1);
        Rng a = parent.fork(0);
        Rng b = parent.fork(1);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a.nextGaussian() * b.nextGaussian();
        }
        assertTrue(Math.abs(sum / n) < 4 / Math.sqrt(n));
    }

    @Test
    void randomTensorsHaveTheMomentsAskedFor() {
        int n = 100_000;
        double[] normal = runtime.normal(DType.F64, 3, 2, new Rng(1), n).toDoubles();
        assertMoments(normal, 3, 2);
        double[] uniform = runtime.uniform(DType.F64, -1, 5, new Rng(1), n).toDoubles();
        assertMoments(uniform, 2, 6 / Math.sqrt(12));
        for (double u : uniform) {
            assertTrue(u >= -1 && u < 5);
        }
    }

    private static void assertMoments(double[] x, double mean, double std) {
        double sum = 0;
        double squares = 0;
        for (double v : x) {
            sum += v;
            squares += (v - mean) * (v - mean);
        }
        assertEquals(mean, sum / x.length, 4 * std / Math.sqrt(x.length));
        assertEquals(std, Math.sqrt(squares / x.length), 4 * std / Math.sqrt(x.length));
    }

    @Test
    void theSameSeedGivesTheSameTensorInBothDTypes() {
        double[] exact = runtime.normal(DType.F64, 0, 1, new Rng(1), 50).toDoubles();
        float[] rounded = new float[50];
        for (int i = 0; i < 50; i++) {
            rounded[i] = (float) exact[i];
        }
        assertArrayEquals(rounded, runtime.normal(DType.F32, 0, 1, new Rng(1), 50).toFloats());
    }
}
