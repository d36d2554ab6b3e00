package org.prosodia.studio.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.prosodia.tensor.Rng;

/**
 * The order in which a person sees the pairs, the sides they are on, and which of them come again the other way round.
 *
 * @param seed decides all of it, for each annotator apart
 * @param repeat share of the pairs that come again, 0 to 1
 * @param active whether the pairs that disagree most come first
 */
public record Schedule(long seed, double repeat, boolean active) {
    /** A pair comes again after so many others at least, where there are so many: sooner, people remember what they said. */
    static final int FEWEST_BETWEEN = 8;
    private static final int MOST_BETWEEN = 24;

    /** Checks the share. */
    public Schedule {
        if (!(repeat >= 0 && repeat <= 1)) {
            throw new IllegalArgumentException("--repeat: expected a share from 0 to 1, found " + repeat);
        }
    }

    /** All showings for one annotator, first to last. */
    List<Showing> of(List<Pair> pairs, String annotator) {
        Rng random = new Rng(seed).fork(annotator.hashCode());
        List<Pair> order = new ArrayList<>(pairs);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Pair swapped = order.set(i, order.get(j));
            order.set(j, swapped);
        }
        if (active) {
            order.sort(Comparator.comparingDouble(Pair::disagreement).reversed());
        }
        List<Due> due = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            Pair pair = order.get(i);
            boolean swapped = random.nextBoolean();
            Showing showing = new Showing(pair, swapped ? pair.second() : pair.first(), swapped ? pair.first() : pair.second(), false);
            due.add(new Due(showing, i));
            boolean again = random.nextDouble() < repeat;
            double later = i + 0.5 + random.nextInt(FEWEST_BETWEEN, MOST_BETWEEN);
            if (again) {
                due.add(new Due(showing.mirrored(), later));
            }
        }
        due.sort(Comparator.comparingDouble(Due::position));
        return due.stream().map(Due::showing).toList();
    }

    private record Due(Showing showing, double position) {}
}
