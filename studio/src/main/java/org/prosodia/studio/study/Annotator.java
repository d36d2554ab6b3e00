package org.prosodia.studio.study;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.Retraction;

/**
 * One person at work: what is still to be shown, and what was said. Requests of one person take turns, so that of two that say the same
 * one is written; those of several people do not wait for each other but for the disk.
 */
public final class Annotator {
    private final String name;
    private final AnswerLog log;
    private final Agreement agreement;
    private final InstantSource clock;
    private final LinkedHashSet<Showing> queue;
    private final Set<Showing> skipped = new HashSet<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Map<Pair, List<Answer>> byPair = new HashMap<>();
    private final Set<String> standing = new HashSet<>();
    private final Set<String> given;
    private int ties;
    private Share consistent = Share.NONE;

    /** An answer that stands; the id is null of one that another program wrote without. */
    private record Answer(String id, Showing showing, int winner) {}

    /** @param given ids of all answers of this person that the file holds, whatever they are about and whether they stand or not */
    Annotator(String name, List<Showing> schedule, Set<String> given, AnswerLog log, Agreement agreement, InstantSource clock) {
        this.name = name;
        this.given = new HashSet<>(given);
        this.queue = new LinkedHashSet<>(schedule);
        this.log = log;
        this.agreement = agreement;
        this.clock = clock;
    }

    /**
     * What is to be shown now, and after it: at most so many. A pair that was answered comes again when {@link Schedule#FEWEST_BETWEEN}
     * others were since; where only more recent ones are left, that which was answered first of them.
     */
    public synchronized List<Showing> next(int count) {
        List<Pair> recent = new ArrayList<>(answers.stream().skip(Math.max(0, answers.size() - Schedule.FEWEST_BETWEEN))
                .map(answer -> answer.showing().pair()).toList());
        List<Showing> next = new ArrayList<>();
        List<Showing> left = new ArrayList<>(queue.stream().limit((long) count + Schedule.FEWEST_BETWEEN).toList());
        while (next.size() < count && !left.isEmpty()) {
            Showing shown = left.stream().min(Comparator.comparingInt(showing -> recent.lastIndexOf(showing.pair()))).orElseThrow();
            left.remove(shown);
            next.add(shown);
            recent.add(shown.pair());
            if (recent.size() > Schedule.FEWEST_BETWEEN) {
                recent.removeFirst();
            }
        }
        return next;
    }

    /** What the answer to a showing is to be called: the same until it is given, and what no answer of this person was called before. */
    public synchronized String id(Showing showing) {
        int number = 1;
        while (given.contains(showing.name() + number)) {
            number++;
        }
        return showing.name() + number;
    }

    /**
     * Saves an answer.
     *
     * @return whether it is new; if not it was saved before, what that said stands, and nothing is written
     * @throws StaleException when nothing of that id is to be answered
     * @throws IOException when it could not be saved; it can be given again
     */
    public synchronized boolean answer(String id, Choice choice) throws IOException, StaleException {
        if (standing.contains(id)) {
            return false;
        }
        Showing showing = waiting(id);
        Preference answer = showing.answer(choice, name, id, clock.instant());
        log.append(answer);
        given.add(id);
        remember(new Answer(id, showing, showing.winner(choice)));
        return true;
    }

    /** Puts a showing behind all others, and the other one of the same pair not shortly before it. */
    public synchronized void skip(String id) throws StaleException {
        if (standing.contains(id)) {
            return;
        }
        Showing showing = waiting(id);
        queue.addLast(showing);
        skipped.add(showing);
        bringForwardOther(showing);
    }

    /** By as much as it takes for {@link Schedule#FEWEST_BETWEEN} others to come between, and at most to the middle of what is left. */
    private void bringForwardOther(Showing last) {
        List<Showing> before = new ArrayList<>(queue);
        before.removeLast();
        int at = before.stream().map(Showing::pair).toList().indexOf(last.pair());
        int latest = Math.max(before.size() / 2, before.size() - 1 - Schedule.FEWEST_BETWEEN);
        if (at > latest) {
            before.add(latest, before.remove(at));
            queue.clear();
            queue.addAll(before);
            queue.addLast(last);
        }
    }

    /**
     * Takes back the last answer, and shows the pair again.
     *
     * @return whether there was something to do: not when it was taken back before
     * @throws StaleException when it is not the last one
     */
    public synchronized boolean retract(String id) throws IOException, StaleException {
        if (!standing.contains(id)) {
            if (queue.stream().anyMatch(showing -> wasGiven(showing, id))) {
                return false;
            }
            throw new StaleException("expected the id of an answer, found \"" + id + "\"");
        }
        Answer last = answers.getLast();
        if (!id.equals(last.id())) {
            throw new StaleException("the last answer is another one by now");
        }
        log.append(new Retraction(id, name, clock.instant()));
        forget(last);
        queue.addFirst(last.showing());
        return true;
    }

    private boolean wasGiven(Showing showing, String id) {
        return id.startsWith(showing.name()) && given.contains(id);
    }

    private Showing waiting(String id) throws StaleException {
        return queue.stream().filter(showing -> id.equals(id(showing))).findFirst()
                .orElseThrow(() -> new StaleException("expected the id of a pair that waits for an answer, found \"" + id + "\""));
    }

    /** How far this person is. */
    public synchronized Progress progress() {
        Optional<String> last = answers.isEmpty() ? Optional.empty() : Optional.ofNullable(answers.getLast().id());
        return new Progress(answers.size(), queue.size(), ties, skipped.size(), consistent, agreement.of(name), last);
    }

    /** Takes over what a file says: an answer to that pair, which may stand or not. */
    synchronized void restore(Pair pair, Preference preference, int winner, boolean stands) {
        List<Showing> waiting = pair.showings().stream().filter(queue::contains).toList();
        Showing showing = waiting.stream().filter(shown -> isOf(shown, preference)).findFirst()
                .orElse(waiting.isEmpty() ? pair.showings().getFirst() : waiting.getFirst());
        if (stands) {
            remember(new Answer(preference.id().orElse(null), showing, winner));
        }
    }

    private static boolean isOf(Showing showing, Preference preference) {
        return preference.id().filter(id -> id.startsWith(showing.name())).isPresent();
    }

    private void remember(Answer answer) {
        Pair pair = answer.showing().pair();
        queue.remove(answer.showing());
        skipped.remove(answer.showing());
        answers.add(answer);
        if (answer.id() != null) {
            standing.add(answer.id());
        }
        ties += answer.winner() == Showing.TIE ? 1 : 0;
        List<Answer> same = byPair.computeIfAbsent(pair, _ -> new ArrayList<>());
        if (same.isEmpty()) {
            agreement.add(name, pair, answer.winner());
        } else {
            consistent = consistent.plus(new Share(same.getFirst().winner() == answer.winner() ? 1 : 0, 1));
        }
        same.add(answer);
    }

    /** Undoes {@link #remember} of the last answer. */
    private void forget(Answer last) {
        Pair pair = last.showing().pair();
        answers.removeLast();
        standing.remove(last.id());
        ties -= last.winner() == Showing.TIE ? 1 : 0;
        List<Answer> same = byPair.get(pair);
        same.removeLast();
        if (same.isEmpty()) {
            agreement.remove(name, pair);
        } else {
            consistent = consistent.plus(new Share(same.getFirst().winner() == last.winner() ? -1 : 0, -1));
        }
    }
}
