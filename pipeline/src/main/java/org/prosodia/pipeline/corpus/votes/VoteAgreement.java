package org.prosodia.pipeline.corpus.votes;

import java.util.List;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.evaluation.Figure;

/**
 * How far people agree about the same clip: the κ of J. Fleiss (1971) where clips have unequal numbers of votes (K. Gwet, <i>Handbook of
 * Inter-Rater Reliability</i>, 4th edition, 2014, section 2.4).
 *
 * <p>With n_ik votes for emotion k among the n_i of clip i, {@code y_ik = n_ik/n_i}:
 * <pre>
 * P_i = Σ_k n_ik (n_ik − 1) / (n_i (n_i − 1))     two of those who voted on clip i agree
 * P   = mean of P_i over clips with n_i ≥ 2
 * P_e = Σ_k (mean over all clips of y_ik)²        two of those who voted on any clips agree
 * κ   = (P − P_e) / (1 − P_e)
 * </pre>
 *
 * <p>Of votes drawn from mixtures that are themselves drawn from Dir(α), whose pairs agree with probability
 * {@code Σ_k m_k (α_k + 1)/(α_0 + 1)}, κ is {@code 1/(α_0 + 1)}: what the clips differ by.
 *
 * @param observed P; NaN without a clip that two people voted on
 * @param chance P_e
 * @param kappa 1 where all agree on each clip, 0 where clips make no difference; NaN where all votes are for one emotion
 */
public record VoteAgreement(double observed, double chance, Figure kappa) {
    private static final int PAIRABLE = 0;
    private static final int AGREEING = 1;
    private static final int SHARES = 2;

    /** Of at least one clip. */
    public static VoteAgreement of(List<VotedClip> clips, Bootstrap bootstrap) {
        double[][] terms = clips.stream().map(VoteAgreement::terms).toArray(double[][]::new);
        double[] means = new double[terms[0].length];
        for (double[] clip : terms) {
            for (int m = 0; m < means.length; m++) {
                means[m] += clip[m] / terms.length;
            }
        }
        return new VoteAgreement(observed(means), chance(means), Figure.ofMeans(terms, VoteAgreement::kappa, bootstrap));
    }

    /** What κ takes the means of: whether there are two votes, then P_i or 0, y_i [2 + K]. */
    private static double[] terms(VotedClip clip) {
        double[] shares = clip.votes().mixture();
        double[] terms = new double[SHARES + shares.length];
        System.arraycopy(shares, 0, terms, SHARES, shares.length);
        double total = clip.votes().total();
        if (total >= 2) {
            terms[PAIRABLE] = 1;
            for (double count : clip.votes().counts()) {
                terms[AGREEING] += count * (count - 1) / (total * (total - 1));
            }
        }
        return terms;
    }

    private static double observed(double[] means) {
        return means[AGREEING] / means[PAIRABLE];
    }

    private static double chance(double[] means) {
        double sum = 0;
        for (int m = SHARES; m < means.length; m++) {
            sum += means[m] * means[m];
        }
        return sum;
    }

    private static double kappa(double[] means) {
        double chance = chance(means);
        return (observed(means) - chance) / (1 - chance);
    }
}
