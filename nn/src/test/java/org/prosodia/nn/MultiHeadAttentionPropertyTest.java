package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class MultiHeadAttentionPropertyTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /**
     * @param lengths valid frames of each clip
     * @param padding frames beyond the longest
     * @param width channels of a head
     */
    record Shape(List<Integer> lengths, int padding, int heads, int width, long seed) {
        int batch() {
            return lengths.size();
        }

        int time() {
            return padding + lengths.stream().mapToInt(n -> n).max().orElseThrow();
        }

        int channels() {
            return heads * width;
        }

        Mask valid() {
            return Mask.ofLengths(lengths.stream().mapToInt(n -> n).toArray(), time());
        }
    }

    @AfterProperty
    void close() {
        runtime.close();
    }

    private LayerUnderTest<MultiHeadAttention> layer(Shape s, Mask valid) {
        return new LayerUnderTest<>(dtype -> new MultiHeadAttention(runtime, dtype, s.channels(), s.heads, 0.5, new Rng(1)),
                (attention, x) -> attention.forward(x, valid), s.seed);
    }

    private LayerUnderTest<MultiHeadAttention> layer(Shape s) {
        return layer(s, s.valid());
    }

    private Tensor input(Shape s) {
        return runtime.tensor(LayerUnderTest.numbers(new Rng(s.seed), s.batch() * s.time() * s.channels()), s.batch(), s.time(),
                s.channels());
    }

    /** softmax(Q Kᵀ/√d) V over the valid keys, for each head, between projections. */
    @Property(seed = "1")
    void weighsValuesByTheSoftmaxOfScaledScoresOverValidKeys(@ForAll("shapes") Shape s) {
        LayerUnderTest<MultiHeadAttention> attention = layer(s);
        Tensor x = input(s);
        double[] q = projected(attention, "q_proj", x);
        double[] k = projected(attention, "k_proj", x);
        double[] v = projected(attention, "v_proj", x);
        double[] context = new double[q.length];
        for (int query = 0; query < s.batch() * s.time(); query++) {
            int b = query / s.time();
            for (int head = 0; head < s.heads; head++) {
                int at = query * s.channels() + head * s.width;
                double total = 0;
                for (int key = 0; key < s.lengths.get(b); key++) {
                    int other = (b * s.time() + key) * s.channels() + head * s.width;
                    double score = 0;
                    for (int c = 0; c < s.width; c++) {
                        score += q[at + c] * k[other + c] / Math.sqrt(s.width);
                    }
                    total += Math.exp(score);
                    for (int c = 0; c < s.width; c++) {
                        context[at + c] += Math.exp(score) * v[other + c];
                    }
                }
                for (int c = 0; c < s.width; c++) {
                    context[at + c] /= total;
                }
            }
        }
        assertArrayEquals(projected(attention, "out_proj", runtime.tensor(context, x.shape())), attention.forward(x).toDoubles(), 1e-12);
    }

    private static double[] projected(LayerUnderTest<MultiHeadAttention> attention, String part, Tensor x) {
        return x.linear(parameter(attention, part + ".weight"), parameter(attention, part + ".bias")).toDoubles();
    }

    private static Tensor parameter(LayerUnderTest<MultiHeadAttention> attention, String name) {
        return attention.layer().namedParameters().get(name);
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
        layer(s, null).requireBatchOfSingles(input(s));
    }

    /** A clip in a padded batch, whatever is at its padding, is the clip by itself. */
    @Property(seed = "5")
    void paddingIsNotAttendedTo(@ForAll("shapes") Shape s) {
        Tensor padded = layer(s).forward(input(s));
        double[] other = input(s).toDoubles();
        boolean[] valid = s.valid().toArray();
        for (int i = 0; i < other.length; i++) {
            other[i] = valid[i / s.channels()] ? other[i] : 1e3 * other[i] + 7;
        }
        Tensor paddedOtherwise = layer(s).forward(runtime.tensor(other, s.batch(), s.time(), s.channels()));
        for (int b = 0; b < s.batch(); b++) {
            int length = s.lengths.get(b);
            double[] alone = layer(s, null).forward(input(s).slice(0, b, 1).slice(1, 0, length)).toDoubles();
            assertArrayEquals(alone, padded.slice(0, b, 1).slice(1, 0, length).toDoubles(), 1e-13);
            assertArrayEquals(alone, paddedOtherwise.slice(0, b, 1).slice(1, 0, length).toDoubles(), 1e-13);
        }
    }

    /** A loss of the valid frames gives no gradient to padding. */
    @Property(seed = "6")
    void paddingGetsNoGradient(@ForAll("shapes") Shape s) {
        Tensor x = input(s).requireGrad();
        Tensor y = layer(s).forward(x);
        Mask padding = s.valid().not().reshape(s.batch(), s.time(), 1);
        y.maskedFill(padding, 0).pow(2).sum().backward();
        double[] dx = x.grad().toDoubles();
        for (int i = 0; i < dx.length; i++) {
            if (padding.get(i / s.channels())) {
                assertEquals(0, dx[i], 0.0);
            }
        }
    }

    /** Attention itself knows nothing of time. */
    @Property(seed = "7")
    void framesMayComeInAnyOrder(@ForAll("shapes") Shape s) {
        LayerUnderTest<MultiHeadAttention> attention = layer(s, null);
        int[] order = shuffled(s.time(), s.seed);
        Tensor y = attention.forward(input(s).slice(0, 0, 1)).reshape(s.time(), s.channels());
        Tensor x = input(s).slice(0, 0, 1).reshape(s.time(), s.channels()).indexSelect(order).reshape(1, s.time(), s.channels());
        assertArrayEquals(y.indexSelect(order).toDoubles(), attention.forward(x).toDoubles(), 1e-13);
    }

    /** With their rows of the projections, and their columns of the last one. */
    @Property(seed = "8")
    void headsMayComeInAnyOrder(@ForAll("shapes") Shape s) {
        LayerUnderTest<MultiHeadAttention> attention = layer(s);
        double[] expected = attention.forward(input(s)).toDoubles();
        int[] heads = shuffled(s.heads, s.seed);
        int[] channels = IntStream.range(0, s.channels()).map(c -> heads[c / s.width] * s.width + c % s.width).toArray();
        for (String part : List.of("q_proj", "k_proj", "v_proj")) {
            for (String kind : List.of(".weight", ".bias")) {
                Tensor rows = parameter(attention, part + kind);
                rows.assign(rows.indexSelect(channels).toDoubles());
            }
        }
        Tensor columns = parameter(attention, "out_proj.weight");
        columns.assign(columns.permute(1, 0).indexSelect(channels).permute(1, 0).toDoubles());
        assertArrayEquals(expected, attention.forward(input(s)).toDoubles(), 1e-12);
    }

    /** What all scores of a query have in common is lost in the softmax. */
    @Property(seed = "9")
    void theBiasOfTheKeysDoesNotMatter(@ForAll("shapes") Shape s) {
        LayerUnderTest<MultiHeadAttention> attention = layer(s);
        double[] expected = attention.forward(input(s)).toDoubles();
        Tensor bias = parameter(attention, "k_proj.bias");
        bias.assign(Arrays.stream(bias.toDoubles()).map(b -> 3 - 2 * b).toArray());
        assertArrayEquals(expected, attention.forward(input(s)).toDoubles(), 1e-12);
    }

    /** Weights add up to 1: the mean of equal values is that value, and a clip of equal frames is like one of them. */
    @Property(seed = "10")
    void aMeanOfEqualFramesIsThatFrame(@ForAll("shapes") Shape s) {
        LayerUnderTest<MultiHeadAttention> attention = layer(s, null);
        Tensor frame = input(s).slice(0, 0, 1).slice(1, 0, 1);
        double[] once = attention.forward(frame).toDoubles();
        double[] frames = attention.forward(frame.expand(1, s.time(), s.channels())).toDoubles();
        for (int t = 0; t < s.time(); t++) {
            assertArrayEquals(once, Arrays.copyOfRange(frames, t * s.channels(), (t + 1) * s.channels()), 1e-13);
        }
    }

    /** All weights dropped: only the bias of the last projection is left. */
    @Property(seed = "11")
    void whatIsDroppedIsNotAttendedTo(@ForAll("shapes") Shape s) {
        MultiHeadAttention attention = new MultiHeadAttention(runtime, DType.F64, s.channels(), s.heads, 1, new Rng(1));
        attention.loadStateDict(layer(s).layer().stateDict());
        double[] kept = layer(s).forward(input(s)).toDoubles();
        assertArrayEquals(kept, attention.forward(input(s), s.valid()).toDoubles(), "nothing is dropped in inference");
        attention.train(true);
        double[] bias = attention.namedParameters().get("out_proj.bias").toDoubles();
        double[] dropped = attention.forward(input(s), s.valid()).toDoubles();
        for (int i = 0; i < dropped.length; i += bias.length) {
            assertArrayEquals(bias, Arrays.copyOfRange(dropped, i, i + bias.length));
        }
    }

    private static int[] shuffled(int n, long seed) {
        int[] order = IntStream.range(0, n).toArray();
        Rng rng = new Rng(seed);
        for (int i = n - 1; i > 0; i--) {
            int j = rng.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    @Provide
    Arbitrary<Shape> shapes() {
        Arbitrary<Integer> few = Arbitraries.integers().between(1, 3);
        return Combinators.combine(Arbitraries.integers().between(1, 6).list().ofMinSize(1).ofMaxSize(3),
                Arbitraries.integers().between(0, 3), few, few, Arbitraries.longs().between(1, 1_000)).as(Shape::new);
    }
}
