package org.prosodia.dirichlet;

import java.util.Random;

/** Draws votes of annotators. */
final class Votes {

    private Votes() {}

    /** Counts [K] of votes for categories that have the probabilities y [K]. */
    static int[] draw(double[] y, int votes, Random random) {
        int[] counts = new int[y.length];
        for (int vote = 0; vote < votes; vote++) {
            double u = random.nextDouble();
            int k = 0;
            while (k < y.length - 1 && u >= y[k]) {
                u -= y[k++];
            }
            counts[k]++;
        }
        return counts;
    }

    /** Counts [N, K] for items whose mixtures are drawn from the distribution. */
    static int[][] draw(Dirichlet distribution, int items, int votesPerItem, long seed) {
        Random random = new Random(seed);
        int[][] counts = new int[items][];
        for (int i = 0; i < items; i++) {
            counts[i] = draw(DirichletSampler.sample(distribution, random), votesPerItem, random);
        }
        return counts;
    }
}
