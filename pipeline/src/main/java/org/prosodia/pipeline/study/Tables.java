package org.prosodia.pipeline.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.Interval;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.markup.Grid;

/** The paper's tables from the scores of some seeds. Intervals are of the mean over clips, and over seeds where there are several. */
public final class Tables {
    private final List<SeedScores> seeds;
    private final List<Double> betas;

    /** @param seeds at least one; @param betas of stage 3, the first of which stands in table 3 */
    public Tables(List<SeedScores> seeds, List<Double> betas) {
        this.seeds = List.copyOf(seeds);
        this.betas = List.copyOf(betas);
    }

    /** Table 2: stage 1, share of the test clips whose emotion was found. */
    public Grid accuracies() {
        Grid table = Grid.of("stage 1", "accuracy");
        for (String system : seeds.getFirst().clips().keySet()) {
            table = table.with(system, accuracy(system).toString());
        }
        return table;
    }

    /** Share of the test clips whose emotion a stage-1 model found. */
    public Interval accuracy(String system) {
        return accuracy(seeds.stream().map(scores -> scores.clips().get(system)).toList());
    }

    /** Share of clips whose emotion was found, over the clips and over seeds where there are several, each with the same clips. */
    public static Interval accuracy(List<List<ClipPrediction>> bySeed) {
        return mean(bySeed.stream().map(clips -> clips.stream().mapToDouble(clip -> clip.correct() ? 1 : 0).toArray())
                .toArray(double[][]::new));
    }

    /** Table 3: errors of all systems against the true sequences, best first as in the paper. */
    public Grid systems() {
        Grid table = Grid.of("system", "MAE", "without neutral", "KL, nats");
        for (String system : order()) {
            table = table.with(system, error(system, SequenceError::mae).toString(),
                    error(system, SequenceError::maeWithoutNeutral).toString(), error(system, SequenceError::klDivergence).toString());
        }
        return table;
    }

    /** The paper's five, and what else was measured. */
    private List<String> order() {
        List<String> order = new ArrayList<>(List.of(SeedScores.dpo(betas.getFirst()), SeedScores.SEQUENCE_DIRICHLET,
                SeedScores.SEQUENCE_CROSS_ENTROPY, SeedScores.SLIDING_DIRICHLET, SeedScores.SLIDING_CROSS_ENTROPY));
        seeds.getFirst().errors().keySet().stream()
                .filter(system -> !order.contains(system) && betas.stream().noneMatch(beta -> SeedScores.dpo(beta).equals(system)))
                .forEach(order::add);
        return order;
    }

    /** Table 4: stage 3 over β. */
    public Grid betas() {
        Grid table = Grid.of("β", "MAE", "lower than its reference by");
        for (double beta : betas.stream().sorted().toList()) {
            table = table.with(SeedScores.number(beta), error(SeedScores.dpo(beta), SequenceError::mae).toString(),
                    difference(SeedScores.SEQUENCE_DIRICHLET, SeedScores.dpo(beta)).toString());
        }
        return table;
    }

    /** Two systems that are compared: {@code to} is hoped to have the lower error. */
    public record Comparison(String from, String to) {}

    /** What the stages must win, and stage 2 against its labels where they were measured. */
    public List<Comparison> compared() {
        return Stream.of(new Comparison(SeedScores.SLIDING_DIRICHLET, SeedScores.SEQUENCE_DIRICHLET),
                new Comparison(SeedScores.SLIDING_CROSS_ENTROPY, SeedScores.SEQUENCE_CROSS_ENTROPY),
                new Comparison(SeedScores.LABELS_DIRICHLET, SeedScores.SEQUENCE_DIRICHLET),
                new Comparison(SeedScores.LABELS_CROSS_ENTROPY, SeedScores.SEQUENCE_CROSS_ENTROPY),
                new Comparison(SeedScores.SEQUENCE_DIRICHLET, SeedScores.dpo(betas.getFirst())))
                .filter(pair -> seeds.getFirst().errors().containsKey(pair.from())).toList();
    }

    /** The {@link #compared} systems, each with the fall in mean absolute error. */
    public Grid comparisons() {
        Grid table = Grid.of("comparison, paired", "MAE lower by", "shown at 95 %");
        for (Comparison pair : compared()) {
            Interval fall = difference(pair.from(), pair.to());
            table = table.with(pair.from() + " → " + pair.to(), fall.toString(), fall.low() > 0 ? "yes" : "no");
        }
        return table;
    }

    /** Mean of a measure over the test sequences, and over seeds. */
    public Interval error(String system, ToDoubleFunction<SequenceError> measure) {
        return mean(values(system, measure));
    }

    private static Interval mean(double[][] values) {
        return values.length == 1 ? Bootstrap.DEFAULT.mean(values[0]) : Bootstrap.DEFAULT.hierarchicalMean(values);
    }

    /** By how much the mean absolute error is lower with {@code to} than with {@code from}. */
    public Interval difference(String from, String to) {
        double[][] a = values(from, SequenceError::mae);
        double[][] b = values(to, SequenceError::mae);
        return a.length == 1 ? Bootstrap.DEFAULT.pairedDifference(a[0], b[0]) : Bootstrap.DEFAULT.hierarchicalDifference(a, b);
    }

    private double[][] values(String system, ToDoubleFunction<SequenceError> measure) {
        return seeds.stream().map(scores -> scores.errors().get(system).stream().mapToDouble(measure).toArray()).toArray(double[][]::new);
    }
}
