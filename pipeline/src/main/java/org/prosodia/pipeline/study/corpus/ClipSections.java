package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prosodia.pipeline.chart.ConfusionChart;
import org.prosodia.pipeline.chart.LineChart;
import org.prosodia.pipeline.chart.Series;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.ConfusionMatrix;
import org.prosodia.pipeline.evaluation.Reliability;
import org.prosodia.pipeline.evaluation.SpeakerAccuracy;
import org.prosodia.pipeline.markup.Grid;
import org.prosodia.pipeline.markup.Section;
import org.prosodia.pipeline.study.SeedScores;
import org.prosodia.pipeline.study.Tables;

/**
 * What stage 1 made of clips.
 *
 * @param strangers what each system said of new speakers; empty where the corpus is divided by speaker anyway
 */
record ClipSections(Plan plan, Systems systems, List<SeedScores> seeds, Map<String, List<ClipPrediction>> strangers) {
    private static final int BINS = 10;

    /** The paper's table 2. */
    Section accuracies(Tables tables) throws IOException {
        List<String> header = new ArrayList<>(List.of("stage 1, accuracy", plan.given().knowsVoices() ? "known voices, new sentences"
                : "new speakers"));
        if (!strangers.isEmpty()) {
            header.addAll(List.of("new speakers", "speaker by speaker"));
        }
        header.addAll(plan.others().keySet());
        List<List<String>> rows = new ArrayList<>();
        for (String system : seeds.getFirst().clips().keySet()) {
            List<String> row = new ArrayList<>(List.of(system, tables.accuracy(system).toString()));
            if (!strangers.isEmpty()) {
                row.add(Tables.accuracy(List.of(strangers.get(system))).toString());
                row.add(String.join(", ", SpeakerAccuracy.of(strangers.get(system)).stream()
                        .map(speaker -> String.format(Locale.ROOT, "%.2f", speaker.accuracy())).toList()));
            }
            for (String other : plan.others().keySet()) {
                row.add(Tables.accuracy(systems.ofOther(other, plan.seedNumbers()).get(system)).toString());
            }
            rows.add(row);
        }
        Section section = Section.of("Stage 1 (the paper's table 2)").table(new Grid(header, rows)).text("95 % bootstrap intervals over"
                + " clips and, where there are several, seeds. Features made by hand need no seed.");
        return strangers.isEmpty() ? section : section.text("New speakers: each fold learns from the other speakers (seed 1) and is asked"
                + " about voices that it never heard. The interval is over clips; there are too few speakers for one over speakers.");
    }

    /** Which emotions are taken for which. */
    Section confusions() {
        List<String> pictures = new ArrayList<>();
        for (String system : seeds.getFirst().clips().keySet()) {
            pictures.add(confusion(system + ", given division", ofAllSeeds(system)));
            if (!strangers.isEmpty()) {
                pictures.add(confusion(system + ", new speakers", strangers.get(system)));
            }
        }
        return Section.of("Which emotions are taken for which").pictures(pictures);
    }

    private String confusion(String title, List<ClipPrediction> clips) {
        return new ConfusionChart(title, ConfusionMatrix.of(plan.corpus().emotions(), clips)).svg();
    }

    private List<ClipPrediction> ofAllSeeds(String system) {
        return seeds.stream().flatMap(seed -> seed.clips().get(system).stream()).toList();
    }

    /** Whether a share of 0.7 is right in seven cases of ten. */
    Section reliability() {
        Grid table = Grid.of("expected calibration error", "given division", "new speakers");
        List<Series> known = new ArrayList<>();
        List<Series> unknown = new ArrayList<>();
        for (String system : seeds.getFirst().clips().keySet()) {
            known.add(series(system, ofAllSeeds(system)));
            if (!strangers.isEmpty()) {
                unknown.add(series(system, strangers.get(system)));
            }
            table = table.with(system, error(ofAllSeeds(system)), strangers.isEmpty() ? "" : error(strangers.get(system)));
        }
        List<String> pictures = new ArrayList<>(List.of(chart("Reliability, given division", known)));
        if (!strangers.isEmpty()) {
            pictures.add(chart("Reliability, new speakers", unknown));
        }
        return Section.of("Calibration of stage 1").text("Clips by the greatest share that they were given: below the diagonal a system is"
                + " too sure of itself. The networks learnt from smoothed labels (ε = 0.1), which ask for shares of 0.92 and no more.")
                .table(table).pictures(pictures);
    }

    private static String error(List<ClipPrediction> clips) {
        return String.format(Locale.ROOT, "%.3f", Reliability.of(clips).expectedCalibrationError());
    }

    private static String chart(String title, List<Series> series) {
        return new LineChart(title, "greatest share", "accuracy", LineChart.Kind.UNIT_SQUARE, series).svg();
    }

    private static Series series(String system, List<ClipPrediction> clips) {
        List<Reliability.Bin> bins = Reliability.of(clips, BINS).bins().stream().filter(bin -> bin.clips() > 0).toList();
        return Series.of(system, bins.stream().mapToDouble(Reliability.Bin::confidence).toArray(),
                bins.stream().mapToDouble(Reliability.Bin::accuracy).toArray());
    }
}
