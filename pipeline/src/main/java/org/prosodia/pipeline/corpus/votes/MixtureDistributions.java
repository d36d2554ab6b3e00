package org.prosodia.pipeline.corpus.votes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.dirichlet.DirichletMultinomial;

/**
 * A distribution of mixtures for each intended emotion: every clip has a mixture of its own, drawn from Dir(α), and people vote
 * independently given that mixture. What the first of them say therefore tells of what others will.
 *
 * @param distributions by intended emotion
 */
public record MixtureDistributions(Map<Integer, Dirichlet> distributions) implements VoteModel {

    public MixtureDistributions {
        distributions = Map.copyOf(distributions);
    }

    /** By maximum likelihood, see {@link DirichletMultinomial#fit}; intended emotions without a clip that has two votes are left out. */
    static MixtureDistributions fit(List<VotedClip> clips) {
        Map<Integer, Dirichlet> fitted = new TreeMap<>();
        VoteModel.byIntention(clips).forEach((intended, group) -> {
            if (group.stream().anyMatch(clip -> clip.votes().total() >= 2)) {
                fitted.put(intended, DirichletMultinomial.fit(group.stream().map(VotedClip::counts).toArray(int[][]::new)));
            }
        });
        return new MixtureDistributions(fitted);
    }

    @Override
    public double logLikelihood(VotedClip clip) {
        return DirichletMultinomial.logProbabilityInOrder(distributions.get(clip.intended()), clip.counts());
    }
}
