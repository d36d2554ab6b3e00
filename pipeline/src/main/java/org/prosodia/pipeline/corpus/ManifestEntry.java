package org.prosodia.pipeline.corpus;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One clip of a corpus.
 *
 * @param id name of the clip, unique in its manifest, not blank
 * @param audio the file that holds it
 * @param start where the clip begins in the file, seconds, 0 or more
 * @param end where it ends, seconds, after {@code start}; infinite for the end of the file
 * @param votes what people heard in it, if anyone was asked
 * @param speaker who speaks, if known
 * @param sentence what is said, if known: clips with the same text have the same
 * @param split what it is for, if decided
 * @param timeline file of its emotions over time, truth or a teacher's, whose time 0 is the clip's {@code start}; read it with
 *     {@link TimelineFile}
 */
public record ManifestEntry(String id, Path audio, double start, double end, Optional<EmotionVotes> votes, Optional<String> speaker,
        Optional<String> sentence, Optional<Split> split, Optional<Path> timeline) {

    public ManifestEntry {
        if (id.isBlank()) {
            throw new IllegalArgumentException("id: expected a name, found none");
        }
        if (!(start >= 0 && start < end)) {
            throw new IllegalArgumentException("start, end: expected seconds, 0 or more and in this order, found " + start + ", " + end);
        }
    }

    /** A whole file of which nothing more is known. */
    public static ManifestEntry of(String id, Path audio) {
        return new ManifestEntry(id, audio, 0, Double.POSITIVE_INFINITY, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** This clip with these votes. */
    public ManifestEntry withVotes(EmotionVotes heard) {
        return new ManifestEntry(id, audio, start, end, Optional.of(heard), speaker, sentence, split, timeline);
    }

    /** This clip, said by that speaker. */
    public ManifestEntry withSpeaker(String name) {
        return new ManifestEntry(id, audio, start, end, votes, Optional.of(name), sentence, split, timeline);
    }

    /** This clip, in which that is said. */
    public ManifestEntry withSentence(String text) {
        return new ManifestEntry(id, audio, start, end, votes, speaker, Optional.of(text), split, timeline);
    }

    /** This clip in that split. */
    public ManifestEntry withSplit(Split purpose) {
        return new ManifestEntry(id, audio, start, end, votes, speaker, sentence, Optional.of(purpose), timeline);
    }

    /** This clip with that timeline. */
    public ManifestEntry withTimeline(Path file) {
        return new ManifestEntry(id, audio, start, end, votes, speaker, sentence, split, Optional.of(file));
    }

    /** Whether the clip ends before its file may. */
    public boolean hasEnd() {
        return end < Double.POSITIVE_INFINITY;
    }
}
