package org.prosodia.pipeline.corpus.votes;

import java.util.List;
import org.prosodia.dirichlet.Simplex;

/**
 * One-hot labels, smoothed: people vote for the intended emotion with probability {@code 1 − ε + ε/K}, and for each other with ε/K.
 *
 * @param epsilon 0 &lt; ε ≤ 1
 */
public record SmoothedLabels(double epsilon) implements VoteModel {

    /**
     * The ε of maximum likelihood, {@code (1 − a) K/(K − 1)} with the share a of all votes that are for the intended emotion, at most 1.
     * One vote, spread evenly, is added to the data, so that votes that all agree leave no vote impossible.
     */
    static SmoothedLabels fit(List<VotedClip> clips) {
        double size = clips.getFirst().votes().size();
        double agreeing = 1 / size;
        double total = 1;
        for (VotedClip clip : clips) {
            agreeing += clip.votes().counts().get(clip.intended());
            total += clip.votes().total();
        }
        return new SmoothedLabels(Math.min(1, (1 - agreeing / total) * size / (size - 1)));
    }

    @Override
    public double logLikelihood(VotedClip clip) {
        int size = clip.votes().size();
        return VoteModel.independent(clip.votes(), Simplex.smooth(Simplex.oneHot(clip.intended(), size), epsilon));
    }
}
