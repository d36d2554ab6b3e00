package org.prosodia.pipeline.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.evaluation.Interval;
import org.prosodia.pipeline.evaluation.SequenceError;

/** The paper's tables from the scores of some seeds, as Markdown. Intervals are of the mean over clips, and over seeds where there are several. */
public final class Tables {
    private final List<SeedScores> seeds;
    private final List<Double> betas;

    /** @param seeds at least one; @param betas of stage 3, the first of which stands in table 3 */
    public Tables(List<SeedScores> seeds, List<Double> betas) {
        this.seeds = List.copyOf(seeds);
        this.betas = List.copyOf(betas);
    }

    /** Table 2: stage 1, accuracy on speakers that the model has not heard. */
    public String accuracies() {
        StringBuilder table = new StringBuilder("| stage 1 | accuracy |\n|---|---|\n");
        for (String system : List.of(SeedScores.CROSS_ENTROPY, SeedScores.DIRICHLET)) {
            double mean = seeds.stream().mapToDouble(scores -> scores.accuracies().get(system)).average().orElseThrow();
            table.append(String.format(Locale.ROOT, "| %s | %.3f |%n", system, mean));
        }
        return table.toString();
    }

    /** Table 3: errors of all systems against the true sequences, best first as in the paper. */
    public String systems() {
        StringBuilder table = new StringBuilder("| system | MAE | without neutral | KL, nats |\n|---|---|---|---|\n");
        for (String system : order()) {
            table.append(String.format(Locale.ROOT, "| %s | %s | %s | %s |%n", system, interval(system, SequenceError::mae),
                    interval(system, SequenceError::maeWithoutNeutral), interval(system, SequenceError::klDivergence)));
        }
        return table.toString();
    }

    private List<String> order() {
        return List.of(SeedScores.dpo(betas.getFirst()), SeedScores.SEQUENCE_DIRICHLET, SeedScores.SEQUENCE_CROSS_ENTROPY,
                SeedScores.SLIDING_DIRICHLET, SeedScores.SLIDING_CROSS_ENTROPY);
    }

    /** Table 4: stage 3 over β. */
    public String betas() {
        StringBuilder table = new StringBuilder("| β | MAE | lower than its reference by |\n|---|---|---|\n");
        for (double beta : betas.stream().sorted().toList()) {
            table.append(String.format(Locale.ROOT, "| %s | %s | %s |%n", beta, interval(SeedScores.dpo(beta), SequenceError::mae),
                    difference(SeedScores.SEQUENCE_DIRICHLET, SeedScores.dpo(beta))));
        }
        return table.toString();
    }

    /** The comparisons that the stages must win, each the fall in mean absolute error. */
    public String comparisons() {
        StringBuilder table = new StringBuilder("| comparison, paired | MAE lower by | shown at 95 % |\n|---|---|---|\n");
        List<String[]> pairs = new ArrayList<>();
        pairs.add(new String[] {SeedScores.SLIDING_DIRICHLET, SeedScores.SEQUENCE_DIRICHLET});
        pairs.add(new String[] {SeedScores.SLIDING_CROSS_ENTROPY, SeedScores.SEQUENCE_CROSS_ENTROPY});
        pairs.add(new String[] {SeedScores.SEQUENCE_DIRICHLET, SeedScores.dpo(betas.getFirst())});
        for (String[] pair : pairs) {
            Interval fall = difference(pair[0], pair[1]);
            table.append(String.format(Locale.ROOT, "| %s → %s | %s | %s |%n", pair[0], pair[1], fall, fall.low() > 0 ? "yes" : "no"));
        }
        return table.toString();
    }

    private Interval interval(String system, ToDoubleFunction<SequenceError> measure) {
        double[][] values = values(system, measure);
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
