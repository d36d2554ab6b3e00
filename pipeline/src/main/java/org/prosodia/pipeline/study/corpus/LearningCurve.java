package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.prosodia.pipeline.chart.Series;
import org.prosodia.wav2vec2.JsonObject;

/** How a measure went from epoch to epoch, from the metrics that a training kept. */
final class LearningCurve {
    private LearningCurve() {}

    /** One point an epoch; none where nothing was kept of the measure. */
    static Series read(String name, Path metrics, String measure) throws IOException {
        List<Double> values = new ArrayList<>();
        if (Files.exists(metrics)) {
            for (String line : Files.readAllLines(metrics)) {
                JsonObject json = JsonObject.parse(metrics, line);
                if (json.has(measure)) {
                    values.add(json.number(measure, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
                }
            }
        }
        return Series.counted(name, values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
