package org.prosodia.pipeline.corpus.published;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.recognition.ModelDescriptor;

/**
 * How people heard the clips of a corpus.
 *
 * @param clips that people heard
 * @param votes for each clip, the mean
 * @param mixed clips that got votes for more than one emotion
 * @param entropy of a clip's shares, the mean, nats: 0 where all agree, log 6 where votes are spread evenly
 * @param intended share of the votes for the emotion that the label says, the mean over clips
 */
public record VoteStatistics(int clips, double votes, int mixed, double entropy, double intended) {

    /** Of all clips with votes, audio or no audio; empty where there are none. */
    public static Optional<VoteStatistics> of(CorpusReading reading) {
        List<ClipDescription> heard = reading.descriptions().stream()
                .filter(clip -> clip.votes().isPresent() && clip.emotion().isPresent()).toList();
        if (heard.isEmpty()) {
            return Optional.empty();
        }
        double votes = 0;
        int mixed = 0;
        double entropy = 0;
        double intended = 0;
        for (ClipDescription clip : heard) {
            EmotionVotes counts = clip.votes().get();
            double[] shares = counts.mixture();
            votes += counts.total();
            mixed += shares[counts.dominant()] < 1 ? 1 : 0;
            entropy += counts.entropy();
            intended += shares[ModelDescriptor.EMOTIONS.indexOf(clip.emotion().get())];
        }
        int n = heard.size();
        return Optional.of(new VoteStatistics(n, votes / n, mixed, entropy / n, intended / n));
    }

    /** For people, on one line. */
    public String toText() {
        return String.format(Locale.ROOT, "votes of people who heard %d clips: %.1f for a clip; %d clips have votes for more than one "
                + "emotion (mean entropy %.2f of at most %.2f nats); %.1f %% of the votes are for the intended emotion",
                clips, votes, mixed, entropy, Math.log(ModelDescriptor.EMOTIONS.size()), 100 * intended);
    }

    /** As a tree for JSON. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clips", (long) clips);
        json.put("votes", votes);
        json.put("mixed", (long) mixed);
        json.put("entropy", entropy);
        json.put("intended", intended);
        return json;
    }
}
