package org.prosodia.pipeline.corpus.votes;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.prosodia.pipeline.corpus.EmotionVotes;

/**
 * One mixture for each intended emotion: people vote independently, on all such clips alike.
 *
 * @param votes by intended emotion, all votes together: their shares are the mixture
 */
public record MeanMixtures(Map<Integer, EmotionVotes> votes) implements VoteModel {

    public MeanMixtures {
        votes = Map.copyOf(votes);
    }

    /**
     * The mixtures of maximum likelihood, which are the shares of all votes. One vote, spread evenly, is added to each, so that no vote is
     * impossible (W. Perks, 1947).
     */
    static MeanMixtures fit(List<VotedClip> clips) {
        Map<Integer, EmotionVotes> votes = new TreeMap<>();
        VoteModel.byIntention(clips).forEach((intended, group) -> votes.put(intended, pooled(group)));
        return new MeanMixtures(votes);
    }

    private static EmotionVotes pooled(List<VotedClip> clips) {
        int size = clips.getFirst().votes().size();
        Double[] sums = Collections.nCopies(size, 1.0 / size).toArray(Double[]::new);
        for (VotedClip clip : clips) {
            for (int k = 0; k < size; k++) {
                sums[k] += clip.votes().counts().get(k);
            }
        }
        return new EmotionVotes(List.of(sums));
    }

    @Override
    public double logLikelihood(VotedClip clip) {
        return VoteModel.independent(clip.votes(), votes.get(clip.intended()).mixture());
    }
}
