package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.prosodia.pipeline.evaluation.Calibration;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.ModelException;
import org.prosodia.wav2vec2.PretrainedFolder;

/** {@link Scores} as JSON that gives back every number to the last bit: a figure is the same whether it was measured or read. */
final class ScoresFile {
    private static final String SCHEMA = "prosodia.scores/1";

    private ScoresFile() {}

    static void write(Path file, Scores scores) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        Map<String, Object> clips = new LinkedHashMap<>();
        scores.clips().forEach((corpus, predictions) -> clips.put(corpus, predictions.stream().map(ScoresFile::toJson).toList()));
        json.put("clips", clips);
        json.put("sequences", scores.sequences().stream().map(ScoresFile::toJson).toList());
        json.put("calibration", scores.calibration().map(ScoresFile::toJson).orElse(null));
        Files.createDirectories(file.toAbsolutePath().getParent());
        PretrainedFolder.write(JsonObject.of(file, json));
    }

    private static Map<String, Object> toJson(ClipPrediction clip) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clip", clip.clip());
        json.put("speaker", clip.speaker().orElse(""));
        json.put("truth", clip.truth());
        float[] mixture = clip.mixture().values();
        json.put("mixture", IntStream.range(0, mixture.length).mapToObj(k -> (double) mixture[k]).toList());
        return json;
    }

    private static Map<String, Object> toJson(SequenceError error) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("audio", error.audio());
        json.put("frames", error.frames());
        json.put("emotions", error.emotions());
        json.put("mae", error.perEmotion());
        json.put("kl", error.klDivergence());
        return json;
    }

    private static Map<String, Object> toJson(Calibration calibration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("frames", calibration.frames());
        json.put("transforms", calibration.transforms());
        json.put("negative_log_likelihood", calibration.negativeLogLikelihood());
        return json;
    }

    /** The scores that were written there; empty when there is no such file. */
    static Optional<Scores> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonObject json = JsonObject.read(file);
        if (!SCHEMA.equals(json.string("schema", ""))) {
            throw json.error("schema", SCHEMA, json.string("schema", ""));
        }
        Map<String, List<ClipPrediction>> clips = new LinkedHashMap<>();
        JsonObject corpora = json.object("clips");
        for (String corpus : corpora.fields().keySet()) {
            List<ClipPrediction> predictions = new ArrayList<>();
            for (JsonObject clip : objects(corpora, corpus)) {
                predictions.add(new ClipPrediction(clip.string("clip", ""), Optional.of(clip.string("speaker", "")),
                        clip.integer("truth", 0, 0), EmotionVector.ofMean(floats(clip, "mixture"))));
            }
            clips.put(corpus, predictions);
        }
        List<SequenceError> sequences = new ArrayList<>();
        for (JsonObject error : objects(json, "sequences")) {
            sequences.add(new SequenceError(error.string("audio", ""), error.integer("frames", 0, 1), error.strings("emotions", List.of()),
                    numbers(error, "mae").stream().map(Number::doubleValue).toList(), number(error, "kl")));
        }
        return Optional.of(new Scores(clips, sequences, json.has("calibration") ? Optional.of(calibration(json.object("calibration")))
                : Optional.empty()));
    }

    private static Calibration calibration(JsonObject json) throws ModelException {
        return new Calibration(json.integer("frames", 0, 1), numbers(json, "transforms").stream().map(Number::longValue).toList(),
                number(json, "negative_log_likelihood"));
    }

    private static double number(JsonObject json, String field) throws ModelException {
        return json.number(field, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private static float[] floats(JsonObject json, String field) throws ModelException {
        List<Number> numbers = numbers(json, field);
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i).floatValue();
        }
        return floats;
    }

    private static List<Number> numbers(JsonObject json, String field) throws ModelException {
        List<Number> numbers = new ArrayList<>();
        for (Object item : list(json, field)) {
            if (!(item instanceof Number number)) {
                throw json.error(field, "a list of numbers", item);
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static List<JsonObject> objects(JsonObject json, String field) throws ModelException {
        List<JsonObject> objects = new ArrayList<>();
        for (Object item : list(json, field)) {
            if (!(item instanceof Map<?, ?> map)) {
                throw json.error(field, "a list of objects", item);
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((key, value) -> fields.put(key.toString(), value));
            objects.add(JsonObject.of(json.file(), fields));
        }
        return objects;
    }

    private static List<?> list(JsonObject json, String field) throws ModelException {
        if (!(json.fields().get(field) instanceof List<?> list)) {
            throw json.error(field, "a list", json.fields().get(field));
        }
        return list;
    }
}
