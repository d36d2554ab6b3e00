package org.prosodia.tensor.testing;

import org.prosodia.tensor.Rng;

/** Sets of numbers on which an op is defined and differentiable, with room for a step of a central difference. */
public enum Domain {
    /** From [−1, 1). */
    NORMAL {
        @Override
        double[] draw(Rng rng, int n) {
            return rng.doubles(n).map(u -> 2 * u - 1).toArray();
        }
    },
    /** From [0.3, 3.3). */
    POSITIVE {
        @Override
        double[] draw(Rng rng, int n) {
            return rng.doubles(n).map(u -> 0.3 + 3 * u).toArray();
        }
    },
    /** Either sign, from 0.2 to 0.7 away from 0. */
    NONZERO {
        @Override
        double[] draw(Rng rng, int n) {
            return rng.doubles(n).map(u -> u < 0.5 ? 0.2 + u : -0.2 - (u - 0.5)).toArray();
        }
    },
    /** No two elements closer than 0.02, none closer than 0.01 to a multiple of 0.1: 0.05, 0.15, −0.05, … each moved by less than 0.04. */
    DISTINCT {
        @Override
        double[] draw(Rng rng, int n) {
            double[] pool = new double[n];
            for (int i = 0; i < n; i++) {
                pool[i] = 0.1 * (i - n / 2) + 0.05 + 0.08 * (rng.nextDouble() - 0.5);
            }
            for (int i = n - 1; i > 0; i--) {
                int j = rng.nextInt(i + 1);
                double swapped = pool[i];
                pool[i] = pool[j];
                pool[j] = swapped;
            }
            return pool;
        }
    };

    abstract double[] draw(Rng rng, int n);
}
