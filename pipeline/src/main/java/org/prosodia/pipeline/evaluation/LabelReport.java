package org.prosodia.pipeline.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well a model finds the emotion of clips.
 *
 * @param confusion truth against prediction, with accuracy, recall, precision and F1
 * @param accuracy the share of clips whose emotion was found
 * @param expectedCalibrationError of the greatest share, see {@link Reliability}
 * @param speakers how well each was understood, by name
 */
public record LabelReport(ConfusionMatrix confusion, Figure accuracy, double expectedCalibrationError, List<SpeakerAccuracy> speakers) {

    /**
     * @param labels names [K], in the order of the mixtures
     * @param clips at least one
     */
    public static LabelReport of(List<String> labels, List<ClipPrediction> clips, Bootstrap bootstrap) {
        double[] correct = clips.stream().mapToDouble(clip -> clip.correct() ? 1 : 0).toArray();
        return new LabelReport(ConfusionMatrix.of(labels, clips), Figure.of(correct, bootstrap),
                Reliability.of(clips).expectedCalibrationError(), SpeakerAccuracy.of(clips));
    }

    /** As a tree for JSON. */
    public Map<String, Object> toJson() {
        List<Object> classes = new ArrayList<>();
        List<Object> rows = new ArrayList<>();
        for (int k = 0; k < confusion.labels().size(); k++) {
            Map<String, Object> label = new LinkedHashMap<>();
            label.put("emotion", confusion.labels().get(k));
            label.put("clips", confusion.actual(k));
            label.put("recall", Figure.orNull(confusion.recall(k)));
            label.put("precision", Figure.orNull(confusion.precision(k)));
            label.put("f1", Figure.orNull(confusion.f1(k)));
            classes.add(label);
            List<Object> row = new ArrayList<>();
            for (int predicted = 0; predicted < confusion.labels().size(); predicted++) {
                row.add(confusion.count(k, predicted));
            }
            rows.add(row);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clips", confusion.total());
        json.put("accuracy", accuracy.toJson());
        json.put("unweighted_average_recall", Figure.orNull(confusion.unweightedAverageRecall()));
        json.put("macro_f1", Figure.orNull(confusion.macroF1()));
        json.put("expected_calibration_error", Figure.orNull(expectedCalibrationError));
        json.put("classes", classes);
        json.put("confusion", rows);
        json.put("speakers", speakers.stream().map(LabelReport::toJson).toList());
        return json;
    }

    private static Map<String, Object> toJson(SpeakerAccuracy speaker) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("speaker", speaker.speaker());
        json.put("clips", speaker.clips());
        json.put("accuracy", speaker.accuracy());
        return json;
    }

    /** For people, each line ended. */
    public String toText() {
        StringBuilder text = new StringBuilder(confusion.toText());
        text.append("accuracy with 95 % interval ").append(accuracy).append('\n');
        text.append(String.format(Locale.ROOT, "expected calibration error %.3f\n", expectedCalibrationError));
        if (!speakers.isEmpty()) {
            int width = Math.max("speaker".length(), speakers.stream().mapToInt(speaker -> speaker.speaker().length()).max().orElseThrow());
            String columns = "%-" + width + "s %8s %9s\n";
            text.append('\n').append(String.format(Locale.ROOT, columns, "speaker", "clips", "accuracy"));
            for (SpeakerAccuracy speaker : speakers) {
                text.append(String.format(Locale.ROOT, columns, speaker.speaker(), speaker.clips(),
                        String.format(Locale.ROOT, "%.3f", speaker.accuracy())));
            }
        }
        return text.toString();
    }
}
