package org.prosodia.dpo;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** What properties of preferences are tried on: numbers with two decimals, so that counterexamples read well. */
class PreferenceDomain extends DomainContextBase {
    private static final int MAX_FRAMES = 8;
    private static final double MAX_LOG_DENSITY = 20;

    /** Every loss, 0.01 ≤ β ≤ 2. */
    @Provide
    Arbitrary<PreferenceLoss> losses() {
        return Arbitraries.oneOf(betas().map(PreferenceLoss::sigmoid), sigmoidals(), robusts(), ipos(),
                betas().map(PreferenceLoss.Hinge::new));
    }

    @Provide
    Arbitrary<PreferenceLoss.Sigmoidal> sigmoidals() {
        return Combinators.combine(betas(), smoothings()).as(PreferenceLoss.Sigmoidal::new);
    }

    @Provide
    Arbitrary<PreferenceLoss.Robust> robusts() {
        return Combinators.combine(betas(), smoothings()).as(PreferenceLoss.Robust::new);
    }

    @Provide
    Arbitrary<PreferenceLoss.Ipo> ipos() {
        return betas().map(PreferenceLoss.Ipo::new);
    }

    @Provide
    Arbitrary<DpoLoss> dpoLosses() {
        return Combinators.combine(losses(), Arbitraries.of(Reduction.class)).as(DpoLoss::new);
    }

    /** A quarter of the frames is padding, which holds what nobody may look at; at least one is not. */
    @Provide
    Arbitrary<Clip> clips() {
        return clips(1, MAX_FRAMES);
    }

    /** Up to three clips of one length. */
    @Provide
    Arbitrary<Batch> batches() {
        return Arbitraries.integers().between(1, 5)
                .flatMap(frames -> clips(frames, frames).list().ofMinSize(1).ofMaxSize(3))
                .map(Batch::new);
    }

    private static Arbitrary<Double> betas() {
        return Arbitraries.doubles().between(0.01, 2).shrinkTowards(1);
    }

    private static Arbitrary<Double> smoothings() {
        return Arbitraries.doubles().between(0, 0.4);
    }

    private static Arbitrary<Clip> clips(int minFrames, int maxFrames) {
        Arbitrary<Double> logDensities = Arbitraries.doubles().between(-MAX_LOG_DENSITY, MAX_LOG_DENSITY);
        Arbitrary<Double> anything = Arbitraries.of(0.0, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        return Arbitraries.frequencyOf(Tuple.of(3, frames(logDensities, true)), Tuple.of(1, frames(anything, false)))
                .list().ofMinSize(minFrames).ofMaxSize(maxFrames)
                .map(Clip::new)
                .filter(clip -> clip.frames().stream().anyMatch(Clip.Frame::valid));
    }

    private static Arbitrary<Clip.Frame> frames(Arbitrary<Double> numbers, boolean valid) {
        return Combinators.combine(numbers, numbers, numbers, numbers).as((a, b, c, d) -> new Clip.Frame(a, b, c, d, valid));
    }
}
