package org.prosodia.pipeline.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.dirichlet.DirichletSampler;
import org.prosodia.tensor.Rng;

/** An emotion mixture over time: moods that last a while, with linear transitions from one to the next. */
final class Trajectory {
    private static final double SHORTEST_MOOD = 0.8;
    private static final double LONGEST_MOOD = 2.4;
    private static final double TRANSITION = 0.4;
    /** Below 1, so that one or two emotions make up most of a mood. */
    private static final double CONCENTRATION = 0.25;

    private final double[] ends;
    private final List<double[]> moods;

    private Trajectory(double[] ends, List<double[]> moods) {
        this.ends = ends;
        this.moods = moods;
    }

    /** The same mixture throughout. */
    static Trajectory constant(double[] mixture) {
        return new Trajectory(new double[] {Double.POSITIVE_INFINITY}, List.of(mixture.clone()));
    }

    /** Moods drawn until {@code seconds} are full. */
    static Trajectory draw(double seconds, int emotions, Rng random) {
        double[] alpha = new double[emotions];
        Arrays.fill(alpha, CONCENTRATION);
        Dirichlet mood = Dirichlet.of(alpha);
        List<double[]> moods = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        double time = 0;
        while (time < seconds) {
            time += SHORTEST_MOOD + (LONGEST_MOOD - SHORTEST_MOOD) * random.nextDouble();
            ends.add(time);
            moods.add(DirichletSampler.sample(mood, random));
        }
        return new Trajectory(ends.stream().mapToDouble(Double::doubleValue).toArray(), moods);
    }

    /** The mixture [K] at this time; a transition is centred on the end of a mood. */
    double[] at(double seconds) {
        int i = 0;
        while (i < ends.length - 1 && seconds > ends[i] + TRANSITION / 2) {
            i++;
        }
        double towardsNext = i == ends.length - 1 ? 0 : Math.clamp((seconds - ends[i]) / TRANSITION + 0.5, 0, 1);
        double[] from = moods.get(i);
        double[] to = moods.get(Math.min(i + 1, moods.size() - 1));
        double[] mixture = new double[from.length];
        for (int k = 0; k < mixture.length; k++) {
            mixture[k] = (1 - towardsNext) * from[k] + towardsNext * to[k];
        }
        return mixture;
    }
}
