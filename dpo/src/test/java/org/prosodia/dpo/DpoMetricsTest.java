package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class DpoMetricsTest {

    private static final boolean[] VALID = {true, true, false};
    private static final PreferencePair PAIR = new PreferencePair(
            new double[] {3, 5, 99}, new double[] {1, 2, 99}, new double[] {2, 2, 99}, new double[] {2, 2, 99}, VALID);

    @Test
    void averageOverValidFrames() {
        DpoMetrics metrics = metrics(Reduction.FRAME);
        assertEquals(1, metrics.rewardsChosen());
        assertEquals(-0.25, metrics.rewardsRejected());
        assertEquals(1.25, metrics.rewardsMargins());
        assertEquals(1, metrics.rewardsAccuracies());
        assertEquals(4, metrics.logpsChosen());
        assertEquals(1.5, metrics.logpsRejected());
        assertEquals(15, metrics.alpha0Policy());
        assertEquals(8, metrics.alpha0Reference());
    }

    @Test
    void sumOverValidFramesWhereTheLossDoes() {
        DpoMetrics metrics = metrics(Reduction.SUM);
        assertEquals(2, metrics.rewardsChosen());
        assertEquals(8, metrics.logpsChosen());
        assertEquals(15, metrics.alpha0Policy(), "concentrations are averaged whatever the loss does");
    }

    @Test
    void meanCountsEachPairOnce() {
        DpoMetrics lost = new DpoMetrics(3, -1, 1, -2, 0, 0, 2, 5, 5);
        DpoMetrics mean = DpoMetrics.mean(List.of(metrics(Reduction.MEAN), lost));
        assertEquals(0.5, mean.rewardsAccuracies());
        assertEquals(-0.375, mean.rewardsMargins());
        assertEquals(10, mean.alpha0Policy());
        assertThrows(IllegalArgumentException.class, () -> DpoMetrics.mean(List.of()));
    }

    @Test
    void aConcentrationIsThereForEveryFrame() {
        DpoLoss loss = new DpoLoss(PreferenceLoss.sigmoid(0.5), Reduction.FRAME);
        assertEquals("expected 3 values, one per frame, but found 4", assertThrows(IllegalArgumentException.class,
                () -> DpoMetrics.of(loss, PAIR, new double[4], new double[3])).getMessage());
        assertEquals("expected 3 values, one per frame, but found 2", assertThrows(IllegalArgumentException.class,
                () -> DpoMetrics.of(loss, PAIR, new double[3], new double[2])).getMessage());
    }

    @Test
    void carryTheNamesThatTrlUses() {
        assertEquals(List.of("loss", "rewards/chosen", "rewards/rejected", "rewards/margins", "rewards/accuracies", "logps/chosen",
                "logps/rejected", "alpha0/policy", "alpha0/reference"), List.copyOf(metrics(Reduction.FRAME).toMap().keySet()));
        assertEquals(1.25, metrics(Reduction.FRAME).toMap().get("rewards/margins"));
    }

    private static DpoMetrics metrics(Reduction reduction) {
        DpoLoss loss = new DpoLoss(PreferenceLoss.sigmoid(0.5), reduction);
        return DpoMetrics.of(loss, PAIR, new double[] {10, 20, 0}, new double[] {8, 8, 0});
    }
}
