package org.prosodia.pipeline.evaluation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How well one speaker was understood.
 *
 * @param clips of this speaker, at least 1
 * @param accuracy share of them whose label was found
 */
public record SpeakerAccuracy(String speaker, int clips, double accuracy) {

    /** One for each speaker, by name; clips whose speaker is not known are left out. */
    public static List<SpeakerAccuracy> of(List<ClipPrediction> predictions) {
        Map<String, List<ClipPrediction>> bySpeaker = predictions.stream().filter(prediction -> prediction.speaker().isPresent())
                .collect(Collectors.groupingBy(prediction -> prediction.speaker().get(), TreeMap::new, Collectors.toList()));
        return bySpeaker.entrySet().stream().map(entry -> new SpeakerAccuracy(entry.getKey(), entry.getValue().size(),
                (double) entry.getValue().stream().filter(ClipPrediction::correct).count() / entry.getValue().size())).toList();
    }
}
