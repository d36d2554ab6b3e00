package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.evaluation.Calibration;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.study.Lane;
import org.prosodia.pipeline.study.SeedScores;
import org.prosodia.pipeline.study.Sequence;
import org.prosodia.pipeline.study.StudyData;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.training.Example;
import org.prosodia.pipeline.training.PreferenceTask.Choice;

/** All stages with one criterion and one seed, each done once. */
final class SeedLane {
    static final String STAGE1 = "stage1";
    static final String LABELS = "labels";
    static final String STAGE2 = "stage2";

    private final LaneFolder folder;
    private final Lane lane;
    private final StudyData data;
    private final Map<String, List<Example<double[]>>> others;
    private final ExampleTimelines examples;

    /**
     * @param others clips of other corpora, by name: stage 1 is measured on them too
     * @param examples keeps timelines for the report
     */
    SeedLane(LaneFolder folder, Lane lane, StudyData data, Map<String, List<Example<double[]>>> others, ExampleTimelines examples) {
        this.folder = folder;
        this.lane = lane;
        this.data = data;
        this.others = others;
        this.examples = examples;
    }

    static String stage3(double beta) {
        return "stage3-beta-" + SeedScores.number(beta);
    }

    /** Stage 1, from a starting model that is made when it is needed. */
    LaneFolder.Done stage1(LaneFolder.Training start) throws IOException {
        return folder.once(STAGE1, () -> lane.stage1(start.model()), model -> {
            Map<String, List<ClipPrediction>> clips = new LinkedHashMap<>();
            clips.put(Systems.TEST, lane.predictions(model, data.acted().get(Split.TEST)));
            for (Map.Entry<String, List<Example<double[]>>> other : others.entrySet()) {
                clips.put(other.getKey(), lane.predictions(model, other.getValue()));
            }
            return measured(STAGE1, model, clips);
        });
    }

    /** Stage 2, and what it learns from measured on the test sequences. */
    LaneFolder.Done stage2(LaneFolder.Done teacher) throws IOException {
        folder.measureOnce(LABELS, teacher, model -> measured(LABELS, clip -> lane.label(model, clip), Map.of()));
        return folder.once(STAGE2, () -> lane.stage2(teacher.model()), model -> measured(STAGE2, model, Map.of()));
    }

    /** Stage 3 with each β. */
    void stage3(LaneFolder.Done teacher, LaneFolder.Done reference, List<Double> betas) throws IOException {
        List<Example<Choice>> choices = null;
        for (double beta : betas) {
            if (choices == null && !folder.isDone(stage3(beta))) {
                choices = lane.compared(teacher.model());
            }
            List<Example<Choice>> compared = choices;
            folder.once(stage3(beta), () -> lane.stage3(reference.model(), compared, beta),
                    model -> measured(stage3(beta), model, Map.of()));
        }
    }

    private Scores measured(String training, ModelFolder model, Map<String, List<ClipPrediction>> clips) throws IOException {
        return measured(training, sequence -> lane.hear(model, sequence), clips);
    }

    private Scores measured(String what, Function<Sequence, Timeline> heard, Map<String, List<ClipPrediction>> clips) throws IOException {
        List<SequenceError> errors = new ArrayList<>();
        List<Calibration> calibrations = new ArrayList<>();
        for (Sequence sequence : data.dynamic().getOrDefault(Split.TEST, List.of())) {
            Timeline timeline = heard.apply(sequence);
            errors.add(SequenceError.of(timeline, sequence.truth()));
            if (timeline.hasAlpha()) {
                calibrations.add(Calibration.of(timeline, sequence.truth()));
            }
            examples.keep(what, timeline);
        }
        return new Scores(clips, errors, calibrations.isEmpty() ? Optional.empty() : Optional.of(Calibration.pooled(calibrations)));
    }
}
