package org.prosodia.pipeline.corpus.votes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.evaluation.Figure;

/**
 * How likely three models find the votes on clips that they were not fitted to: log-likelihood for each vote, nats,
 * {@code Σ_i ln p(votes on clip i) / Σ_i n_i}, with intervals over clips. Differences are paired.
 *
 * @param group what clips these are
 * @param clips how many
 * @param label of {@link SmoothedLabels}
 * @param mean of {@link MeanMixtures}
 * @param distribution of {@link MixtureDistributions}
 * @param meanOverLabel what a mean mixture adds to a label
 * @param distributionOverMean what a distribution of mixtures adds to their mean
 * @param distributionOverLabel both together
 */
public record VoteComparison(String group, int clips, Figure label, Figure mean, Figure distribution, Figure meanOverLabel,
        Figure distributionOverMean, Figure distributionOverLabel) {
    static final List<String> HEADER = List.of("", "clips", "one-hot, smoothed", "mean mixture", "Dirichlet");
    static final List<String> DIFFERENCES_HEADER = List.of("", "mean - one-hot", "Dirichlet - mean", "Dirichlet - one-hot");

    /** On at least one clip. */
    static VoteComparison of(String group, List<VotedClip> clips, SmoothedLabels label, MeanMixtures mean,
            MixtureDistributions distribution, Bootstrap bootstrap) {
        return new VoteComparison(group, clips.size(), perVote(clips, label::logLikelihood, bootstrap),
                perVote(clips, mean::logLikelihood, bootstrap), perVote(clips, distribution::logLikelihood, bootstrap),
                perVote(clips, clip -> mean.logLikelihood(clip) - label.logLikelihood(clip), bootstrap),
                perVote(clips, clip -> distribution.logLikelihood(clip) - mean.logLikelihood(clip), bootstrap),
                perVote(clips, clip -> distribution.logLikelihood(clip) - label.logLikelihood(clip), bootstrap));
    }

    private static Figure perVote(List<VotedClip> clips, ToDoubleFunction<VotedClip> sum, Bootstrap bootstrap) {
        double[][] sums = clips.stream().map(clip -> new double[] {sum.applyAsDouble(clip), clip.votes().total()}).toArray(double[][]::new);
        return Figure.ofMeans(sums, means -> means[0] / means[1], bootstrap);
    }

    List<String> cells() {
        return List.of(group, Integer.toString(clips), label.toString(), mean.toString(), distribution.toString());
    }

    List<String> differences() {
        return List.of(group, meanOverLabel.toString(), distributionOverMean.toString(), distributionOverLabel.toString());
    }

    /** As a tree for JSON. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("group", group);
        json.put("clips", clips);
        json.put("label", label.toJson());
        json.put("mean", mean.toJson());
        json.put("distribution", distribution.toJson());
        json.put("mean_over_label", meanOverLabel.toJson());
        json.put("distribution_over_mean", distributionOverMean.toJson());
        json.put("distribution_over_label", distributionOverLabel.toJson());
        return json;
    }
}
