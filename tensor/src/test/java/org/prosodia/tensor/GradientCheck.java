package org.prosodia.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Compares recorded gradients with central differences, element by element: for a random cotangent c of unit norm and
 * L(x) = Σ c ∘ f(x), the gradient that backward leaves must be ∂L/∂x_i ≈ (L(x + h e_i) − L(x − h e_i)) / 2h.
 * The differences are made without recording, so that both ways through an op are used.
 */
final class GradientCheck {
    /** h relative to the element: ∛ε balances the error of truncation, O(h²), with that of rounding, O(ε/h). */
    private static final double STEP = Math.cbrt(Math.ulp(1.0));

    private GradientCheck() {}

    /** The function under test. It must give the same result each time that it is called with the same numbers. */
    @FunctionalInterface
    interface Function {
        Tensor apply(Tensor... inputs);
    }

    /**
     * One partial derivative.
     *
     * @param input which of the inputs
     * @param index the element's position in it, one number per axis
     */
    record Element(int input, List<Integer> index, double analytic, double numeric) {
        /** Relative to the derivative where that exceeds 1, absolute below; NaN where either is. */
        double error() {
            return Math.abs(analytic - numeric) / Math.max(1, Math.max(Math.abs(analytic), Math.abs(numeric)));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%5d  %-14s %22.15g %22.15g %10.2e", input, index, analytic, numeric, error());
        }
    }

    /** All partial derivatives, the worst first. */
    record Report(List<Element> elements) {
        private static final int SHOWN = 10;
        private static final String HEADER =
                String.format(Locale.ROOT, "input  %-14s %22s %22s %10s", "element", "analytic", "numeric", "error");

        double worst() {
            return elements.isEmpty() ? 0 : elements.getFirst().error();
        }

        boolean within(double tolerance) {
            return worst() <= tolerance;
        }

        @Override
        public String toString() {
            String worst = elements.stream().limit(SHOWN).map(Element::toString).collect(Collectors.joining("\n"));
            return elements.size() + " partial derivatives, the worst:\n" + HEADER + "\n" + worst;
        }
    }

    /** @param inputs F64, not changed; f is differentiated with respect to each */
    static Report run(Function f, Rng rng, Tensor... inputs) {
        Tensor[] leaves = Arrays.stream(inputs).map(x -> x.copy().requireGrad()).toArray(Tensor[]::new);
        Tensor y = f.apply(leaves);
        double[] cotangent = unit(rng, y.size());
        y.backward(y.runtime().tensor(cotangent, y.shape()), false);
        List<Element> elements = new ArrayList<>();
        try (GradScope _ = y.runtime().noGrad()) {
            for (int input = 0; input < inputs.length; input++) {
                Tensor grad = leaves[input].grad();
                double[] analytic = grad == null ? new double[inputs[input].size()] : grad.toDoubles();
                for (int i = 0; i < analytic.length; i++) {
                    double numeric = difference(f, inputs, input, i, cotangent);
                    elements.add(new Element(input, position(i, inputs[input].shape()), analytic[i], numeric));
                }
            }
        }
        // Double.compare puts NaN above everything: a derivative that is no number is the worst.
        elements.sort(Comparator.comparingDouble(Element::error).reversed());
        return new Report(elements);
    }

    /** Σ c ∘ (f(x + h e_i) − f(x − h e_i)) / 2h, with the h that is left after rounding. */
    private static double difference(Function f, Tensor[] inputs, int input, int i, double[] cotangent) {
        double x = inputs[input].toDoubles()[i];
        double h = STEP * Math.max(1, Math.abs(x));
        double above = x + h;
        double below = x - h;
        double[] high = f.apply(with(inputs, input, i, above)).toDoubles();
        double[] low = f.apply(with(inputs, input, i, below)).toDoubles();
        double sum = 0;
        for (int j = 0; j < cotangent.length; j++) {
            sum += cotangent[j] * (high[j] - low[j]);
        }
        return sum / (above - below);
    }

    private static Tensor[] with(Tensor[] inputs, int input, int i, double value) {
        Tensor[] changed = inputs.clone();
        double[] elements = inputs[input].toDoubles();
        elements[i] = value;
        changed[input] = inputs[input].runtime().tensor(elements, inputs[input].shape());
        return changed;
    }

    private static double[] unit(Rng rng, int n) {
        double[] c = rng.doubles(n).map(u -> 2 * u - 1).toArray();
        double norm = Math.sqrt(Arrays.stream(c).map(v -> v * v).sum());
        return Arrays.stream(c).map(v -> v / norm).toArray();
    }

    private static List<Integer> position(int i, int[] shape) {
        Integer[] index = new Integer[shape.length];
        int rest = i;
        for (int d = shape.length - 1; d >= 0; d--) {
            index[d] = rest % shape[d];
            rest /= shape[d];
        }
        return List.of(index);
    }
}
