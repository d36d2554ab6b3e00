package org.prosodia.pipeline.corpus.votes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.markup.Grid;
import org.prosodia.pipeline.recognition.ModelDescriptor;

/**
 * How people voted, and how well three models of votes expect those of speakers that they were not fitted to. Groups are all clips, and
 * those of each intended emotion.
 *
 * @param summaries of all clips
 * @param split into clips to fit to and clips to measure on
 * @param label fitted to the former
 * @param distribution fitted to the former
 * @param comparisons on the latter
 */
public record VoteReport(List<VoteSummary> summaries, VoteSplit split, SmoothedLabels label, MixtureDistributions distribution,
        List<VoteComparison> comparisons) {

    public VoteReport {
        summaries = List.copyOf(summaries);
        comparisons = List.copyOf(comparisons);
    }

    /** Of clips and a split of them. */
    public static VoteReport of(List<VotedClip> clips, VoteSplit split, Bootstrap bootstrap) {
        SmoothedLabels label = SmoothedLabels.fit(split.train());
        MeanMixtures mean = MeanMixtures.fit(split.train());
        MixtureDistributions distribution = MixtureDistributions.fit(split.train());
        List<VoteSummary> summaries = new ArrayList<>();
        groups(clips).forEach((name, group) -> summaries.add(VoteSummary.of(name, group, bootstrap)));
        List<VoteComparison> comparisons = new ArrayList<>();
        groups(split.test()).forEach((name, group) -> comparisons.add(
                VoteComparison.of(name, group, label, mean, distribution, bootstrap)));
        return new VoteReport(summaries, split, label, distribution, comparisons);
    }

    private static Map<String, List<VotedClip>> groups(List<VotedClip> clips) {
        Map<String, List<VotedClip>> groups = new LinkedHashMap<>();
        groups.put("all", clips);
        VoteModel.byIntention(clips).forEach((intended, group) -> groups.put(ModelDescriptor.EMOTIONS.get(intended), group));
        return groups;
    }

    /** For people, each line ended. */
    public String toText() {
        return "Agreement, by intended emotion; 95 % intervals over clips\n"
                + table(VoteSummary.HEADER, summaries, VoteSummary::cells)
                + "\nEntropy of a clip's votes, nats\n"
                + table(VoteSummary.ENTROPY_HEADER, summaries, VoteSummary::entropyCells)
                + String.format(Locale.ROOT, "\nFitted to %d clips of %d speakers: one-hot smoothed with epsilon = %.3f; Dirichlet, mean and alpha0:\n",
                        split.train().size(), VoteSplit.speakers(split.train()), label.epsilon())
                + table(fittedHeader(), distribution.distributions().keySet().stream().sorted().toList(), this::fittedCells)
                + String.format(Locale.ROOT, "\nLog-likelihood of a vote, nats, on %d clips of %d other speakers\n", split.test().size(),
                        VoteSplit.speakers(split.test()))
                + table(VoteComparison.HEADER, comparisons, VoteComparison::cells)
                + "\nDifferences, paired\n"
                + table(VoteComparison.DIFFERENCES_HEADER, comparisons, VoteComparison::differences);
    }

    private static <T> String table(List<String> header, List<T> rows, Function<T, List<String>> cells) {
        return new Grid(header, rows.stream().map(cells).toList()).toText();
    }

    private static List<String> fittedHeader() {
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(ModelDescriptor.EMOTIONS);
        header.addAll(List.of("alpha0", "1/(1+alpha0)"));
        return header;
    }

    private List<String> fittedCells(int intended) {
        Dirichlet fitted = distribution.distributions().get(intended);
        List<String> cells = new ArrayList<>(List.of(ModelDescriptor.EMOTIONS.get(intended)));
        for (double share : fitted.mean()) {
            cells.add(String.format(Locale.ROOT, "%.3f", share));
        }
        cells.add(String.format(Locale.ROOT, "%.2f", fitted.alpha0()));
        cells.add(String.format(Locale.ROOT, "%.3f", 1 / (1 + fitted.alpha0())));
        return cells;
    }

    /** As a tree for JSON. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("emotions", ModelDescriptor.EMOTIONS);
        json.put("groups", summaries.stream().map(VoteSummary::toJson).toList());
        Map<String, Object> fitted = part(split.train());
        fitted.put("epsilon", label.epsilon());
        fitted.put("alpha", alpha());
        json.put("fitted", fitted);
        Map<String, Object> heldOut = part(split.test());
        heldOut.put("log_likelihood_per_vote", comparisons.stream().map(VoteComparison::toJson).toList());
        json.put("held_out", heldOut);
        return json;
    }

    private static Map<String, Object> part(List<VotedClip> clips) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clips", clips.size());
        json.put("speakers", VoteSplit.speakers(clips));
        return json;
    }

    private Map<String, Object> alpha() {
        Map<String, Object> json = new LinkedHashMap<>();
        distribution.distributions().keySet().stream().sorted().forEach(intended -> json.put(ModelDescriptor.EMOTIONS.get(intended),
                Arrays.stream(distribution.distributions().get(intended).alpha()).boxed().toList()));
        return json;
    }
}
