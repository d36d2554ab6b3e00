package org.prosodia.dpo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What to watch while preferences are learnt, named as TRL's {@code DPOTrainer} names it. A reward is
 * {@code β (log π_θ(y|x) − log π_ref(y|x))} of a sequence, its frames reduced as the loss reduces them (mean for {@link Reduction#FRAME}).
 *
 * <p>Two things go wrong quietly: both log-densities may fall while the margin grows, and a density has no ceiling, so the policy may run
 * off to ever greater total concentrations α_0. Both are here to be seen.
 *
 * @param loss mean loss
 * @param rewardsChosen mean reward of the chosen sequences
 * @param rewardsRejected mean reward of the rejected sequences
 * @param rewardsMargins mean of rewardsChosen − rewardsRejected
 * @param rewardsAccuracies share of pairs whose chosen sequence has the greater reward
 * @param logpsChosen mean log-density of the chosen sequences under the policy
 * @param logpsRejected mean log-density of the rejected sequences under the policy
 * @param alpha0Policy mean total concentration of the policy's frames
 * @param alpha0Reference mean total concentration of the reference's frames
 */
public record DpoMetrics(double loss, double rewardsChosen, double rewardsRejected, double rewardsMargins, double rewardsAccuracies,
        double logpsChosen, double logpsRejected, double alpha0Policy, double alpha0Reference) {

    /**
     * The metrics of one pair.
     *
     * @param alpha0Policy α_0 of the policy's frames [T]
     * @param alpha0Reference α_0 of the reference's frames [T]
     */
    public static DpoMetrics of(DpoLoss loss, PreferencePair pair, double[] alpha0Policy, double[] alpha0Reference) {
        double scale = loss.reduction() == Reduction.SUM ? 1 : 1.0 / pair.validFrames();
        double beta = loss.loss().beta();
        double policyChosen = scale * sum(pair.policyChosen(), pair.valid());
        double policyRejected = scale * sum(pair.policyRejected(), pair.valid());
        double chosen = beta * (policyChosen - scale * sum(pair.referenceChosen(), pair.valid()));
        double rejected = beta * (policyRejected - scale * sum(pair.referenceRejected(), pair.valid()));
        return new DpoMetrics(loss.value(pair), chosen, rejected, chosen - rejected, chosen > rejected ? 1 : 0,
                policyChosen, policyRejected, sum(alpha0Policy, pair.valid()) / pair.validFrames(),
                sum(alpha0Reference, pair.valid()) / pair.validFrames());
    }

    /** The means over pairs, each pair counting once. */
    public static DpoMetrics mean(List<DpoMetrics> pairs) {
        return new DpoMetrics(mean(pairs, DpoMetrics::loss), mean(pairs, DpoMetrics::rewardsChosen),
                mean(pairs, DpoMetrics::rewardsRejected), mean(pairs, DpoMetrics::rewardsMargins),
                mean(pairs, DpoMetrics::rewardsAccuracies), mean(pairs, DpoMetrics::logpsChosen), mean(pairs, DpoMetrics::logpsRejected),
                mean(pairs, DpoMetrics::alpha0Policy), mean(pairs, DpoMetrics::alpha0Reference));
    }

    /** Name to value, in a fixed order; the names are TRL's where it has them. */
    public Map<String, Double> toMap() {
        Map<String, Double> map = new LinkedHashMap<>();
        map.put("loss", loss);
        map.put("rewards/chosen", rewardsChosen);
        map.put("rewards/rejected", rewardsRejected);
        map.put("rewards/margins", rewardsMargins);
        map.put("rewards/accuracies", rewardsAccuracies);
        map.put("logps/chosen", logpsChosen);
        map.put("logps/rejected", logpsRejected);
        map.put("alpha0/policy", alpha0Policy);
        map.put("alpha0/reference", alpha0Reference);
        return map;
    }

    private static double mean(List<DpoMetrics> pairs, ToDoubleFunction<DpoMetrics> metric) {
        return pairs.stream().mapToDouble(metric).average()
                .orElseThrow(() -> new IllegalArgumentException("metrics need at least one preference pair"));
    }

    private static double sum(double[] values, boolean[] valid) {
        if (values.length != valid.length) {
            throw new IllegalArgumentException("expected " + valid.length + " values, one per frame, but found " + values.length);
        }
        double sum = 0;
        for (int t = 0; t < valid.length; t++) {
            sum += valid[t] ? values[t] : 0;
        }
        return sum;
    }
}
