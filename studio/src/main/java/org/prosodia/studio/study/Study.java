package org.prosodia.studio.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prosodia.pipeline.preference.Entry;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.PreferenceFile;

/**
 * Pairs, the people who compare them, and the file of their answers. All that is known is in the file: a study goes on where it stopped.
 */
public final class Study {
    /** Characters of the longest name of a person. */
    public static final int LONGEST_NAME = 60;

    private final Comparisons comparisons;
    private final Schedule schedule;
    private final AnswerLog log;
    private final InstantSource clock;
    private final Agreement agreement = new Agreement();
    private final Map<String, Set<String>> given = new ConcurrentHashMap<>();
    private final Map<String, Annotator> annotators = new ConcurrentHashMap<>();

    /** A study without answers. */
    Study(Comparisons comparisons, Schedule schedule, AnswerLog.Sink sink, InstantSource clock) {
        this.comparisons = comparisons;
        this.schedule = schedule;
        this.log = new AnswerLog(sink);
        this.clock = clock;
    }

    /**
     * A study with the answers that a file holds, simulated ones and those about other candidates left alone (but no answer is called as
     * one of those). A half-written last line is moved out of the way, now and before every answer ({@link PreferenceFile#repair}).
     *
     * @param out need not exist yet
     */
    public static Study open(Comparisons comparisons, Schedule schedule, Path out, InstantSource clock) throws IOException {
        PreferenceFile file = new PreferenceFile(out, comparisons.emotions());
        Study study = new Study(comparisons, schedule, file::repairAndAppend, clock);
        if (Files.exists(out)) {
            file.repair();
            study.restore(file, file.entries());
        }
        return study;
    }

    private void restore(PreferenceFile file, List<Entry> entries) {
        Map<Set<Path>, Pair> pairs = new HashMap<>();
        for (Pair pair : comparisons.pairs()) {
            pairs.put(Set.of(path(file, pair, pair.first()), path(file, pair, pair.second())), pair);
        }
        for (Entry entry : entries) {
            if (entry instanceof Preference answer && !answer.simulated()) {
                answer.id().ifPresent(id -> given.computeIfAbsent(answer.annotator(), _ -> new HashSet<>()).add(id));
            }
        }
        Set<Preference> standing = new HashSet<>(Entry.standing(entries));
        for (Entry entry : entries) {
            if (entry instanceof Preference answer && !answer.simulated() && answer.chosen().path().isPresent()
                    && answer.rejected().path().isPresent()) {
                Path chosen = file.resolve(answer.chosen().path().get()).normalize();
                Path rejected = file.resolve(answer.rejected().path().get()).normalize();
                Pair pair = chosen.equals(rejected) ? null : pairs.get(Set.of(chosen, rejected));
                if (pair != null) {
                    int winner = chosen.equals(path(file, pair, pair.first())) ? pair.first() : pair.second();
                    annotator(answer.annotator()).restore(pair, answer, answer.tie() ? Showing.TIE : winner, standing.contains(answer));
                }
            }
        }
    }

    private static Path path(PreferenceFile file, Pair pair, int candidate) {
        return file.resolve(pair.clip().sides().get(candidate).path().orElseThrow()).normalize();
    }

    /** What is compared. */
    public Comparisons comparisons() {
        return comparisons;
    }

    /** Why nobody can be called so; empty of a good name. */
    public static Optional<String> problem(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || !name.strip().equals(name)
                || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("expected a name of 1 to " + LONGEST_NAME + " characters without spaces around it");
        }
        return name.startsWith(Preference.SIMULATED_PREFIX)
                ? Optional.of("expected a name that does not begin with " + Preference.SIMULATED_PREFIX + ", as those of programs do")
                : Optional.empty();
    }

    /** All who said something by now, or were about to. */
    public List<Annotator> annotators() {
        return List.copyOf(annotators.values());
    }

    /** The person of that name, who may be new. */
    public Annotator annotator(String name) {
        return annotators.computeIfAbsent(name,
                _ -> new Annotator(name, schedule.of(comparisons.pairs(), name), given.getOrDefault(name, Set.of()), log, agreement,
                        clock));
    }
}
