package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.prosodia.pipeline.chart.LineChart;
import org.prosodia.pipeline.chart.Series;
import org.prosodia.pipeline.markup.Section;
import org.prosodia.pipeline.study.SeedScores;

/** How the trainings went. */
record CurveSection(Plan plan, Path root) {
    private static final String LOSS = "train/epoch_loss";

    Section section() throws IOException {
        List<String> charts = new ArrayList<>();
        for (Systems.Criterion criterion : Systems.Criterion.values()) {
            addChart(charts, "Stage 1, " + criterion.clips(), criterion, SeedLane.STAGE1, LOSS, "training loss, nats");
            addChart(charts, "Stage 1, " + criterion.clips() + ", held out", criterion, SeedLane.STAGE1, "dev/accuracy", "accuracy");
            addChart(charts, "Stage 2, " + criterion.clips(), criterion, SeedLane.STAGE2, LOSS, "training loss, nats");
            addChart(charts, "Stage 2, " + criterion.clips() + ", held out", criterion, SeedLane.STAGE2, "dev/loss", "loss, nats");
        }
        for (double beta : plan.betas()) {
            addChart(charts, "Stage 3, β = " + SeedScores.number(beta) + ", held out", Systems.Criterion.DIRICHLET, SeedLane.stage3(beta),
                    "dev/rewards/accuracies", "chosen preferred");
        }
        return Section.of("Learning curves").text("A dot an epoch, a line a seed, on the given division. A Dirichlet's loss is of a density,"
                + " and may be negative.").pictures(charts);
    }

    private void addChart(List<String> charts, String title, Systems.Criterion criterion, String training, String measure, String yName)
            throws IOException {
        List<Series> lines = new ArrayList<>();
        for (long seed : plan.seedNumbers()) {
            Series line = LearningCurve.read("seed " + seed,
                    LaneFolder.metricsFile(root, criterion.lane(Partition.GIVEN, seed), training), measure);
            if (line.x().length > 0) {
                lines.add(line);
            }
        }
        if (!lines.isEmpty()) {
            charts.add(new LineChart(title, "epoch", yName, LineChart.Kind.LINEAR, lines).svg());
        }
    }
}
