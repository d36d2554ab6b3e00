package org.prosodia.pipeline.study.corpus;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.Interval;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.markup.Section;
import org.prosodia.pipeline.study.SeedScores;
import org.prosodia.pipeline.study.Tables;

/** What the figures show and what they do not, in sentences that follow from the figures. */
record Reading(Plan plan, Tables tables, Map<String, List<ClipPrediction>> strangers) {
    Section section() {
        Section section = Section.of("What this shows, and what it does not");
        for (Tables.Comparison pair : tables.compared()) {
            section = section.text(comparison(pair.from(), pair.to()));
        }
        section = section.text(bestBeta()).text(handMade());
        if (plan.seeds() == 1) {
            section = section.text("One seed: the intervals say nothing about how much another seed would change.");
        }
        return section.text("The judges of stage 3 are simulated: they know the truth and err now and then. The sequences are spliced: nobody"
                + " changed from one emotion to the next in one breath, and actors were told what to feel.");
    }

    private String comparison(String from, String to) {
        Interval fall = tables.difference(from, to);
        String verdict = fall.low() > 0 ? "has the lower error, shown at 95 %" : fall.high() < 0 ? "has the HIGHER error, shown at 95 %"
                : "is not shown to differ at 95 %";
        return String.format(Locale.ROOT, "Against “%s”, “%s” %s: mean absolute error lower by %s.", from, to, verdict, fall);
    }

    private String bestBeta() {
        List<Double> betas = plan.betas().stream().sorted().toList();
        double best = betas.stream().min(Comparator.comparingDouble(beta -> tables.error(SeedScores.dpo(beta), SequenceError::mae).estimate()))
                .orElseThrow();
        boolean inside = best != betas.getFirst() && best != betas.getLast();
        return "Of the β tried, " + SeedScores.number(best) + " has the lowest error" + (betas.size() < 3 ? "."
                : inside ? ", inside the range as in the paper." : ", at the end of the range: no best value inside is shown.");
    }

    private String handMade() {
        StringBuilder text = new StringBuilder("Known voices or whatever the division gives: ");
        String best = HandMadeLane.Kind.SVM.title();
        text.append(String.format(Locale.ROOT, "the network's accuracy is %.3f (cross-entropy) and %.3f (Dirichlet) where features made by"
                + " hand reach %.3f.", tables.accuracy(SeedScores.CROSS_ENTROPY).estimate(),
                tables.accuracy(SeedScores.DIRICHLET).estimate(), tables.accuracy(best).estimate()));
        if (!strangers.isEmpty()) {
            text.append(String.format(Locale.ROOT, " On new speakers it is %.3f and %.3f against %.3f and %.3f: voices that were never heard"
                    + " are another task.", share(SeedScores.CROSS_ENTROPY), share(SeedScores.DIRICHLET),
                    share(HandMadeLane.Kind.LOGISTIC.title()), share(best)));
        }
        return text.toString();
    }

    private double share(String system) {
        return Tables.accuracy(List.of(strangers.get(system))).estimate();
    }
}
