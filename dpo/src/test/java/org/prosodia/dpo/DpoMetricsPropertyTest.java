package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What the metrics have to do with one another and with the loss. */
@Domain(PreferenceDomain.class)
@Domain(DomainContext.Global.class)
class DpoMetricsPropertyTest {

    @Property(seed = "1")
    void rewardsAreBetaTimesTheLogRatios(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        DpoMetrics metrics = metrics(dpo, clip);
        assertClose(dpo.value(clip.pair()), metrics.loss());
        assertClose(dpo.loss().beta() * dpo.margin(clip.pair()), metrics.rewardsMargins());
        assertEquals(metrics.rewardsChosen() - metrics.rewardsRejected(), metrics.rewardsMargins());
        assertEquals(metrics.rewardsMargins() > 0 ? 1 : 0, metrics.rewardsAccuracies());
        Clip reference = clip.map(frame -> frame.withPolicy(frame.referenceChosen(), frame.referenceRejected()));
        double beta = dpo.loss().beta();
        assertClose(beta * (metrics.logpsChosen() - metrics(dpo, reference).logpsChosen()), metrics.rewardsChosen());
        assertClose(beta * (metrics.logpsRejected() - metrics(dpo, reference).logpsRejected()), metrics.rewardsRejected());
    }

    @Property(seed = "2")
    void aPolicyEqualToItsReferenceEarnsNothing(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        DpoMetrics metrics = metrics(dpo, clip.map(frame -> frame.withPolicy(frame.referenceChosen(), frame.referenceRejected())));
        assertEquals(List.of(0.0, 0.0, 0.0, 0.0), List.of(metrics.rewardsChosen(), metrics.rewardsRejected(), metrics.rewardsMargins(),
                metrics.rewardsAccuracies()));
    }

    @Property(seed = "3")
    void swappingTheSequencesSwapsTheirMetrics(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        DpoMetrics metrics = metrics(dpo, clip);
        DpoMetrics swapped = metrics(dpo, clip.swapped());
        assertEquals(metrics.rewardsChosen(), swapped.rewardsRejected());
        assertEquals(metrics.rewardsRejected(), swapped.rewardsChosen());
        assertEquals(metrics.logpsChosen(), swapped.logpsRejected());
        assertEquals(-metrics.rewardsMargins(), swapped.rewardsMargins(), 0.0);
        assertEquals(metrics.rewardsMargins() == 0 ? 0 : 1, metrics.rewardsAccuracies() + swapped.rewardsAccuracies());
    }

    @Property(seed = "4")
    void paddingIsNeverLookedAt(@ForAll DpoLoss dpo, @ForAll Clip clip) {
        assertEquals(metrics(dpo, clip.withoutPadding()), metrics(dpo, clip));
    }

    /** A mean is linear: the same pair any number of times is that pair, and a second half counts as much as the first. */
    @Property(seed = "5")
    void meansAreThoseOfEveryMetric(@ForAll DpoLoss dpo, @ForAll @Size(min = 1, max = 4) List<Clip> clips) {
        List<DpoMetrics> each = clips.stream().map(clip -> metrics(dpo, clip)).toList();
        Iterator<Double> found = DpoMetrics.mean(each).toMap().values().iterator();
        for (String name : each.getFirst().toMap().keySet()) {
            assertClose(each.stream().mapToDouble(metrics -> metrics.toMap().get(name)).average().orElseThrow(), found.next());
        }
        List<DpoMetrics> twice = new ArrayList<>(each);
        twice.addAll(each);
        Collection<Double> mean = DpoMetrics.mean(each).toMap().values();
        Iterator<Double> again = DpoMetrics.mean(twice).toMap().values().iterator();
        mean.forEach(value -> assertClose(value, again.next()));
        assertEquals(each.getFirst(), DpoMetrics.mean(Collections.singletonList(each.getFirst())));
    }

    @Property(seed = "6")
    void theBatchLossIsTheMeanOfTheMetric(@ForAll DpoLoss dpo, @ForAll @Size(min = 1, max = 4) List<Clip> clips) {
        assertClose(dpo.value(clips.stream().map(Clip::pair).toList()),
                DpoMetrics.mean(clips.stream().map(clip -> metrics(dpo, clip)).toList()).loss());
    }

    /** Concentrations that tell the frames apart, and NaN where nobody may look. */
    private static DpoMetrics metrics(DpoLoss dpo, Clip clip) {
        double[] policy = new double[clip.frames().size()];
        double[] reference = new double[policy.length];
        for (int t = 0; t < policy.length; t++) {
            Clip.Frame frame = clip.frames().get(t);
            policy[t] = frame.valid() ? 30 + frame.policyChosen() : Double.NaN;
            reference[t] = frame.valid() ? 30 + frame.referenceChosen() : Double.NaN;
        }
        return DpoMetrics.of(dpo, clip.pair(), policy, reference);
    }

    private static void assertClose(double expected, double found) {
        assertEquals(expected, found, 1e-11 * (1 + Math.abs(expected)));
    }
}
