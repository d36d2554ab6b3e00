package org.prosodia.pipeline.augment;

import java.util.OptionalDouble;
import org.prosodia.tensor.Rng;

/**
 * Something that happens now and then, by an amount that is uniform over a range.
 *
 * @param probability that it happens, 0 to 1
 * @param min least amount
 * @param max greatest amount, not less than {@code min}
 */
public record Chance(double probability, double min, double max) {
    /** It does not happen. */
    public static final Chance NEVER = new Chance(0, 0, 0);

    public Chance {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability: expected 0 to 1, found " + probability);
        }
        if (!(min <= max && Double.isFinite(max - min))) {
            throw new IllegalArgumentException("range: expected finite numbers in order, found " + min + " to " + max);
        }
    }

    /** It always happens. */
    public static Chance always(double min, double max) {
        return new Chance(1, min, max);
    }

    /** The amount, if it happens this time. Takes two numbers from the generator either way. */
    OptionalDouble draw(Rng rng) {
        double luck = rng.nextDouble();
        double place = rng.nextDouble();
        return luck < probability ? OptionalDouble.of(min + place * (max - min)) : OptionalDouble.empty();
    }

    /** Fails unless this never happens or its amounts are from {@code least} to {@code greatest}. */
    void check(String name, double least, double greatest) {
        if (probability > 0 && !(min >= least && max <= greatest)) {
            throw new IllegalArgumentException(name + ": expected a range from " + least + " to " + greatest + ", found " + min
                    + " to " + max);
        }
    }
}
