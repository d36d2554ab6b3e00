package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** The convolution of Wav2Vec2's positions. */
class WeightNormConv1dPropertyTest {
    private static final String G = "parametrizations.weight.original0";
    private static final String V = "parametrizations.weight.original1";

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /**
     * @param groupIn channels that one group takes
     * @param groupOut channels that it gives
     * @param beyond frames after the first window, padding included
     */
    record Shape(int batch, int beyond, int groups, int groupIn, int groupOut, int kernel, int padding, long seed) {
        int in() {
            return groups * groupIn;
        }

        int out() {
            return groups * groupOut;
        }

        /** At least one frame, and enough for one window. */
        int time() {
            return Math.max(1, kernel + beyond - 2 * padding);
        }

        int frames() {
            return time() + 2 * padding - kernel + 1;
        }
    }

    @AfterProperty
    void close() {
        runtime.close();
    }

    private LayerUnderTest<WeightNormConv1d> layer(Shape s) {
        return new LayerUnderTest<>(dtype -> new WeightNormConv1d(runtime, dtype, s.in(), s.out(), s.kernel, s.padding, s.groups),
                WeightNormConv1d::forward, s.seed);
    }

    private Tensor input(Shape s) {
        return runtime.tensor(LayerUnderTest.numbers(new Rng(s.seed), s.batch * s.time() * s.in()), s.batch, s.time(), s.in());
    }

    @Property(seed = "1")
    void isAPaddedSumOverTapsAndTheChannelsOfAGroup(@ForAll("shapes") Shape s) {
        LayerUnderTest<WeightNormConv1d> conv = layer(s);
        double[] w = normalized(conv.parameter(G), conv.parameter(V), s.kernel);
        double[] x = input(s).toDoubles();
        double[] expected = new double[s.batch * s.frames() * s.out()];
        for (int i = 0; i < expected.length; i++) {
            int o = i % s.out();
            int t = i / s.out() % s.frames();
            int b = i / s.out() / s.frames();
            int first = o / s.groupOut * s.groupIn;
            expected[i] = conv.parameter("bias")[o];
            for (int k = 0; k < s.kernel; k++) {
                int from = t + k - s.padding;
                for (int c = 0; from >= 0 && from < s.time() && c < s.groupIn; c++) {
                    expected[i] += w[(o * s.groupIn + c) * s.kernel + k] * x[(b * s.time() + from) * s.in() + first + c];
                }
            }
        }
        Tensor y = conv.forward(input(s));
        assertArrayEquals(new int[] {s.batch, s.frames(), s.out()}, y.shape());
        assertArrayEquals(expected, y.toDoubles(), 1e-13);
    }

    /** w[o, c, κ] = g[κ] v[o, c, κ] / ‖v[·, ·, κ]‖. */
    private static double[] normalized(double[] g, double[] v, int kernel) {
        double[] w = v.clone();
        for (int tap = 0; tap < kernel; tap++) {
            double norm = norm(v, tap, kernel);
            for (int i = tap; i < w.length; i += kernel) {
                w[i] *= g[tap] / norm;
            }
        }
        return w;
    }

    private static double norm(double[] w, int tap, int kernel) {
        double squares = 0;
        for (int i = tap; i < w.length; i += kernel) {
            squares += w[i] * w[i];
        }
        return Math.sqrt(squares);
    }

    @Property(seed = "2")
    void hasTheGradientsOfItsFormula(@ForAll("shapes") Shape s) {
        layer(s).requireGradients(input(s));
    }

    @Property(seed = "3")
    void agreesInSinglePrecision(@ForAll("shapes") Shape s) {
        layer(s).requireSinglePrecision(input(s));
    }

    @Property(seed = "4")
    void clipsOfABatchAreAlone(@ForAll("shapes") Shape s) {
        layer(s).requireBatchOfSingles(input(s));
    }

    @Property(seed = "5")
    void theGainIsTheNormOfEachTap(@ForAll("shapes") Shape s) {
        LayerUnderTest<WeightNormConv1d> conv = layer(s);
        double[] w = conv.layer().weight().toDoubles();
        for (int tap = 0; tap < s.kernel; tap++) {
            assertEquals(Math.abs(conv.parameter(G)[tap]), norm(w, tap, s.kernel), 1e-14);
        }
    }

    @Property(seed = "6")
    void theLengthOfADirectionDoesNotMatterAndThatOfTheGainDoes(@ForAll("shapes") Shape s,
            @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
        WeightNormConv1d conv = layer(s).layer();
        double[] w = conv.weight().toDoubles();
        conv.v().scaleInPlace(factor);
        assertArrayEquals(w, conv.weight().toDoubles(), 1e-14);
        conv.namedParameters().get(G).scaleInPlace(factor);
        for (int i = 0; i < w.length; i++) {
            w[i] *= factor;
        }
        assertArrayEquals(w, conv.weight().toDoubles(), 1e-14 * factor);
    }

    /** As its length does not matter, no gradient pulls along v: Σ v dv = 0 for each tap. */
    @Property(seed = "7")
    void theGradientOfADirectionIsAtRightAnglesToIt(@ForAll("shapes") Shape s) {
        LayerUnderTest<WeightNormConv1d> conv = layer(s);
        conv.forward(input(s)).pow(2).sum().backward();
        double[] v = conv.parameter(V);
        double[] dv = conv.layer().v().grad().toDoubles();
        for (int tap = 0; tap < s.kernel; tap++) {
            double along = 0;
            for (int i = tap; i < v.length; i += s.kernel) {
                along += v[i] * dv[i];
            }
            assertEquals(0, along, 1e-11);
        }
    }

    @Property(seed = "8")
    void withTheGainOfItsNormsTheWeightIsTheDirection(@ForAll("shapes") Shape s) {
        WeightNormConv1d conv = layer(s).layer();
        conv.normalizeGain();
        assertArrayEquals(conv.v().toDoubles(), conv.weight().toDoubles(), 1e-15);
    }

    @Property(seed = "9")
    void inferenceGivesTheSameBitsAndFollowsBothParameters(@ForAll("shapes") Shape s) {
        LayerUnderTest<WeightNormConv1d> conv = layer(s);
        for (String changed : new String[] {G, V}) {
            conv.layer().namedParameters().get(changed).scaleInPlace(-3);
            double[] recorded = conv.forward(input(s)).toDoubles();
            try (var _ = runtime.noGrad()) {
                assertArrayEquals(recorded, conv.forward(input(s)).toDoubles());
            }
        }
    }

    @Provide
    Arbitrary<Shape> shapes() {
        Arbitrary<Integer> few = Arbitraries.integers().between(1, 3);
        return Combinators.combine(few, Arbitraries.integers().between(0, 6), few, few, few, Arbitraries.integers().between(1, 6),
                Arbitraries.integers().between(0, 4), Arbitraries.longs().between(1, 1_000)).as(Shape::new);
    }
}
