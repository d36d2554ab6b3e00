package org.prosodia.pipeline.corpus.votes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.evaluation.Interval;

class VoteAgreementTest {
    private static final Bootstrap QUICK = new Bootstrap(400, 0.95, 3);

    private static VoteAgreement agreement(double[][] counts) {
        return VoteAgreement.of(Arrays.stream(counts).map(row -> Ballots.clip(0, row)).toList(), QUICK);
    }

    /** 14 people about 10 items, the example of many textbooks: 0.378, 0.213 and 0.210. */
    @Test
    void ofEquallyManyVotesItIsFleissKappa() {
        VoteAgreement found = agreement(new double[][] {{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0},
            {2, 2, 8, 1, 1}, {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}});
        assertEquals(0.378, found.observed(), 5e-4);
        assertEquals(0.213, found.chance(), 5e-4);
        assertEquals(0.210, found.kappa().mean(), 5e-4);
        Interval interval = found.kappa().interval().orElseThrow();
        assertTrue(interval.low() < 0.21 && interval.high() > 0.21, interval::toString);
    }

    /** Four people about 12 items, some of which not all saw (K. Gwet, 2014, table 2.10; irrCAC's cac.raw4raters): 0.76117. */
    @Test
    void ofUnequallyManyVotesItIsGwetsGeneralisation() {
        VoteAgreement found = agreement(new double[][] {{3, 0, 0, 0, 0}, {0, 3, 1, 0, 0}, {0, 0, 4, 0, 0}, {0, 0, 4, 0, 0}, {0, 4, 0, 0, 0},
            {1, 1, 1, 1, 0}, {0, 0, 0, 4, 0}, {3, 1, 0, 0, 0}, {0, 4, 0, 0, 0}, {0, 0, 0, 0, 3}, {2, 0, 0, 0, 0}, {0, 0, 1, 0, 0}});
        assertEquals(0.76117, found.kappa().mean(), 5e-6);
    }

    @Test
    void ofMixturesFromADirichletItIsTheInverseOfItsCertaintyPlusOne() {
        Dirichlet distribution = Dirichlet.of(2, 0.5, 1.5);
        assertEquals(1 / (1 + distribution.alpha0()),
                VoteAgreement.of(Ballots.draw(0, distribution, 4000, 7), QUICK).kappa().mean(), 0.01);
    }

    @Test
    void whereNobodyDisagreesChanceAloneExplainsItAndThereIsNoKappa() {
        VoteAgreement found = agreement(new double[][] {{5, 0}, {3, 0}});
        assertEquals(1, found.observed());
        assertEquals(1, found.chance());
        assertTrue(Double.isNaN(found.kappa().mean()));
        assertEquals(Optional.empty(), found.kappa().interval());
        assertTrue(Double.isNaN(VoteAgreement.of(List.of(Ballots.clip(0, 1, 0)), QUICK).observed()), "a single vote is no pair");
    }
}
