package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class Conv1dPropertyTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** @param beyond samples after the first window */
    record Shape(int batch, int beyond, int in, int out, int kernel, int stride, boolean bias, long seed) {
        int time() {
            return kernel + beyond;
        }

        int frames() {
            return beyond / stride + 1;
        }
    }

    @AfterProperty
    void close() {
        runtime.close();
    }

    private LayerUnderTest<Conv1d> layer(Shape s) {
        return new LayerUnderTest<>(dtype -> new Conv1d(runtime, dtype, s.in, s.out, s.kernel, s.stride, s.bias), Conv1d::forward, s.seed);
    }

    private Tensor input(Shape s) {
        return runtime.tensor(LayerUnderTest.numbers(new Rng(s.seed), s.batch * s.time() * s.in), s.batch, s.time(), s.in);
    }

    @Property(seed = "1")
    void isASumOverTapsAndChannels(@ForAll("shapes") Shape s) {
        LayerUnderTest<Conv1d> conv = layer(s);
        double[] w = conv.parameter("weight");
        double[] x = input(s).toDoubles();
        double[] expected = new double[s.batch * s.frames() * s.out];
        for (int i = 0; i < expected.length; i++) {
            int o = i % s.out;
            int t = i / s.out % s.frames();
            int b = i / s.out / s.frames();
            expected[i] = s.bias ? conv.parameter("bias")[o] : 0;
            for (int c = 0; c < s.in; c++) {
                for (int k = 0; k < s.kernel; k++) {
                    expected[i] += w[(o * s.in + c) * s.kernel + k] * x[(b * s.time() + t * s.stride + k) * s.in + c];
                }
            }
        }
        Tensor y = conv.forward(input(s));
        assertArrayEquals(new int[] {s.batch, s.frames(), s.out}, y.shape());
        assertArrayEquals(expected, y.toDoubles(), 1e-13);
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

    /** Without the first {@code stride} samples there is no first frame, and the others are the same. */
    @Property(seed = "5")
    void movesWithItsInput(@ForAll("shapes") Shape s) {
        Assume.that(s.frames() > 1);
        LayerUnderTest<Conv1d> conv = layer(s);
        Tensor later = conv.forward(input(s).slice(1, s.stride, s.time() - s.stride));
        assertArrayEquals(conv.forward(input(s)).slice(1, 1, s.frames() - 1).toDoubles(), later.toDoubles(), 1e-13);
    }

    /** What inference keeps of the weights is what training computes from them. */
    @Property(seed = "6")
    void inferenceGivesTheSameBits(@ForAll("shapes") Shape s) {
        LayerUnderTest<Conv1d> conv = layer(s);
        double[] recorded = conv.forward(input(s)).toDoubles();
        try (var _ = runtime.noGrad()) {
            assertArrayEquals(recorded, conv.forward(input(s)).toDoubles());
            assertArrayEquals(recorded, conv.forward(input(s)).toDoubles());
        }
        if (!s.bias) {
            assertNull(conv.layer().bias());
        }
    }

    @Provide
    Arbitrary<Shape> shapes() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 5);
        return Combinators.combine(Arbitraries.integers().between(1, 3), Arbitraries.integers().between(0, 9), sizes, sizes, sizes,
                Arbitraries.integers().between(1, 4), Arbitraries.of(true, false), Arbitraries.longs().between(1, 1_000)).as(Shape::new);
    }
}
