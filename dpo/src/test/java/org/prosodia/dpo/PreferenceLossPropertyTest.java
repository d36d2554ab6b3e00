package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.prosodia.dpo.PreferenceLoss.Hinge;
import org.prosodia.dpo.PreferenceLoss.Ipo;
import org.prosodia.dpo.PreferenceLoss.Robust;
import org.prosodia.dpo.PreferenceLoss.Sigmoidal;
import org.prosodia.tensor.math.LogSigmoid;

/** What the losses of a margin are, each for all β and shares of flipped labels ε. */
@Domain(PreferenceDomain.class)
@Domain(DomainContext.Global.class)
class PreferenceLossPropertyTest {

    /** Convex, with the derivative as its slope: at no margin is a loss below its tangent at another. */
    @Property(seed = "1")
    void noLossFallsBelowItsTangents(@ForAll PreferenceLoss loss, @ForAll("margins") double at, @ForAll("margins") double margin) {
        double tangent = loss.value(at) + loss.derivative(at) * (margin - at);
        assertTrue(loss.value(margin) >= tangent - 1e-13 * (1 + Math.abs(loss.value(at)) + Math.abs(tangent)),
                loss.value(margin) + " is below " + tangent);
    }

    @Property(seed = "2")
    void theDerivativeIsTheSlope(@ForAll PreferenceLoss loss, @ForAll("margins") double margin) {
        double h = 1e-5;
        Assume.that(!(loss instanceof Hinge && Math.abs(margin - 1 / loss.beta()) < 2 * h));
        double slope = (loss.value(margin + h) - loss.value(margin - h)) / (2 * h);
        assertEquals(slope, loss.derivative(margin), 1e-7 * (1 + Math.abs(slope)));
    }

    /** −log σ(x) + log σ(−x) = −x. */
    @Property(seed = "3")
    void aSwapChangesTheLossByTheMarginTimesTheStrengthOfTheLabel(@ForAll Sigmoidal conservative, @ForAll Robust robust,
            @ForAll Ipo ipo, @ForAll("margins") double m) {
        assertSwap(-(1 - 2 * conservative.labelSmoothing()) * conservative.beta(), conservative, m);
        assertSwap(-robust.beta() / (1 - 2 * robust.labelSmoothing()), robust, m);
        assertSwap(-2 / ipo.beta(), ipo, m);
    }

    private static void assertSwap(double factor, PreferenceLoss loss, double m) {
        double scale = 1 + Math.abs(loss.value(m)) + Math.abs(loss.value(-m));
        assertEquals(factor * m, loss.value(m) - loss.value(-m), 1e-14 * scale);
        assertEquals(factor, loss.derivative(m) + loss.derivative(-m), 1e-14 * (1 + Math.abs(loss.derivative(m))) * 10);
    }

    /** The labels that are thought to be wrong pay for the other side. */
    @Property(seed = "4")
    void theConservativeLossIsAMixtureOfBothLabels(@ForAll Sigmoidal loss, @ForAll("margins") double m) {
        PreferenceLoss clean = PreferenceLoss.sigmoid(loss.beta());
        double e = loss.labelSmoothing();
        assertEquals((1 - e) * clean.value(m) + e * clean.value(-m), loss.value(m), 1e-14 * (1 + loss.value(m)));
        assertEquals((1 - e) * clean.derivative(m) - e * clean.derivative(-m), loss.derivative(m), 1e-15);
    }

    /** At log((1 − ε)/ε) the model is as sure as the labels are reliable: σ(β m) = 1 − ε. */
    @Property(seed = "5")
    void theConservativeLossIsLowestWhereTheModelIsAsSureAsTheLabels(@ForAll Sigmoidal loss, @ForAll("margins") double m) {
        double e = loss.labelSmoothing();
        Assume.that(e > 0);
        double best = Math.log((1 - e) / e) / loss.beta();
        assertEquals(0, loss.derivative(best), 1e-15);
        assertTrue(loss.value(m) >= loss.value(best) - 1e-15);
    }

    /** E over labels that are wrong with probability ε: (1 − ε) L(m) + ε L(−m) is the loss of clean labels. */
    @Property(seed = "6")
    void theRobustLossIsUnbiasedWhenLabelsAreFlipped(@ForAll Robust loss, @ForAll("margins") double m) {
        PreferenceLoss clean = PreferenceLoss.sigmoid(loss.beta());
        double e = loss.labelSmoothing();
        assertEquals(clean.value(m), (1 - e) * loss.value(m) + e * loss.value(-m), 1e-14 * (1 + Math.abs(loss.value(m))) * 10);
        assertEquals(clean.derivative(m), (1 - e) * loss.derivative(m) - e * loss.derivative(-m), 1e-14);
    }

    /** Also where β m is no double any more: a loss of 0, or an infinite one, and not 0 · ∞. */
    @Property(seed = "7")
    void labelsWithoutNoiseLeaveTheSigmoidLoss(@ForAll PreferenceLoss any, @ForAll("allMargins") double m) {
        double x = any.beta() * m;
        for (PreferenceLoss loss : List.of(new Sigmoidal(any.beta(), 0), new Robust(any.beta(), 0))) {
            assertEquals(-LogSigmoid.value(x), loss.value(m), 0.0);
            assertEquals(-any.beta() * LogSigmoid.derivative(x), loss.derivative(m), 0.0);
        }
    }

    @Property(seed = "8")
    void ipoIsLowestAtHalfOfOneOverBeta(@ForAll Ipo loss, @ForAll("margins") double off) {
        double target = 1 / (2 * loss.beta());
        assertEquals(0, loss.value(target));
        assertEquals(0, loss.derivative(target));
        assertEquals(off * off, loss.value(target + off), 1e-11 * (1 + off * off));
        assertEquals(2 * off, loss.derivative(target + off), 1e-13 * (1 + target + Math.abs(off)));
    }

    @Property(seed = "9")
    void hingeIsLinearBelowOneOverBetaAndFreeFromThereOn(@ForAll PreferenceLoss any, @ForAll("margins") double m) {
        PreferenceLoss hinge = new Hinge(any.beta());
        double missing = 1 - any.beta() * m;
        assertEquals(missing > 0 ? missing : 0, hinge.value(m));
        assertEquals(missing > 0 ? -any.beta() : 0, hinge.derivative(m), 0.0);
    }

    /** All but IPO see nothing but β m. */
    @Property(seed = "10")
    void betaIsAScaleOfTheMargin(@ForAll PreferenceLoss loss, @ForAll("margins") double m) {
        double beta = loss.beta();
        PreferenceLoss unit = switch (loss) {
            case Sigmoidal conservative -> new Sigmoidal(1, conservative.labelSmoothing());
            case Robust robust -> new Robust(1, robust.labelSmoothing());
            case Hinge _ -> new Hinge(1);
            case Ipo _ -> new Ipo(1);
        };
        double factor = loss instanceof Ipo ? 1 / (beta * beta) : 1;
        assertEquals(factor * unit.value(beta * m), loss.value(m), 1e-12 * (1 + Math.abs(loss.value(m))));
        assertEquals(factor * beta * unit.derivative(beta * m), loss.derivative(m), 1e-12 * (1 + Math.abs(loss.derivative(m))));
    }

    /** β → 0: −log σ(β m) = log 2 − β m/2 + O(β² m²/8), a push that is the same for every pair. */
    @Property(seed = "11")
    void aSmallBetaPushesAllPairsAlike(@ForAll PreferenceLoss any, @ForAll("margins") double m) {
        double beta = any.beta() / 1e3;
        PreferenceLoss loss = PreferenceLoss.sigmoid(beta);
        double x = beta * m;
        assertEquals(Math.log(2) - x / 2, loss.value(m), x * x / 8 + 1e-15);
        assertEquals(-0.5, loss.derivative(m) / beta, Math.abs(x) / 4 + 1e-15);
    }

    /** β → ∞: −log σ(β m)/β → max(0, −m), off by at most (log 2)/β; only pairs in the wrong order are pushed. */
    @Property(seed = "12")
    void aLargeBetaPushesOnlyPairsInTheWrongOrder(@ForAll PreferenceLoss any, @ForAll("margins") double m) {
        double beta = any.beta() * 1e5;
        PreferenceLoss loss = PreferenceLoss.sigmoid(beta);
        double excess = loss.value(m) / beta - Math.max(0, -m);
        assertTrue(excess >= -1e-13 && excess <= Math.log(2) / beta + 1e-13, "excess " + excess);
        assertEquals(m > 0 ? 0 : m < 0 ? -1 : -0.5, loss.derivative(m) / beta, (m == 0 ? 0 : Math.exp(-beta * Math.abs(m))) + 1e-15);
    }

    @Property(seed = "13")
    void aMarginOfZeroCostsLogTwoWhateverTheLabelsAreWorth(@ForAll Sigmoidal conservative, @ForAll Robust robust) {
        assertEquals(Math.log(2), conservative.value(0), 1e-15);
        assertEquals(Math.log(2), robust.value(0), 1e-15);
    }

    /** Where 1e300 squared is no double, IPO is infinite; nothing is ever NaN. */
    @Property(seed = "14")
    void extremeMarginsHaveFiniteLossesAndDerivatives(@ForAll PreferenceLoss loss, @ForAll("extremeMargins") double m) {
        assertTrue(Double.isFinite(loss.derivative(m)), "derivative " + loss.derivative(m));
        if (loss instanceof Ipo && Math.abs(m) > 1e153) {
            assertEquals(Double.POSITIVE_INFINITY, loss.value(m));
        } else {
            assertTrue(Double.isFinite(loss.value(m)), "value " + loss.value(m));
        }
    }

    @Provide
    Arbitrary<Double> margins() {
        return Arbitraries.doubles().between(-40, 40);
    }

    @Provide
    Arbitrary<Double> extremeMargins() {
        return Arbitraries.of(-1e300, -1e150, -1e4, -0.0, Double.MIN_VALUE, 1e4, 1e150, 1e300);
    }

    @Provide
    Arbitrary<Double> allMargins() {
        return Arbitraries.oneOf(margins(), extremeMargins(), Arbitraries.of(-Double.MAX_VALUE, Double.MAX_VALUE));
    }
}
