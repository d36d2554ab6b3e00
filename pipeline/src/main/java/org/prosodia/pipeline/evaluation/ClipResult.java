package org.prosodia.pipeline.evaluation;

import java.util.Optional;

/**
 * What a model did on one clip, as far as there is something to compare with.
 *
 * @param id name of the clip
 * @param speaker who speaks, where that is known
 * @param seconds length of the clip
 * @param label for a clip with an emotion
 * @param error for a clip with a true timeline
 * @param calibration for such a clip, when the model gives concentrations
 */
public record ClipResult(String id, Optional<String> speaker, double seconds, Optional<ClipPrediction> label,
        Optional<SequenceError> error, Optional<Calibration> calibration) {}
