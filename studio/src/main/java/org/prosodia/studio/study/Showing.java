package org.prosodia.studio.study;

import java.time.Instant;
import org.prosodia.pipeline.preference.Preference;

/**
 * A pair with its sides dealt.
 *
 * @param left index of the candidate on the left
 * @param right index of the other one
 * @param repeated whether the same person has seen the pair before, the other way round
 */
public record Showing(Pair pair, int left, int right, boolean repeated) {
    /** What a tie has in the place of a winner. */
    public static final int TIE = -1;

    /** This pair with its sides exchanged, for the second time. */
    Showing mirrored() {
        return new Showing(pair, right, left, true);
    }

    /** The beginning of the ids of its answers; a number follows that makes it one of a kind. */
    String name() {
        return pair.clip().id() + "/" + left + "-" + right + "/";
    }

    /** The candidate that a choice means, or {@link #TIE}. */
    int winner(Choice choice) {
        return switch (choice) {
            case LEFT -> left;
            case RIGHT -> right;
            case TIE -> TIE;
        };
    }

    Preference answer(Choice choice, String annotator, String id, Instant time) {
        boolean right = choice == Choice.RIGHT;
        Preference.Side chosen = pair.clip().sides().get(right ? this.right : left);
        Preference.Side rejected = pair.clip().sides().get(right ? left : this.right);
        return new Preference(pair.clip().audio(), chosen, rejected, annotator, time, choice == Choice.TIE, false).withId(id);
    }
}
