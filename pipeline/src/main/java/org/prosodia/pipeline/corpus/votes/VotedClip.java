package org.prosodia.pipeline.corpus.votes;

import java.util.List;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.published.ClipDescription;
import org.prosodia.pipeline.corpus.published.CremaDVotes;
import org.prosodia.pipeline.recognition.ModelDescriptor;

/**
 * A clip that people voted on.
 *
 * @param speaker who speaks
 * @param intended index of the emotion that the actor was asked for, 0 … K − 1
 * @param votes for each emotion [K], whole numbers
 */
public record VotedClip(String speaker, int intended, EmotionVotes votes) {

    public VotedClip {
        if (intended < 0 || intended >= votes.size()) {
            throw new IllegalArgumentException("intended: expected an emotion from 0 to " + (votes.size() - 1) + ", found " + intended);
        }
        if (votes.counts().stream().anyMatch(count -> count != Math.rint(count) || count > Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("votes: expected whole numbers, found " + votes.counts());
        }
    }

    /** The clips of a table, in its order. */
    public static List<VotedClip> of(CremaDVotes table) {
        return table.clips().stream().map(VotedClip::of).toList();
    }

    static VotedClip of(ClipDescription clip) {
        return new VotedClip(clip.speaker(), ModelDescriptor.EMOTIONS.indexOf(clip.emotion().orElseThrow()), clip.votes().orElseThrow());
    }

    /** The votes as whole numbers [K]. */
    public int[] counts() {
        return votes.counts().stream().mapToInt(Double::intValue).toArray();
    }

    /** The share of votes for the intended emotion. */
    double agreeing() {
        return votes.mixture()[intended];
    }

    /** Whether any two people disagreed. */
    boolean isMixed() {
        return votes.mixture()[votes.dominant()] < 1;
    }
}
