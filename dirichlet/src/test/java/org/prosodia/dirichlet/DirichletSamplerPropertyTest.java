package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.prosodia.dirichlet.Settings.Extreme;

/** What holds of every single draw; how draws are distributed is in {@link DirichletSamplerTest}. */
class DirichletSamplerPropertyTest {

    @Property(seed = "111")
    void drawsStayOnTheSimplex(@Extreme Setting s, @ForAll long seed) {
        double[] y = DirichletSampler.sample(s.distribution(), new Random(seed));
        assertEquals(s.size(), y.length);
        assertTrue(Arrays.stream(y).allMatch(share -> share >= 0 && share <= 1), () -> Arrays.toString(y));
        assertEquals(1, Arrays.stream(y).sum(), 1e-12);
    }

    @Property(seed = "112")
    void logarithmsAreFiniteAndThoseOfTheDraw(@Extreme Setting s, @ForAll long seed) {
        double[] log = DirichletSampler.sampleLog(s.distribution(), new Random(seed));
        assertTrue(Arrays.stream(log).allMatch(x -> Double.isFinite(x) && x <= 0), () -> Arrays.toString(log));
        assertArrayEquals(Arrays.stream(log).map(Math::exp).toArray(), DirichletSampler.sample(s.distribution(), new Random(seed)));
    }

    /** A draw is no further from its mean than Chebyshev allows one in a million to be. */
    @Property(seed = "113")
    void drawsAreWithinAThousandStandardDeviationsOfTheMean(@Extreme Setting s, @ForAll long seed) {
        double[] y = DirichletSampler.sample(s.distribution(), new Random(seed));
        for (int k = 0; k < y.length; k++) {
            double deviation = Math.sqrt(s.distribution().variance()[k]);
            assertEquals(s.distribution().mean()[k], y[k], 1e3 * deviation + 1e-15);
        }
    }
}
