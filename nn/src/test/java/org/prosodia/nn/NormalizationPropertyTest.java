package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Layer and group normalisation, which differ only in what shares a mean and a variance. */
class NormalizationPropertyTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** @param width channels of a group; for a layer norm over frames, groups are ignored and all channels share */
    record Shape(boolean layerNorm, int batch, int time, int groups, int width, double eps, long seed) {
        int channels() {
            return groups * width;
        }

        /** Which elements share statistics: those for which this is equal. */
        int cell(int i) {
            int frame = i / channels();
            return layerNorm ? frame : frame / time * groups + i % channels() / width;
        }

        int cells() {
            return layerNorm ? batch * time : batch * groups;
        }

        Shape withEps(double other) {
            return new Shape(layerNorm, batch, time, groups, width, other, seed);
        }
    }

    @AfterProperty
    void close() {
        runtime.close();
    }

    private LayerUnderTest<Module> layer(Shape s) {
        return new LayerUnderTest<>(
                dtype -> s.layerNorm
                        ? new LayerNorm(runtime, dtype, s.channels(), s.eps)
                        : new GroupNorm(runtime, dtype, s.groups, s.channels(), s.eps),
                NormalizationPropertyTest::forward, s.seed);
    }

    private static Tensor forward(Module norm, Tensor x) {
        return switch (norm) {
            case LayerNorm layer -> layer.forward(x);
            case GroupNorm group -> group.forward(x);
            default -> throw new IllegalArgumentException(norm.toString());
        };
    }

    private Tensor input(Shape s) {
        return runtime.tensor(LayerUnderTest.numbers(new Rng(s.seed), s.batch * s.time * s.channels()), s.batch, s.time, s.channels());
    }

    /** y = γ (x − mean)/√(var + eps) + β with the biased variance. */
    @Property(seed = "1")
    void bringsWhatSharesStatisticsToOneMeanAndVariance(@ForAll("shapes") Shape s) {
        LayerUnderTest<Module> norm = layer(s);
        double[] x = input(s).toDoubles();
        double[] mean = new double[s.cells()];
        double[] variance = new double[s.cells()];
        double size = (double) x.length / s.cells();
        for (int i = 0; i < x.length; i++) {
            mean[s.cell(i)] += x[i] / size;
        }
        for (int i = 0; i < x.length; i++) {
            variance[s.cell(i)] += (x[i] - mean[s.cell(i)]) * (x[i] - mean[s.cell(i)]) / size;
        }
        double[] expected = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int c = i % s.channels();
            expected[i] = (x[i] - mean[s.cell(i)]) / Math.sqrt(variance[s.cell(i)] + s.eps) * norm.parameter("weight")[c]
                    + norm.parameter("bias")[c];
        }
        assertArrayEquals(new int[] {s.batch, s.time, s.channels()}, norm.forward(input(s)).shape());
        assertArrayEquals(expected, norm.forward(input(s)).toDoubles(), 1e-13);
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

    /** Each cell by a constant of its own, and all by a positive factor, eps by its square. */
    @Property(seed = "5")
    void levelAndScaleDoNotMatter(@ForAll("shapes") Shape s, @ForAll @DoubleRange(min = -9, max = 9) double level,
            @ForAll @DoubleRange(min = 0.1, max = 10) double factor) {
        double[] x = input(s).toDoubles();
        double[] moved = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            moved[i] = factor * (x[i] + level * (s.cell(i) + 1));
        }
        LayerUnderTest<Module> other = layer(s.withEps(factor * factor * s.eps));
        assertArrayEquals(layer(s).forward(input(s)).toDoubles(),
                other.forward(runtime.tensor(moved, s.batch, s.time, s.channels())).toDoubles(), 1e-10);
    }

    /** As the level does not matter, the gradients of what shares it add up to 0. */
    @Property(seed = "6")
    void noGradientPullsAtTheLevel(@ForAll("shapes") Shape s) {
        LayerUnderTest<Module> norm = layer(s);
        Tensor x = input(s).requireGrad();
        norm.forward(x).pow(2).sum().backward();
        double[] sums = new double[s.cells()];
        double[] dx = x.grad().toDoubles();
        for (int i = 0; i < dx.length; i++) {
            sums[s.cell(i)] += dx[i];
        }
        assertArrayEquals(new double[s.cells()], sums, 1e-10);
    }

    @Property(seed = "7")
    void framesMayComeInAnyOrder(@ForAll("shapes") Shape s) {
        LayerUnderTest<Module> norm = layer(s);
        int[] backwards = new int[s.time];
        Arrays.setAll(backwards, t -> s.time - 1 - t);
        Tensor x = input(s).slice(0, 0, 1).reshape(s.time, s.channels());
        Tensor reversed = x.indexSelect(backwards).reshape(1, s.time, s.channels());
        assertArrayEquals(
                norm.forward(x.reshape(1, s.time, s.channels())).reshape(s.time, s.channels()).indexSelect(backwards).toDoubles(),
                norm.forward(reversed).toDoubles(), 1e-13);
    }

    @Property(seed = "8")
    void startsAsThePlainNormalisation(@ForAll("shapes") Shape s) {
        Module fresh = s.layerNorm
                ? new LayerNorm(runtime, DType.F64, s.channels(), s.eps)
                : new GroupNorm(runtime, DType.F64, s.groups, s.channels(), s.eps);
        Tensor ones = runtime.full(DType.F64, 1, s.channels());
        assertArrayEquals(ones.toDoubles(), fresh.namedParameters().get("weight").toDoubles());
        assertArrayEquals(new double[s.channels()], fresh.namedParameters().get("bias").toDoubles());
    }

    @Provide
    Arbitrary<Shape> shapes() {
        Arbitrary<Integer> few = Arbitraries.integers().between(1, 4);
        return Combinators.combine(Arbitraries.of(true, false), few, few, few, few, Arbitraries.of(0.1, 1.0, 0.01),
                Arbitraries.longs().between(1, 1_000)).as(Shape::new);
    }
}
