package org.prosodia.pipeline.corpus.votes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.pipeline.evaluation.Bootstrap;

class VoteModelTest {
    private static final Bootstrap QUICK = new Bootstrap(400, 0.95, 3);

    /** Of 12 votes 9 agree, and one is added: 9 + 1/3 of 13. */
    @Test
    void theSmoothingIsThatOfMaximumLikelihood() {
        List<VotedClip> clips = List.of(Ballots.clip(0, 5, 1, 0), Ballots.clip(1, 0, 4, 2));
        SmoothedLabels fit = SmoothedLabels.fit(clips);
        assertEquals((1 - (9 + 1 / 3.0) / 13) * 3 / 2, fit.epsilon(), 1e-15);
        double hit = 1 - fit.epsilon() + fit.epsilon() / 3;
        assertEquals(5 * Math.log(hit) + Math.log(fit.epsilon() / 3), fit.logLikelihood(clips.getFirst()), 1e-12);
        assertEquals(1, SmoothedLabels.fit(List.of(Ballots.clip(0, 0, 9, 9))).epsilon(), "no use of a label is the least");
        assertTrue(SmoothedLabels.fit(List.of(Ballots.clip(0, 9, 0, 0))).epsilon() > 0, "no vote is impossible");
    }

    @Test
    void eachIntendedEmotionHasItsMeanMixture() {
        MeanMixtures fit = MeanMixtures.fit(List.of(Ballots.clip(0, 5, 1, 0), Ballots.clip(0, 3, 0, 2), Ballots.clip(1, 0, 4, 2)));
        assertEquals(Set.of(0, 1), fit.votes().keySet());
        double third = 1 / 3.0;
        assertArrayEquals(new double[] {(8 + third) / 12, (1 + third) / 12, (2 + third) / 12}, fit.votes().get(0).mixture(), 1e-15);
        assertEquals(2 * Math.log((8 + third) / 12) + Math.log((2 + third) / 12), fit.logLikelihood(Ballots.clip(0, 2, 0, 1)), 1e-12);
        assertEquals(Math.log(third / 7), fit.logLikelihood(Ballots.clip(1, 1, 0, 0)), 1e-12);
    }

    @Test
    void aDistributionOfMixturesLearnsFromTheVotesBefore() {
        Dirichlet anger = Dirichlet.of(3, 0.4, 1);
        List<VotedClip> clips = new ArrayList<>(Ballots.draw(0, anger, 3000, 1));
        clips.addAll(Ballots.draw(2, Dirichlet.of(0.2, 0.2, 2), 500, 2));
        clips.add(Ballots.clip(1, 0, 1, 0));
        MixtureDistributions fit = MixtureDistributions.fit(clips);
        assertEquals(Set.of(0, 2), fit.distributions().keySet(), "a single vote says nothing of how far mixtures spread");
        for (int k = 0; k < 3; k++) {
            assertEquals(anger.alpha()[k], fit.distributions().get(0).alpha()[k], 0.1 * anger.alpha()[k]);
        }
        double[] mean = fit.distributions().get(0).mean();
        double alpha0 = fit.distributions().get(0).alpha0();
        assertEquals(Math.log(mean[1]), fit.logLikelihood(Ballots.clip(0, 0, 1, 0)), 1e-12, "the first vote is from the mean");
        assertEquals(Math.log(mean[1]) + Math.log((mean[1] * alpha0 + 1) / (alpha0 + 1)), fit.logLikelihood(Ballots.clip(0, 0, 2, 0)), 1e-12);
    }

    /** Mixtures that differ: the distribution of mixtures knows more. One mixture for all: it knows as much, and costs nothing. */
    @Test
    void theComparisonShowsWhatADistributionOfMixturesAdds() {
        VoteComparison differing = compare(Dirichlet.of(1, 0.5, 0.5));
        assertTrue(differing.distributionOverMean().interval().orElseThrow().low() > 0.1, differing::toString);
        VoteComparison alike = compare(Dirichlet.of(5000, 2500, 2500));
        assertEquals(0, alike.distributionOverMean().mean(), 1e-3);
        for (VoteComparison comparison : List.of(differing, alike)) {
            assertEquals(comparison.distribution().mean() - comparison.mean().mean(), comparison.distributionOverMean().mean(), 1e-12);
            assertEquals(comparison.mean().mean() - comparison.label().mean(), comparison.meanOverLabel().mean(), 1e-12);
            assertEquals(comparison.distribution().mean() - comparison.label().mean(), comparison.distributionOverLabel().mean(), 1e-12);
        }
    }

    private static VoteComparison compare(Dirichlet distribution) {
        List<VotedClip> train = Ballots.draw(0, distribution, 1500, 3);
        return VoteComparison.of("all", Ballots.draw(0, distribution, 500, 4), SmoothedLabels.fit(train), MeanMixtures.fit(train),
                MixtureDistributions.fit(train), QUICK);
    }

    @Test
    void votesAreWholeAndForKnownEmotions() {
        assertEquals("votes: expected whole numbers, found [0.5, 0.5]",
                assertThrows(IllegalArgumentException.class, () -> Ballots.clip(0, 0.5, 0.5)).getMessage());
        assertEquals("intended: expected an emotion from 0 to 1, found 2",
                assertThrows(IllegalArgumentException.class, () -> Ballots.clip(2, 1, 0)).getMessage());
    }
}
