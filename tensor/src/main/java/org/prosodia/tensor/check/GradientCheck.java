package org.prosodia.tensor.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;

/**
 * Compares what backward computes with central differences, element by element: for a random cotangent c of unit norm and
 * L(x) = Σ c ∘ f(x), the gradient must be ∂L/∂x_i ≈ (L(x + h e_i) − L(x − h e_i)) / 2h. A random c lets no two errors cancel, as those
 * in a row of a softmax would with c = 1. Also sees results that change from one call to the next, inputs that do, and gradients that
 * are not the same bits when backward runs again.
 *
 * <pre>{@code
 * try (TensorRuntime runtime = TensorRuntime.create()) {
 *     Tensor x = runtime.uniform(DType.F64, -1, 1, new Rng(1), 2, 3);
 *     System.out.println(GradientCheck.STANDARD.run(in -> MyOp.apply(in[0]), x));
 * }
 * }</pre>
 *
 * @param tolerance the largest {@link PartialDerivative#error()} that passes
 * @param step h for elements up to 1, relative to larger ones; ∛ε balances the error of truncation, O(h²), with that of rounding, O(ε/h)
 * @param seed decides the cotangent and the elements that are looked at
 * @param samples the most elements that are looked at in one input, chosen at random
 */
public record GradientCheck(double tolerance, double step, long seed, int samples) {
    /** All elements, h = ∛ε = 6e-6, errors up to 1e-7: smooth functions with numbers around 1 leave about 1e-10. */
    public static final GradientCheck STANDARD = new GradientCheck(1e-7, Math.cbrt(Math.ulp(1.0)), 1, Integer.MAX_VALUE);

    /** @throws IllegalArgumentException for a number that is not positive */
    public GradientCheck {
        if (!(tolerance > 0) || !(step > 0) || samples < 1) {
            throw new IllegalArgumentException("gradient check: expected a tolerance, a step and a number of samples above 0, found "
                    + tolerance + ", " + step + " and " + samples);
        }
    }

    public GradientCheck withTolerance(double other) {
        return new GradientCheck(other, step, seed, samples);
    }

    public GradientCheck withSeed(long other) {
        return new GradientCheck(tolerance, step, other, samples);
    }

    public GradientCheck withSamples(int other) {
        return new GradientCheck(tolerance, step, seed, other);
    }

    /**
     * Differentiates a function with respect to each of its inputs.
     *
     * @param inputs F64, copied; named x[0], x[1], … in the report
     * @throws IllegalArgumentException for inputs of another dtype
     */
    public GradientReport run(DifferentiableFunction f, Tensor... inputs) {
        Tensor[] leaves = Arrays.stream(inputs).map(x -> x.copy().requireGrad()).toArray(Tensor[]::new);
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < leaves.length; i++) {
            named.put("x[" + i + "]", leaves[i]);
        }
        return run(() -> f.apply(leaves), named);
    }

    /**
     * Differentiates what a computation gives with respect to leaves that it uses, such as the parameters of a layer. They are changed in
     * place and hold what they held when this returns, without gradients.
     *
     * @param leaves F64 and requiring gradients, by their names in the report
     * @throws IllegalArgumentException for leaves of another dtype, or that do not require gradients
     */
    public GradientReport run(Supplier<Tensor> f, Map<String, Tensor> leaves) {
        leaves.forEach(GradientCheck::requireDifferentiable);
        Map<String, double[]> before = elements(leaves);
        List<String> problems = new ArrayList<>();
        Rng rng = new Rng(seed);

        Tensor y = f.get();
        double[] result = y.toDoubles();
        double[] cotangent = unit(rng, result.length);
        Map<String, double[]> analytic = backward(y, cotangent, true, leaves);
        compare("backward gives other bits when it runs again: gradient of ", analytic, backward(y, cotangent, false, leaves), problems);

        List<PartialDerivative> derivatives = new ArrayList<>();
        try (GradScope _ = y.runtime().noGrad()) {
            Map<String, double[]> once = Map.of("f", result);
            compare("the same inputs give another result when nothing is recorded, or when called again: ",
                    once, Map.of("f", f.get().toDoubles()), problems);
            compare("f, or its backward, changes an input: ", before, elements(leaves), problems);
            leaves.forEach((name, leaf) -> {
                for (int i : chosen(rng, leaf.size())) {
                    derivatives.add(derivative(f, name, leaf, i, cotangent, result, analytic.get(name)[i]));
                }
            });
        }
        return new GradientReport(tolerance, derivatives, problems);
    }

    private static void requireDifferentiable(String name, Tensor leaf) {
        if (leaf.dtype() != DType.F64 || !leaf.requiresGrad()) {
            throw new IllegalArgumentException("gradient check: expected F64 tensors that require gradients, found " + name + ": " + leaf
                    + (leaf.requiresGrad() ? "" : " that does not"));
        }
    }

    /** The gradients of Σ c ∘ y; zeros for what y does not depend on. Leaves none behind. */
    private static Map<String, double[]> backward(Tensor y, double[] cotangent, boolean retainGraph, Map<String, Tensor> leaves) {
        leaves.values().forEach(Tensor::zeroGrad);
        if (y.requiresGrad()) {
            y.backward(y.runtime().tensor(y.dtype(), cotangent, y.shape()), retainGraph);
        }
        Map<String, double[]> gradients = new LinkedHashMap<>();
        leaves.forEach((name, leaf) -> gradients.put(name, leaf.grad() == null ? new double[leaf.size()] : leaf.grad().toDoubles()));
        leaves.values().forEach(Tensor::zeroGrad);
        return gradients;
    }

    /** With the h that is left after rounding; the element is as before when this returns. */
    private PartialDerivative derivative(
            Supplier<Tensor> f, String name, Tensor leaf, int i, double[] cotangent, double[] result, double analytic) {
        double[] x = leaf.toDoubles();
        double at = x[i];
        double h = step * Math.max(1, Math.abs(at));
        double above = at + h;
        double below = at - h;
        try {
            x[i] = above;
            leaf.assign(x);
            double[] high = f.get().toDoubles();
            x[i] = below;
            leaf.assign(x);
            double[] low = f.get().toDoubles();
            return new PartialDerivative(name, Shapes.index(i, leaf.shape()), analytic, change(cotangent, low, result) / (at - below),
                    change(cotangent, low, high) / (above - below), change(cotangent, result, high) / (above - at));
        } finally {
            x[i] = at;
            leaf.assign(x);
        }
    }

    /** Σ c ∘ (to − from): differences first, so that large parts of f that stay the same do not round. */
    private static double change(double[] cotangent, double[] from, double[] to) {
        double sum = 0;
        for (int j = 0; j < cotangent.length; j++) {
            sum += cotangent[j] * (to[j] - from[j]);
        }
        return sum;
    }

    private static void compare(String problem, Map<String, double[]> first, Map<String, double[]> second, List<String> problems) {
        first.forEach((name, values) -> {
            int i = Arrays.mismatch(values, second.get(name));
            if (i >= 0) {
                problems.add(problem + name + ", element " + i + " was " + values[i] + ", then " + second.get(name)[i]);
            }
        });
    }

    private static Map<String, double[]> elements(Map<String, Tensor> leaves) {
        Map<String, double[]> elements = new LinkedHashMap<>();
        leaves.forEach((name, leaf) -> elements.put(name, leaf.toDoubles()));
        return elements;
    }

    private int[] chosen(Rng rng, int size) {
        return size <= samples
                ? IntStream.range(0, size).toArray()
                : rng.ints(0, size).distinct().limit(samples).sorted().toArray();
    }

    private static double[] unit(Rng rng, int n) {
        double[] c = rng.doubles(n).map(u -> 2 * u - 1).toArray();
        double norm = Math.sqrt(Arrays.stream(c).map(v -> v * v).sum());
        return Arrays.stream(c).map(v -> v / norm).toArray();
    }
}
