package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.markup.Section;
import org.prosodia.pipeline.study.SeedScores;
import org.prosodia.pipeline.study.Sequence;
import org.prosodia.pipeline.study.Tables;

/** What an experiment found, once all of it is done: tables, what to make of them, and pictures. */
final class ExperimentReport {
    private final Plan plan;
    private final Systems systems;
    private final Path root;

    ExperimentReport(Plan plan, Path root) {
        this.plan = plan;
        this.root = root;
        this.systems = new Systems(root);
    }

    /** @param examples test sequences whose timelines were kept */
    List<Section> sections(List<Sequence> examples) throws IOException {
        List<SeedScores> seeds = new ArrayList<>();
        for (long seed : plan.seedNumbers()) {
            seeds.add(systems.ofSeed(seed, plan.betas()));
        }
        Tables tables = new Tables(seeds, plan.betas());
        Map<String, List<ClipPrediction>> strangers = systems.ofNewSpeakers(plan.folds(), plan.seedNumbers().getFirst());
        ClipSections clips = new ClipSections(plan, systems, seeds, strangers);
        SequenceSections sequences = new SequenceSections(plan, systems, tables);
        return List.of(clips.accuracies(tables), sequences.errors(), sequences.betas(), new Reading(plan, tables, strangers).section(),
                clips.confusions(), clips.reliability(), sequences.coverage(), new CurveSection(plan, root).section(),
                new TimelineSection(root, examples).section());
    }
}
