package org.prosodia.pipeline.corpus.votes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.prosodia.pipeline.corpus.EmotionVotes;

/** What votes are expected when nothing is known of a clip but the emotion that the actor was asked for. */
public sealed interface VoteModel permits SmoothedLabels, MeanMixtures, MixtureDistributions {
    /**
     * The log-probability of all votes on a clip, in any order that is known (without the multinomial coefficient), nats.
     *
     * @param clip whose intended emotion the model was fitted to
     */
    double logLikelihood(VotedClip clip);

    /** Clips by intended emotion. */
    static Map<Integer, List<VotedClip>> byIntention(List<VotedClip> clips) {
        return clips.stream().collect(Collectors.groupingBy(VotedClip::intended, TreeMap::new, Collectors.toList()));
    }

    /** Votes that are drawn independently from y: {@code Σ_k n_k ln y_k}, with 0 ln 0 = 0. */
    static double independent(EmotionVotes votes, double[] y) {
        double sum = 0;
        for (int k = 0; k < y.length; k++) {
            double count = votes.counts().get(k);
            sum += count > 0 ? count * Math.log(y[k]) : 0;
        }
        return sum;
    }
}
