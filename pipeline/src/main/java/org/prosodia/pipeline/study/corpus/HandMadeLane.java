package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.pipeline.baseline.HandMadeModel;
import org.prosodia.pipeline.baseline.HandMadeModel.Method;
import org.prosodia.pipeline.baseline.LabelledFeatures;
import org.prosodia.pipeline.baseline.SlidingWindow;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.study.Sequence;
import org.prosodia.pipeline.study.StudyData;
import org.prosodia.pipeline.training.Example;

/** What features made by hand do with the same data: the rows to compare every model with. They need no seed. */
final class HandMadeLane {
    private static final long SEED = 1;

    private final Path root;
    private final String lane;
    private final StudyData data;
    private final Map<String, List<Example<double[]>>> others;

    /** The two classifiers. */
    enum Kind {
        LOGISTIC(Method.LOGISTIC, "hand-made features, logistic"),
        SVM(Method.SVM, "hand-made features, SVM");

        private final Method method;
        private final String title;

        Kind(Method method, String title) {
            this.method = method;
            this.title = title;
        }

        String training() {
            return "hand-made-" + name().toLowerCase(Locale.ROOT);
        }

        String title() {
            return title;
        }
    }

    HandMadeLane(Path root, String partition, StudyData data, Map<String, List<Example<double[]>>> others) {
        this.root = root;
        this.lane = lane(partition);
        this.data = data;
        this.others = others;
    }

    static String lane(String partition) {
        return partition + "/hand-made";
    }

    /** Learns and measures, unless that is done. */
    void run() throws IOException {
        List<LabelledFeatures> learnt = null;
        for (Kind kind : Kind.values()) {
            Path file = LaneFolder.scoresFile(root, lane, kind.training());
            if (ScoresFile.read(file).isEmpty()) {
                learnt = learnt == null ? features(data.acted().get(Split.TRAIN)) : learnt;
                ScoresFile.write(file, scores(HandMadeModel.train(kind.method, ModelDescriptor.EMOTIONS, learnt, SEED)));
            }
        }
    }

    private static List<LabelledFeatures> features(List<Example<double[]>> clips) throws IOException {
        List<LabelledFeatures> features = new ArrayList<>();
        for (Example<double[]> clip : clips) {
            features.add(LabelledFeatures.of(clip.audio().read(), clip.target()));
        }
        return features;
    }

    private Scores scores(HandMadeModel model) throws IOException {
        Map<String, List<ClipPrediction>> clips = new LinkedHashMap<>();
        clips.put(Systems.TEST, predictions(model, data.acted().get(Split.TEST)));
        for (Map.Entry<String, List<Example<double[]>>> other : others.entrySet()) {
            clips.put(other.getKey(), predictions(model, other.getValue()));
        }
        SlidingWindow window = model.through(RecognitionOptions.DEFAULT.window());
        List<SequenceError> errors = new ArrayList<>();
        for (Sequence sequence : data.dynamic().getOrDefault(Split.TEST, List.of())) {
            errors.add(SequenceError.of(window.recognize(sequence.id(), sequence.samples(), _ -> {}), sequence.truth()));
        }
        return new Scores(clips, errors, Optional.empty());
    }

    private static List<ClipPrediction> predictions(HandMadeModel model, List<Example<double[]>> clips) throws IOException {
        List<ClipPrediction> predictions = new ArrayList<>();
        for (Example<double[]> clip : clips) {
            predictions.add(new ClipPrediction(clip.name(), Optional.of(clip.speaker()), Simplex.dominant(clip.target()),
                    model.hear(clip.audio().read())));
        }
        return predictions;
    }
}
