package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class LinearPropertyTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** @param leading the axes before the last */
    record Shape(List<Integer> leading, int in, int out, long seed) {
        int rows() {
            return leading.stream().reduce(1, (a, b) -> a * b);
        }

        int[] withChannels(int channels) {
            int[] shape = leading.stream().mapToInt(n -> n).toArray();
            shape = Arrays.copyOf(shape, shape.length + 1);
            shape[shape.length - 1] = channels;
            return shape;
        }
    }

    @AfterProperty
    void close() {
        runtime.close();
    }

    private LayerUnderTest<Linear> layer(Shape shape) {
        return new LayerUnderTest<>(dtype -> new Linear(runtime, dtype, shape.in, shape.out), Linear::forward, shape.seed);
    }

    private Tensor input(Shape shape) {
        return runtime.tensor(LayerUnderTest.numbers(new Rng(shape.seed), shape.rows() * shape.in), shape.withChannels(shape.in));
    }

    @Property(seed = "1")
    void isAWeighedSumOfTheLastAxis(@ForAll("shapes") Shape shape) {
        LayerUnderTest<Linear> linear = layer(shape);
        double[] x = input(shape).toDoubles();
        double[] w = linear.parameter("weight");
        double[] expected = new double[shape.rows() * shape.out];
        for (int i = 0; i < expected.length; i++) {
            int row = i / shape.out;
            int o = i % shape.out;
            expected[i] = linear.parameter("bias")[o];
            for (int c = 0; c < shape.in; c++) {
                expected[i] += x[row * shape.in + c] * w[o * shape.in + c];
            }
        }
        Tensor y = linear.forward(input(shape));
        assertArrayEquals(shape.withChannels(shape.out), y.shape());
        assertArrayEquals(expected, y.toDoubles(), 1e-13);
    }

    @Property(seed = "2")
    void hasTheGradientsOfItsFormula(@ForAll("shapes") Shape shape) {
        layer(shape).requireGradients(input(shape));
    }

    @Property(seed = "3")
    void agreesInSinglePrecision(@ForAll("shapes") Shape shape) {
        layer(shape).requireSinglePrecision(input(shape));
    }

    @Property(seed = "4")
    void rowsOfABatchAreAlone(@ForAll("shapes") Shape shape) {
        layer(shape).requireBatchOfSingles(input(shape));
    }

    /** f(a x + (1 − a) y) = a f(x) + (1 − a) f(y). */
    @Property(seed = "5")
    void isAffine(@ForAll("shapes") Shape shape) {
        LayerUnderTest<Linear> linear = layer(shape);
        Tensor x = input(shape);
        Tensor y = input(new Shape(shape.leading, shape.in, shape.out, shape.seed + 1));
        double a = 1.75;
        assertArrayEquals(linear.forward(x).mul(a).add(linear.forward(y).mul(1 - a)).toDoubles(),
                linear.forward(x.mul(a).add(y.mul(1 - a))).toDoubles(), 1e-12);
    }

    @Provide
    Arbitrary<Shape> shapes() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 9);
        return Combinators.combine(Arbitraries.integers().between(1, 4).list().ofMinSize(1).ofMaxSize(3), sizes, sizes,
                Arbitraries.longs().between(1, 1_000)).as(Shape::new);
    }
}
