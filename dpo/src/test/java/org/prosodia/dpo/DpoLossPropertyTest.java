package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Identities of the loss of a pair, for every loss and reduction. */
@Domain(PreferenceDomain.class)
@Domain(DomainContext.Global.class)
class DpoLossPropertyTest {

    @Property(seed = "1")
    void theLossIsTheMeanOverItsMargins(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        double[] margins = clip.margins(dpo.reduction());
        double expected = Arrays.stream(margins).map(dpo.loss()::value).average().orElseThrow();
        assertClose(expected, dpo.value(clip.pair()));
        double sum = Arrays.stream(clip.margins(Reduction.FRAME)).sum();
        assertClose(dpo.reduction() == Reduction.SUM ? sum : sum / clip.withoutPadding().frames().size(), dpo.margin(clip.pair()));
    }

    @Property(seed = "2")
    void theGradientIsTheSlopeAndItsNegativeThatOfTheRejected(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        double h = 1e-5;
        Assume.that(!clip.isNearKink(dpo, 2 * h));
        double[] gradient = dpo.gradient(clip.pair());
        for (int t = 0; t < gradient.length; t++) {
            double chosen = (moved(dpo, clip, t, h, 0) - moved(dpo, clip, t, -h, 0)) / (2 * h);
            double rejected = (moved(dpo, clip, t, 0, h) - moved(dpo, clip, t, 0, -h)) / (2 * h);
            assertEquals(chosen, gradient[t], 1e-6 * (1 + Math.abs(chosen)));
            assertEquals(-rejected, gradient[t], 1e-6 * (1 + Math.abs(rejected)));
        }
    }

    private static double moved(DpoLoss dpo, Clip clip, int t, double chosen, double rejected) {
        return dpo.value(clip.map(t, frame -> frame.moved(chosen, rejected)).pair());
    }

    /** A loss sees how the policy differs from its reference, and how the two sequences differ: no more. */
    @Property(seed = "3")
    void shiftsThatPolicyAndReferenceOrBothSequencesShareChangeNothing(@ForAll DpoLoss dpo, @ForAll Clip clip,
            @ForAll @DoubleRange(min = -9, max = 9) double chosen, @ForAll @DoubleRange(min = -9, max = 9) double rejected,
            @ForAll @DoubleRange(min = -9, max = 9) double policy) {
        Assume.that(!clip.isNearKink(dpo, 1e-9));
        Clip shifted = clip.map(frame -> new Clip.Frame(frame.policyChosen() + chosen + policy, frame.policyRejected() + rejected + policy,
                frame.referenceChosen() + chosen, frame.referenceRejected() + rejected, frame.valid()));
        assertSame(dpo, clip.pair(), shifted.pair());
    }

    @Property(seed = "4")
    void swappingTheSequencesNegatesTheMargin(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        double[] margins = clip.margins(dpo.reduction());
        PreferencePair swapped = clip.swapped().pair();
        assertEquals(-dpo.margin(clip.pair()), dpo.margin(swapped), 1e-12);
        assertClose(Arrays.stream(margins).map(m -> dpo.loss().value(-m)).average().orElseThrow(), dpo.value(swapped));
    }

    @Property(seed = "5")
    void aPolicyEqualToItsReferenceHasNoMargin(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        PreferencePair equal = clip.map(frame -> frame.withPolicy(frame.referenceChosen(), frame.referenceRejected())).pair();
        assertEquals(0, dpo.margin(equal));
        assertEquals(dpo.loss().value(0), dpo.value(equal), 1e-15 * dpo.loss().value(0));
        assertEquals(Math.log(2), new DpoLoss(PreferenceLoss.sigmoid(dpo.loss().beta()), dpo.reduction()).value(equal), 1e-15);
    }

    /** To the bit: the frames that count are taken in their order. */
    @Property(seed = "6")
    void paddingIsNeverLookedAt(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        PreferencePair alone = clip.withoutPadding().pair();
        assertEquals(dpo.value(alone), dpo.value(clip.pair()));
        assertEquals(dpo.margin(alone), dpo.margin(clip.pair()));
        double[] gradient = dpo.gradient(clip.pair());
        int[] valid = IntStream.range(0, gradient.length).filter(t -> clip.frames().get(t).valid()).toArray();
        assertArrayEquals(dpo.gradient(alone), Arrays.stream(valid).mapToDouble(t -> gradient[t]).toArray());
        IntStream.range(0, gradient.length).filter(t -> !clip.frames().get(t).valid()).forEach(t -> assertEquals(0.0, gradient[t]));
    }

    @Property(seed = "7")
    void theOrderOfFramesDoesNotMatter(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        Assume.that(!clip.isNearKink(dpo, 1e-9));
        PreferencePair reversed = new Clip(clip.frames().reversed()).pair();
        assertClose(dpo.value(clip.pair()), dpo.value(reversed));
        double[] forwards = dpo.gradient(clip.pair());
        double[] backwards = dpo.gradient(reversed);
        for (int t = 0; t < forwards.length; t++) {
            assertClose(forwards[t], backwards[forwards.length - 1 - t]);
        }
    }

    /** A clip said twice: means stay, sums double. */
    @Property(seed = "8")
    void onlyTheSumGrowsWithTheLength(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        List<Clip.Frame> twice = new ArrayList<>(clip.frames());
        twice.addAll(clip.frames());
        PreferencePair repeated = new Clip(twice).pair();
        if (dpo.reduction() == Reduction.SUM) {
            assertClose(2 * dpo.margin(clip.pair()), dpo.margin(repeated));
        } else {
            assertClose(dpo.margin(clip.pair()), dpo.margin(repeated));
            assertClose(dpo.value(clip.pair()), dpo.value(repeated));
        }
    }

    /** Convex losses (Jensen). */
    @Property(seed = "9")
    void theLossOfTheMeanIsAtMostTheMeanOfTheLosses(@ForAll PreferenceLoss loss, @ForAll Clip clip) {
        double frames = new DpoLoss(loss, Reduction.FRAME).value(clip.pair());
        assertTrue(new DpoLoss(loss, Reduction.MEAN).value(clip.pair()) <= frames + 1e-12 * (1 + Math.abs(frames)));
    }

    @Property(seed = "10")
    void reductionsAgreeOnOneFrame(@ForAll PreferenceLoss loss, @ForAll Clip clip) {
        PreferencePair frame = new Clip(clip.withoutPadding().frames().subList(0, 1)).pair();
        DpoLoss expected = new DpoLoss(loss, Reduction.FRAME);
        for (Reduction reduction : List.of(Reduction.MEAN, Reduction.SUM)) {
            assertEquals(expected.value(frame), new DpoLoss(loss, reduction).value(frame));
            assertArrayEquals(expected.gradient(frame), new DpoLoss(loss, reduction).gradient(frame));
        }
    }

    /** What the policy gives the chosen sequence never raises the loss; IPO and labels that may be wrong want no more than so much. */
    @Property(seed = "11")
    void moreDensityForTheChosenNeverCostsMore(@ForAll DpoLoss dpo, @ForAll Clip clip, @ForAll @DoubleRange(max = 9) double more) {
        Assume.that(!(dpo.loss() instanceof PreferenceLoss.Ipo));
        Assume.that(!(dpo.loss() instanceof PreferenceLoss.Sigmoidal conservative && conservative.labelSmoothing() > 0));
        double before = dpo.value(clip.pair());
        double rounding = 1e-12 * (1 + Math.abs(before));
        assertTrue(dpo.value(clip.map(frame -> frame.moved(more, 0)).pair()) <= before + rounding);
        assertTrue(dpo.value(clip.map(frame -> frame.moved(0, -more)).pair()) <= before + rounding);
        Arrays.stream(dpo.gradient(clip.pair())).forEach(slope -> assertTrue(slope <= 0, "slope " + slope));
    }

    /** d/ds of the loss when all frames move by s: the derivative at each margin, as often as the reduction counts it. */
    @Property(seed = "12")
    void theGradientAddsUpToTheDerivativeAtTheMargins(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        Assume.that(!clip.isNearKink(dpo, 1e-9));
        double[] margins = clip.margins(dpo.reduction());
        double times = dpo.reduction() == Reduction.SUM ? clip.withoutPadding().frames().size() : 1;
        assertClose(times * Arrays.stream(margins).map(dpo.loss()::derivative).average().orElseThrow(),
                Arrays.stream(dpo.gradient(clip.pair())).sum());
    }

    @Property(seed = "13")
    void aBatchIsTheMeanOfItsPairs(@ForAll DpoLoss dpo, @ForAll @Size(min = 1, max = 4) List<Clip> clips) {
        List<PreferencePair> pairs = clips.stream().map(Clip::pair).toList();
        assertClose(pairs.stream().mapToDouble(dpo::value).average().orElseThrow(), dpo.value(pairs));
        assertEquals(dpo.value(pairs.getFirst()), dpo.value(List.of(pairs.getFirst())));
    }

    /** IPO squares the margin; of all others both loss and gradient are finite at ±1e300, and IPO's gradient is as well. */
    @Property(seed = "14")
    void extremeLogDensitiesStayFinite(@ForAll DpoLoss dpo, @ForAll Clip clip, @ForAll boolean agree, @ForAll boolean huge) {
        double size = (agree ? 1 : -1) * (huge ? 1e300 : 1e4);
        PreferencePair extreme = clip.map(frame -> new Clip.Frame(size, -size, 0, 0, frame.valid())).pair();
        Arrays.stream(dpo.gradient(extreme)).forEach(slope -> assertTrue(Double.isFinite(slope), "slope " + slope));
        double value = dpo.value(extreme);
        assertTrue(dpo.loss() instanceof PreferenceLoss.Ipo && huge ? value == Double.POSITIVE_INFINITY : Double.isFinite(value),
                "value " + value);
    }

    private static void assertSame(DpoLoss dpo, PreferencePair expected, PreferencePair found) {
        assertClose(dpo.margin(expected), dpo.margin(found));
        assertClose(dpo.value(expected), dpo.value(found));
        double[] gradient = dpo.gradient(expected);
        for (int t = 0; t < gradient.length; t++) {
            assertClose(gradient[t], dpo.gradient(found)[t]);
        }
    }

    private static void assertClose(double expected, double found) {
        assertEquals(expected, found, 1e-11 * (1 + Math.abs(expected)));
    }
}
