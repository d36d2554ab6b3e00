package org.prosodia.pipeline.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.pipeline.timeline.Timeline;

class ReportTest {
    private static final List<String> EMOTIONS = List.of("joy", "neutral", "sad, or so");

    private static ClipPrediction clip(String speaker, int truth, float... mixture) {
        return new ClipPrediction("clip", Optional.ofNullable(speaker), truth, EmotionVector.ofMean(mixture));
    }

    private static Timeline timeline(String audio, boolean alpha, float... shares) {
        double[] times = {0.5};
        return alpha ? Timeline.ofAlphas(audio, 1, EMOTIONS, times, shares) : Timeline.ofMeans(audio, 1, EMOTIONS, times, shares);
    }

    @Test
    void labelsAreReportedAsTheMatrixSaysAndWhatHasNoClipsIsNull() {
        LabelReport report = LabelReport.of(EMOTIONS, List.of(clip("b", 0, 0.75f, 0.25f, 0), clip("a", 0, 0.25f, 0.75f, 0),
                clip("b", 1, 0, 1, 0), clip(null, 1, 0, 1, 0)), Bootstrap.DEFAULT);
        Map<String, Object> json = report.toJson();
        assertEquals(4L, json.get("clips"));
        assertEquals(0.75, ((Map<?, ?>) json.get("accuracy")).get("mean"));
        assertEquals(0.75, json.get("unweighted_average_recall"));
        assertEquals(List.of(List.of(1L, 1L, 0L), List.of(0L, 2L, 0L), List.of(0L, 0L, 0L)), json.get("confusion"));
        Map<?, ?> absent = (Map<?, ?>) ((List<?>) json.get("classes")).get(2);
        assertEquals(0L, absent.get("clips"));
        assertNull(absent.get("recall"));
        assertTrue(absent.containsKey("recall"));
        assertEquals(List.of("a", "b"), ((List<?>) json.get("speakers")).stream()
                .map(speaker -> ((Map<?, ?>) speaker).get("speaker")).toList());
        String text = report.toText();
        assertTrue(text.contains("accuracy with 95 % interval 0.750 [") && text.contains("a              1     0.000"), text);
    }

    @Test
    void timelinesAreReportedWithOneNumberForEachClip() {
        Timeline truth = timeline("one", false, 0.5f, 0.5f, 0);
        Timeline near = timeline("one", true, 5, 4, 1);
        Timeline far = timeline("one", true, 1, 1, 8);
        List<SequenceError> errors = List.of(SequenceError.of(near, truth), SequenceError.of(far, truth));
        List<Calibration> calibrations = List.of(Calibration.of(near, truth), Calibration.of(far, truth));
        TimelineReport report = TimelineReport.of(errors, calibrations, Bootstrap.DEFAULT);
        assertEquals((0.2 / 3 + 1.6 / 3) / 2, report.mae().mean(), 1e-6);
        assertEquals((0.05 + 0.6) / 2, report.maeWithoutNeutral().mean(), 1e-6);
        assertEquals(0.2, report.perEmotion().get("joy").mean(), 1e-6);
        assertTrue(report.mae().interval().orElseThrow().low() < report.mae().mean());
        double likelihood = (calibrations.getFirst().negativeLogLikelihood() + calibrations.getLast().negativeLogLikelihood()) / 2;
        assertEquals(likelihood, report.certainty().orElseThrow().negativeLogLikelihood().mean(), 1e-12);
        assertTrue(report.toText().contains("coverage of 95 %") && report.toText().contains("MAE of sad, or so"), report.toText());
        assertEquals(2L, report.toJson().get("frames"));
    }

    @Test
    void sharesAloneHaveNoCertainty() {
        Timeline truth = timeline("one", false, 0.5f, 0.5f, 0);
        TimelineReport report = TimelineReport.of(List.of(SequenceError.of(truth, truth)), List.of(), Bootstrap.DEFAULT);
        assertNull(report.toJson().get("coverage"));
        assertNull(((Map<?, ?>) report.toJson().get("mae")).get("low"), "of one clip");
        assertTrue(report.toText().contains("MAE") && report.toText().contains("no concentrations"));
        assertFalse(report.toText().contains("["), "no interval either");
    }

    @Test
    void theTableByClipHasAColumnForEverythingAndNamesInQuotesWhereNeeded() {
        Timeline truth = timeline("one", false, 0.5f, 0.5f, 0);
        Timeline heard = timeline("one", true, 5, 4, 1);
        String csv = new ClipResultTable(EMOTIONS).toCsv(List.of(
                new ClipResult("a", Optional.of("ann"), 1.5, Optional.of(clip("ann", 2, 0.75f, 0.25f, 0)), Optional.empty(),
                        Optional.empty()),
                new ClipResult("b", Optional.empty(), 1, Optional.empty(), Optional.of(SequenceError.of(heard, truth)),
                        Optional.of(Calibration.of(heard, truth)))));
        List<String> lines = csv.lines().toList();
        assertEquals("id,speaker,seconds,emotion,predicted,confidence,correct,frames,mae,mae_without_neutral,mae_joy,mae_neutral,"
                + "\"mae_sad, or so\",kl_divergence,negative_log_likelihood", lines.get(0));
        assertEquals("a,ann,1.5,\"sad, or so\",joy,0.75,0,,,,,,,,", lines.get(1));
        assertTrue(lines.get(2).startsWith("b,,1.0,,,,,1,0.06666"), lines.get(2));
        assertEquals(15, lines.get(2).split(",", -1).length);
    }
}
