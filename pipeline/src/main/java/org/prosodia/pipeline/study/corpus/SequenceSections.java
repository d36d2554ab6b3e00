package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.prosodia.pipeline.chart.LineChart;
import org.prosodia.pipeline.chart.Series;
import org.prosodia.pipeline.evaluation.Calibration;
import org.prosodia.pipeline.evaluation.Interval;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.markup.Grid;
import org.prosodia.pipeline.markup.Section;
import org.prosodia.pipeline.study.SeedScores;
import org.prosodia.pipeline.study.Tables;

/** What the systems made of sequences. */
record SequenceSections(Plan plan, Systems systems, Tables tables) {
    private static final List<Double> LEVELS = List.of(0.5, 0.8, 0.95);

    /** The paper's table 3, and the comparisons in it. */
    Section errors() {
        return Section.of("Sequences (the paper's table 3)").text("Spliced sequences of test clips: real voices, joined by a program, so that"
                + " the truth of every moment is known. Mean absolute error against it, lower is better.").table(tables.systems())
                .table(tables.comparisons());
    }

    /** The paper's table 4. */
    Section betas() {
        double[] betas = plan.betas().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[] mae = new double[betas.length];
        double[] low = new double[betas.length];
        double[] high = new double[betas.length];
        double[] reference = new double[betas.length];
        for (int b = 0; b < betas.length; b++) {
            Interval error = tables.error(SeedScores.dpo(betas[b]), SequenceError::mae);
            mae[b] = error.estimate();
            low[b] = error.low();
            high[b] = error.high();
            reference[b] = tables.error(SeedScores.SEQUENCE_DIRICHLET, SequenceError::mae).estimate();
        }
        LineChart chart = new LineChart("Mean absolute error over β", "β", "MAE", LineChart.Kind.LOG_X,
                List.of(new Series("seq2seq + DPO", betas, mae, low, high), Series.of("its reference", betas, reference)));
        return Section.of("Stage 3 over β (the paper's table 4)").table(tables.betas()).pictures(List.of(chart.svg()));
    }

    /** Whether concentrations are as they should be. */
    Section coverage() throws IOException {
        Grid table = Grid.of("true shares inside the central interval of", "50 %", "80 %", "95 %", "−log density, nats");
        List<String> trainings = new ArrayList<>(List.of(SeedLane.STAGE1, SeedLane.STAGE2));
        plan.betas().forEach(beta -> trainings.add(SeedLane.stage3(beta)));
        for (String training : trainings) {
            List<Calibration> bySeed = new ArrayList<>();
            for (long seed : plan.seedNumbers()) {
                systems.scores(Systems.Criterion.DIRICHLET.lane(Partition.GIVEN, seed), training).orElseThrow().calibration()
                        .ifPresent(bySeed::add);
            }
            Calibration all = Calibration.pooled(bySeed);
            List<String> row = new ArrayList<>(List.of(title(training)));
            LEVELS.forEach(level -> row.add(String.format(Locale.ROOT, "%.1f %%", 100 * all.coverage(level))));
            row.add(String.format(Locale.ROOT, "%.2f", all.negativeLogLikelihood()));
            table = table.with(row.toArray(String[]::new));
        }
        return Section.of("Calibration of concentrations").text("A Dirichlet says how sure it is. Were it right, half of all true shares"
                + " would lie in the central interval of 50 %.").table(table);
    }

    private String title(String training) {
        return switch (training) {
            case SeedLane.STAGE1 -> SeedScores.SLIDING_DIRICHLET;
            case SeedLane.STAGE2 -> SeedScores.SEQUENCE_DIRICHLET;
            default -> plan.betas().stream().filter(beta -> SeedLane.stage3(beta).equals(training)).map(SeedScores::dpo).findFirst()
                    .orElseThrow();
        };
    }
}
