package org.prosodia.pipeline.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How near a model's timelines are to the true ones. Every figure is a mean over clips, each counting once, as that is what intervals are
 * made from.
 *
 * @param clips compared
 * @param frames of the truth in them
 * @param mae see {@link SequenceError#mae}
 * @param maeWithoutNeutral see {@link SequenceError#maeWithoutNeutral}
 * @param klDivergence see {@link SequenceError#klDivergence}, nats
 * @param perEmotion mean absolute error by emotion, in the truth's order
 * @param certainty whether concentrations are as they should be; empty for a model that gives shares alone
 */
public record TimelineReport(int clips, long frames, Figure mae, Figure maeWithoutNeutral, Figure klDivergence,
        Map<String, Figure> perEmotion, Optional<Certainty> certainty) {
    /** The central intervals whose coverage is reported, in percent. */
    private static final List<Integer> LEVELS = List.of(50, 80, 95);

    /**
     * Of predicted Dirichlet distributions, see {@link Calibration}.
     *
     * @param negativeLogLikelihood nats, of a density
     * @param coverage share of the true shares within the central interval of so many percent, by percentage
     */
    public record Certainty(Figure negativeLogLikelihood, Map<Integer, Figure> coverage) {
        static Certainty of(List<Calibration> clips, Bootstrap bootstrap) {
            Map<Integer, Figure> coverage = new LinkedHashMap<>();
            for (int level : LEVELS) {
                double[] covered = clips.stream().mapToDouble(clip -> clip.coverage(level / 100.0)).toArray();
                coverage.put(level, Figure.of(covered, bootstrap));
            }
            double[] likelihoods = clips.stream().mapToDouble(Calibration::negativeLogLikelihood).toArray();
            return new Certainty(Figure.of(likelihoods, bootstrap), coverage);
        }
    }

    /**
     * @param errors of the clips, at least one
     * @param calibrations of the same clips, or none
     */
    public static TimelineReport of(List<SequenceError> errors, List<Calibration> calibrations, Bootstrap bootstrap) {
        SequenceErrors all = new SequenceErrors(errors);
        Map<String, Figure> perEmotion = new LinkedHashMap<>();
        List<String> emotions = errors.getFirst().emotions();
        for (int k = 0; k < emotions.size(); k++) {
            int emotion = k;
            perEmotion.put(emotions.get(k), Figure.of(all.values(clip -> clip.perEmotion().get(emotion)), bootstrap));
        }
        return new TimelineReport(errors.size(), errors.stream().mapToLong(SequenceError::frames).sum(),
                Figure.of(all.values(SequenceError::mae), bootstrap), Figure.of(all.values(SequenceError::maeWithoutNeutral), bootstrap),
                Figure.of(all.values(SequenceError::klDivergence), bootstrap), perEmotion,
                calibrations.isEmpty() ? Optional.empty() : Optional.of(Certainty.of(calibrations, bootstrap)));
    }

    /** As a tree for JSON. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clips", clips);
        json.put("frames", frames);
        json.put("mae", mae.toJson());
        json.put("mae_without_neutral", maeWithoutNeutral.toJson());
        json.put("mae_per_emotion", toJson(perEmotion));
        json.put("kl_divergence", klDivergence.toJson());
        json.put("negative_log_likelihood", certainty.map(known -> known.negativeLogLikelihood().toJson()).orElse(null));
        json.put("coverage", certainty.map(known -> toJson(known.coverage())).orElse(null));
        return json;
    }

    private static Map<String, Object> toJson(Map<?, Figure> figures) {
        Map<String, Object> json = new LinkedHashMap<>();
        figures.forEach((name, figure) -> json.put(name.toString(), figure.toJson()));
        return json;
    }

    /** For people, each line ended. */
    public String toText() {
        Map<String, Figure> lines = new LinkedHashMap<>();
        lines.put("MAE", mae);
        lines.put("MAE without neutral", maeWithoutNeutral);
        perEmotion.forEach((emotion, figure) -> lines.put("MAE of " + emotion, figure));
        lines.put("KL(truth || mean), nats", klDivergence);
        certainty.ifPresent(known -> {
            lines.put("-log density, nats", known.negativeLogLikelihood());
            known.coverage().forEach((level, figure) -> lines.put("coverage of " + level + " %", figure));
        });
        int width = lines.keySet().stream().mapToInt(String::length).max().orElseThrow();
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s  mean over %d clips, 95 %% interval\n", "",
                clips));
        lines.forEach((name, figure) -> text.append(String.format(Locale.ROOT, "%-" + width + "s  %s\n", name, figure)));
        if (certainty.isEmpty()) {
            text.append("no concentrations: the model gives shares alone, so there is no certainty to check\n");
        }
        return text.toString();
    }
}
