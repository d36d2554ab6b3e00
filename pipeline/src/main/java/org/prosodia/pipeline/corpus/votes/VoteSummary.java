package org.prosodia.pipeline.corpus.votes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.evaluation.Figure;

/**
 * How people voted on some clips. Figures are means over clips, each counting alike.
 *
 * @param group what clips these are
 * @param clips how many
 * @param votes on all of them
 * @param mixed share of the clips with votes for more than one emotion
 * @param intended share of a clip's votes for the emotion that the actor was asked for
 * @param agreement of people with each other
 * @param entropy of a clip's votes, nats, see {@link org.prosodia.pipeline.corpus.EmotionVotes#entropy}
 * @param correctedEntropy the same without the bias of few votes
 */
public record VoteSummary(String group, int clips, long votes, Figure mixed, Figure intended, VoteAgreement agreement, Figure entropy,
        Figure correctedEntropy) {
    static final List<String> HEADER = List.of("", "clips", "votes", "mixed", "as intended", "pairs agree", "by chance", "kappa");
    static final List<String> ENTROPY_HEADER = List.of("", "plug-in", "Miller-Madow");

    /** Of at least one clip. */
    public static VoteSummary of(String group, List<VotedClip> clips, Bootstrap bootstrap) {
        return new VoteSummary(group, clips.size(), (long) clips.stream().mapToDouble(clip -> clip.votes().total()).sum(),
                mean(clips, clip -> clip.isMixed() ? 1 : 0, bootstrap), mean(clips, VotedClip::agreeing, bootstrap),
                VoteAgreement.of(clips, bootstrap), mean(clips, clip -> clip.votes().entropy(), bootstrap),
                mean(clips, clip -> clip.votes().correctedEntropy(), bootstrap));
    }

    private static Figure mean(List<VotedClip> clips, ToDoubleFunction<VotedClip> number, Bootstrap bootstrap) {
        return Figure.of(clips.stream().mapToDouble(number).toArray(), bootstrap);
    }

    List<String> cells() {
        return List.of(group, Integer.toString(clips), Long.toString(votes), mixed.toString(), intended.toString(),
                decimal(agreement.observed()), decimal(agreement.chance()), agreement.kappa().toString());
    }

    List<String> entropyCells() {
        return List.of(group, entropy.toString(), correctedEntropy.toString());
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }

    /** As a tree for JSON. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("group", group);
        json.put("clips", clips);
        json.put("votes", votes);
        json.put("mixed", mixed.toJson());
        json.put("intended", intended.toJson());
        json.put("pairs_agree", Double.isFinite(agreement.observed()) ? agreement.observed() : null);
        json.put("pairs_agree_by_chance", agreement.chance());
        json.put("kappa", agreement.kappa().toJson());
        json.put("entropy", entropy.toJson());
        json.put("corrected_entropy", correctedEntropy.toJson());
        return json;
    }
}
