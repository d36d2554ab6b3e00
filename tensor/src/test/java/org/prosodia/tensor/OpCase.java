package org.prosodia.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.prosodia.tensor.check.DifferentiableFunction;

/**
 * An op on random inputs of certain shapes.
 *
 * @param op the method of {@link Tensor}, or the function given to {@link Tensor#map}
 * @param variant what sets this case apart from the op's others; may be empty
 * @param domain where the inputs' elements come from
 */
record OpCase(String op, String variant, Domain domain, DifferentiableFunction function, int[]... shapes) {
    /** Sets on which an op is defined and differentiable, with room for a step of a central difference. */
    enum Domain {
        NORMAL,
        /** From [0.3, 3.3). */
        POSITIVE,
        /** Either sign, at least 0.2 from 0. */
        NONZERO,
        /** No two elements of any input closer than 0.01, none closer than that to a multiple of 0.1. */
        DISTINCT
    }

    static int[] shape(int... dimensions) {
        return dimensions;
    }

    /** Inputs decided by the shapes and the domain alone; their elements are exact in both dtypes. */
    Tensor[] inputs(TensorRuntime runtime, DType dtype) {
        Rng rng = new Rng(Arrays.deepHashCode(shapes)).fork(domain.ordinal());
        int total = Arrays.stream(shapes).mapToInt(Shapes::size).sum();
        double[] pool = switch (domain) {
            case NORMAL -> rng.doubles(total).map(u -> 2 * u - 1).toArray();
            case POSITIVE -> rng.doubles(total).map(u -> 0.3 + 3 * u).toArray();
            case NONZERO -> rng.doubles(total).map(u -> u < 0.5 ? 0.2 + u : -0.2 - (u - 0.5)).toArray();
            case DISTINCT -> distinct(rng, total);
        };
        Tensor[] inputs = new Tensor[shapes.length];
        int from = 0;
        for (int i = 0; i < inputs.length; i++) {
            int size = Shapes.size(shapes[i]);
            float[] rounded = new float[size];
            for (int j = 0; j < size; j++) {
                rounded[j] = (float) pool[from + j];
            }
            inputs[i] = runtime.tensor(dtype, rounded, shapes[i]);
            from += size;
        }
        return inputs;
    }

    /** 0.05, 0.15, −0.05, … in random order, each moved by less than 0.04. */
    private static double[] distinct(Rng rng, int n) {
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

    @Override
    public String toString() {
        String on = Arrays.stream(shapes).map(Arrays::toString).collect(Collectors.joining(" "));
        return (op + " " + variant).strip() + " on " + on;
    }
}
