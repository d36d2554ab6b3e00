package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.prosodia.tensor.backend.Workers;

/** The vectors of this machine: the preferred species, and no other, since C2 compiles others into calls. */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int COUNT = SPECIES.length();

    /** Elements of a short call, a multiple of any number of lanes. */
    private static final int SHORT = 1 << 12;

    private Lanes() {}

    /** {@link #COUNT}, for callers that may not link this class. */
    static int count() {
        return COUNT;
    }

    /** Runs {@code body} over [0, n), cut between whole vectors, so that every element is in the same lane whoever computes it. */
    static void range(Workers workers, int n, int grain, Workers.Range body) {
        int vectors = n / COUNT + (n % COUNT == 0 ? 0 : 1);
        workers.range(vectors, Math.max(1, grain / COUNT), (from, to) -> body.run(from * COUNT, (int) Math.min(n, (long) to * COUNT)));
    }

    /** As {@link #range}, in many short calls: C2 compiles these sooner and better than the middle of a loop that runs long. */
    static void shortRanges(Workers workers, int n, int grain, Workers.Range body) {
        range(workers, n, grain, (from, to) -> {
            for (int i = from; i < to; i += Math.min(to - i, SHORT)) {
                body.run(i, i + Math.min(to - i, SHORT));
            }
        });
    }

    /**
     * The sum of lanes in their order, once a vector has been stored in {@code scratch}. The Vector API's own reduction leaves the order
     * open, and C2 and the interpreter differ.
     */
    static double sum(float[] scratch) {
        double sum = 0;
        for (float lane : scratch) {
            sum += lane;
        }
        return sum;
    }
}
