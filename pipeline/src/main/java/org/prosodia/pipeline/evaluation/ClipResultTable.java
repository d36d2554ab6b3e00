package org.prosodia.pipeline.evaluation;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Results clip by clip as CSV (RFC 4180), for whoever wants to compare models in pairs:
 * {@code id,speaker,seconds,emotion,predicted,confidence,correct,frames,mae,mae_without_neutral,mae_EMOTION…,kl_divergence,
 * negative_log_likelihood}. What a clip does not have is empty.
 */
public final class ClipResultTable {
    private final List<String> emotions;

    /** @param emotions names [K], in the order of the model */
    public ClipResultTable(List<String> emotions) {
        this.emotions = List.copyOf(emotions);
    }

    /** The table, a line for each clip. */
    public String toCsv(List<ClipResult> clips) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(header());
            clips.forEach(clip -> csv.writeRecord(row(clip)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("id", "speaker", "seconds", "emotion", "predicted", "confidence", "correct", "frames",
                "mae", "mae_without_neutral"));
        emotions.forEach(emotion -> header.add("mae_" + emotion));
        header.addAll(List.of("kl_divergence", "negative_log_likelihood"));
        return header;
    }

    private List<String> row(ClipResult clip) {
        List<String> row = new ArrayList<>(List.of(clip.id(), clip.speaker().orElse(""), Double.toString(clip.seconds())));
        if (clip.label().isPresent()) {
            ClipPrediction label = clip.label().get();
            row.addAll(List.of(emotions.get(label.truth()), emotions.get(label.predicted()), Double.toString(label.confidence()),
                    label.correct() ? "1" : "0"));
        } else {
            row.addAll(List.of("", "", "", ""));
        }
        if (clip.error().isPresent()) {
            SequenceError error = clip.error().get();
            row.addAll(List.of(Integer.toString(error.frames()), Double.toString(error.mae()), Double.toString(error.maeWithoutNeutral())));
            emotions.forEach(emotion -> row.add(Double.toString(error.perEmotion().get(error.emotions().indexOf(emotion)))));
            row.add(Double.toString(error.klDivergence()));
        } else {
            for (int i = 0; i < emotions.size() + 4; i++) {
                row.add("");
            }
        }
        row.add(clip.calibration().map(calibration -> Double.toString(calibration.negativeLogLikelihood())).orElse(""));
        return row;
    }
}
