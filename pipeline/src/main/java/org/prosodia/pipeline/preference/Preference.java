package org.prosodia.pipeline.preference;

import java.time.Instant;
import java.util.Optional;
import org.prosodia.pipeline.timeline.Timeline;

/**
 * One answer to "which of these two timelines of this audio is the better?".
 *
 * @param audio path of the audio, relative to the preference file
 * @param chosen the better one; of a tie, the one shown first
 * @param rejected the other one
 * @param annotator who answered; begins with {@value #SIMULATED_PREFIX} if and only if nobody did
 * @param time when
 * @param tie whether neither was better
 * @param simulated whether a {@link SimulatedJudge} answered
 * @param id what this answer is called, by which it can be taken back ({@link Retraction}); no other answer of the annotator in a file has
 *     it
 */
public record Preference(String audio, Side chosen, Side rejected, String annotator, Instant time, boolean tie, boolean simulated,
        Optional<String> id) implements Entry {
    /** How the names of simulated annotators begin, so that none can pass for a person. */
    public static final String SIMULATED_PREFIX = "simulated-";

    /**
     * Requires two different timelines, of the same emotions and one length, that cover the audio.
     *
     * @throws IllegalArgumentException naming the field, what was expected and what was found
     */
    public Preference {
        requireText("audio", audio);
        requireText("annotator", annotator);
        if (time == null) {
            throw new IllegalArgumentException("time: expected a time, found none");
        }
        if (annotator.startsWith(SIMULATED_PREFIX) != simulated) {
            throw new IllegalArgumentException("annotator: expected a name " + (simulated ? "" : "not ") + "beginning with "
                    + SIMULATED_PREFIX + " where simulated is " + simulated + ", found " + annotator);
        }
        SideCheck.check("chosen", chosen.timeline());
        SideCheck.check("rejected", rejected.timeline());
        SideCheck.checkTogether(chosen.timeline(), rejected.timeline());
        id.ifPresent(name -> requireText("id", name));
    }

    /** An answer without a name, which cannot be taken back. */
    public Preference(String audio, Side chosen, Side rejected, String annotator, Instant time, boolean tie, boolean simulated) {
        this(audio, chosen, rejected, annotator, time, tie, simulated, Optional.empty());
    }

    /** This answer under a name. */
    public Preference withId(String name) {
        return new Preference(audio, chosen, rejected, annotator, time, tie, simulated, Optional.of(name));
    }

    static void requireText(String field, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(field + ": expected a name, found none");
        }
    }

    /** The seconds of audio that both timelines are of. */
    public double duration() {
        return chosen.timeline().duration();
    }

    /**
     * A timeline that was shown.
     *
     * @param timeline the timeline; its {@link Timeline#window} says which sliding window made it
     * @param path of the timeline's own file, relative to the preference file; without it the timeline stands in the preference file
     * @param model name of the model that made it
     */
    public record Side(Timeline timeline, Optional<String> path, Optional<String> model) {

        /** A timeline to be written into the preference file itself. */
        public static Side of(Timeline timeline) {
            return new Side(timeline, Optional.empty(), Optional.empty());
        }

        /** This timeline, to be found in a file of its own. */
        public Side withPath(String file) {
            return new Side(timeline, Optional.of(file), model);
        }

        /** This timeline, said to come from a model. */
        public Side withModel(String name) {
            return new Side(timeline, path, Optional.of(name));
        }
    }
}
