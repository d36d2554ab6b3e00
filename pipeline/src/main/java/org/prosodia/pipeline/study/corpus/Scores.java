package org.prosodia.pipeline.study.corpus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.evaluation.Calibration;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.SequenceError;

/**
 * What one model made of the test data.
 *
 * @param clips what it said of labelled clips, by corpus; empty for a model of sequences
 * @param sequences errors of its timelines of the spliced sequences; empty where none are measured
 * @param calibration of these timelines, all together, where the model gives concentrations
 */
record Scores(Map<String, List<ClipPrediction>> clips, List<SequenceError> sequences, Optional<Calibration> calibration) {}
