package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.dirichlet.Row.assertClose;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.prosodia.dirichlet.Settings.Moderate;

class CrossEntropyPropertyTest {

    @Property(seed = "81")
    void gradientIsTheSlope(@Moderate Setting s) {
        Slopes.assertGradient(z -> CrossEntropy.loss(z, s.y()), s.z(), CrossEntropy.lossGradient(s.z(), s.y()));
        Slopes.assertGradient(z -> CrossEntropy.loss(z, 1), s.z(), CrossEntropy.lossGradient(s.z(), 1));
    }

    /** Targets are rounded: where the shares sum to 1.0005, the gradient is still that of the loss. */
    @Property(seed = "82")
    void gradientIsTheSlopeForTargetsThatSumToOneOnlyNearly(@Moderate Setting s) {
        double[] y = Arrays.stream(s.y()).map(share -> share * 1.0005).toArray();
        Slopes.assertGradient(z -> CrossEntropy.loss(z, y), s.z(), CrossEntropy.lossGradient(s.z(), y));
    }

    @Property(seed = "83")
    void softmaxIsOnTheSimplex(@Moderate Setting s, @ForAll @DoubleRange(min = 0, max = 1e6) double scale) {
        double[] softmax = CrossEntropy.softmax(Arrays.stream(s.z()).map(z -> z * scale).toArray());
        assertEquals(1, Arrays.stream(softmax).sum(), 1e-9);
        assertTrue(Arrays.stream(softmax).allMatch(share -> share >= 0 && share <= 1));
    }

    /** Shares are relative: what all logits have in common says nothing. */
    @Property(seed = "84")
    void commonShiftOfTheLogitsChangesNothing(@Moderate Setting s, @ForAll @DoubleRange(min = -1e3, max = 1e3) double shift) {
        double[] shifted = Arrays.stream(s.z()).map(z -> z + shift).toArray();
        assertClose(CrossEntropy.softmax(s.z()), CrossEntropy.softmax(shifted), 1e-12);
        assertClose(CrossEntropy.loss(s.z(), s.y()), CrossEntropy.loss(shifted, s.y()), 1e-12);
        assertEquals(0, Arrays.stream(CrossEntropy.lossGradient(shifted, s.y())).sum(), 1e-12);
    }

    /** −Σ y log s ≥ −Σ y log y (Gibbs), with equality, and no gradient, where the softmax is the target: z = log y. */
    @Property(seed = "85")
    void targetItselfCostsLeast(@Moderate Setting s) {
        double[] log = Arrays.stream(s.y()).map(Math::log).toArray();
        double least = CrossEntropy.loss(log, s.y());
        assertEquals(-Arrays.stream(s.y()).map(share -> share * Math.log(share)).sum(), least, 1e-14 * (1 + least));
        assertTrue(CrossEntropy.loss(s.z(), s.y()) >= least - 1e-14 * (1 + least));
        Arrays.stream(CrossEntropy.lossGradient(log, s.y())).forEach(g -> assertEquals(0, g, 1e-15));
    }

    @Property(seed = "86")
    void softTargetIsTheMixtureOfItsLabels(@Moderate Setting s) {
        double sum = 0;
        for (int k = 0; k < s.size(); k++) {
            sum += s.y()[k] * CrossEntropy.loss(s.z(), k);
        }
        assertClose(sum, CrossEntropy.loss(s.z(), s.y()), 1e-14);
    }
}
