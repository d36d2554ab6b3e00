package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.testing.Close;

class AttentionTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @ParameterizedTest(name = "batch {0}, {1} queries, {2} keys, {3} channels, {4} heads")
    @CsvSource({"1, 1, 1, 1, 1", "2, 3, 5, 4, 1", "2, 7, 4, 6, 3", "1, 5, 5, 6, 6", "3, 13, 17, 10, 2", "0, 3, 4, 2, 1", "2, 0, 3, 4, 2"})
    void attentionFollowsTheDefinition(int batch, int queries, int keys, int channels, int heads) {
        double[] q = Naive.random(1, batch * queries * channels);
        double[] k = Naive.random(2, batch * keys * channels);
        double[] v = Naive.random(3, batch * keys * channels);
        Mask mask = Inputs.mask(batch, keys);
        for (DType dtype : DType.values()) {
            Tensor qt = runtime.tensor(dtype, q, batch, queries, channels);
            Tensor kt = runtime.tensor(dtype, k, batch, keys, channels);
            Tensor vt = runtime.tensor(dtype, v, batch, keys, channels);
            Close.assertClose(Naive.attention(q, k, v, null, batch, queries, keys, channels, heads),
                    qt.attention(kt, vt, heads, null, 0, null), dtype + " unmasked");
            Close.assertClose(Naive.attention(q, k, v, mask.toArray(), batch, queries, keys, channels, heads),
                    qt.attention(kt, vt, heads, mask, 0, null), dtype + " masked");
        }
    }

    /** Three heads of two channels, with scores that the kernels without attention of their own make in more than one block. */
    private record Blocks(String backend, DType dtype, int batch, int queries, int keys) {
        private TensorRuntime runtime() {
            return TensorRuntime.create(backend, 1);
        }

        private Tensor ofQueries(TensorRuntime on, long seed) {
            return on.tensor(dtype, Naive.random(seed, batch * queries * 6), batch, queries, 6);
        }

        private Tensor ofKeys(TensorRuntime on, long seed) {
            return on.tensor(dtype, Naive.random(seed, batch * keys * 6), batch, keys, 6);
        }

        private Mask mask() {
            return Mask.ofLengths(IntStream.range(0, batch).map(i -> keys - 89 * i).toArray(), keys);
        }
    }

    /** A block is 3495 and 205 queries of a head, as 300 keys allow; two heads of a clip and one; two clips and one. */
    static Stream<Blocks> blocks() {
        return Stream.of("plain F32", "plain F64", "auto F32").map(name -> name.split(" ")).flatMap(on -> Stream.of(
                new Blocks(on[0], DType.valueOf(on[1]), 2, 3700, 300),
                new Blocks(on[0], DType.valueOf(on[1]), 2, 700, 700),
                new Blocks(on[0], DType.valueOf(on[1]), 3, 350, 350)));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void blocksGiveTheSameBitsWhereverTheyEnd(Blocks at) {
        TensorRuntime on = at.runtime();
        Tensor q = at.ofQueries(on, 1);
        Tensor k = at.ofKeys(on, 2);
        Tensor v = at.ofKeys(on, 3);
        Mask mask = at.mask();
        double[] blocked = q.attention(k, v, 3, mask, 0, null).toDoubles();
        int part = at.queries * 2 / 5;
        Tensor first = q.slice(1, 0, part).attention(k, v, 3, mask, 0, null);
        Tensor second = q.slice(1, part, part).attention(k, v, 3, mask, 0, null);
        Tensor third = q.slice(1, 2 * part, at.queries - 2 * part).attention(k, v, 3, mask, 0, null);
        assertArrayEquals(Tensor.concat(1, first, second, third).toDoubles(), blocked);
        Close.assertClose(Naive.attention(q.toDoubles(), k.toDoubles(), v.toDoubles(), mask.toArray(), at.batch, at.queries, at.keys, 6, 3),
                blocked, Close.tolerance(at.dtype), "blocked");
    }

    /** Each block's part of the gradients is that of attention with these queries alone. */
    @ParameterizedTest
    @MethodSource("blocks")
    void gradientsAddUpOverTheBlocks(Blocks at) {
        TensorRuntime on = at.runtime();
        Tensor q = at.ofQueries(on, 1).requireGrad();
        Tensor k = at.ofKeys(on, 2).requireGrad();
        Tensor v = at.ofKeys(on, 3).requireGrad();
        Tensor g = at.ofQueries(on, 4);
        q.attention(k, v, 3, at.mask(), 0, null).backward(g, false);
        List<double[]> blocked = Stream.of(q, k, v).map(x -> x.grad().toDoubles()).toList();
        Stream.of(q, k, v).forEach(Tensor::zeroGrad);
        int part = at.queries / 10;
        for (int from = 0; from < at.queries; from += part) {
            q.slice(1, from, part).attention(k, v, 3, at.mask(), 0, null).backward(g.slice(1, from, part), false);
        }
        for (int i = 0; i < 3; i++) {
            Close.assertClose(blocked.get(i), List.of(q, k, v).get(i).grad(), "gradient of input " + i);
        }
    }

    /** Whatever is dropped, attention is linear in the values: Σ g ∘ out = Σ dv ∘ v, if backward drops the same elements in all blocks. */
    @ParameterizedTest
    @MethodSource("blocks")
    void backwardDropsInEveryBlockWhatForwardDropped(Blocks at) {
        TensorRuntime on = at.runtime();
        Tensor v = at.ofKeys(on, 3).requireGrad();
        Tensor g = at.ofQueries(on, 4);
        Tensor out = at.ofQueries(on, 1).attention(at.ofKeys(on, 2), v, 3, null, 0.5, new Rng(7));
        out.backward(g, false);
        double tolerance = at.dtype == DType.F64 ? 1e-10 : 1e-2;
        assertEquals(out.detach().mul(g).sum().item(), v.grad().mul(v.detach()).sum().item(), tolerance);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void theMaskIsThatOfDropoutOnAllProbabilities(Blocks at) {
        TensorRuntime on = at.runtime();
        Tensor q = at.ofQueries(on, 1);
        Tensor k = at.ofKeys(on, 2);
        Tensor v = at.ofKeys(on, 3);
        Rng rng = new Rng(7);
        Tensor found = q.attention(k, v, 3, null, 0.3, rng);
        Tensor p = heads(q).mul(1 / Math.sqrt(2)).matmul(heads(k), false, true).softmax();
        Rng drawn = new Rng(7);
        Tensor expected = p.dropout(0.3, drawn).matmul(heads(v)).permute(0, 2, 1, 3).reshape(at.batch, at.queries, 6);
        Close.assertClose(expected.toDoubles(), found, "dropped");
        assertEquals(drawn.state(), rng.state());
    }

    /** [B, T, 3 · 2] as [B, 3, T, 2]. */
    private static Tensor heads(Tensor x) {
        return x.reshape(x.dim(0), x.dim(1), 3, 2).permute(0, 2, 1, 3);
    }

    @ParameterizedTest
    @EnumSource
    void paddedKeysDoNotMatter(DType dtype) {
        int[] shape = {1, 4, 4};
        Tensor x = runtime.tensor(dtype, Naive.random(1, 16), shape);
        double[] changed = x.toDoubles();
        Arrays.fill(changed, 8, 16, 1e3);
        Tensor y = runtime.tensor(dtype, changed, shape);
        Mask firstTwo = Mask.ofLengths(new int[] {2}, 4);
        assertArrayEquals(x.attention(x, x, 2, firstTwo, 0, null).toDoubles(), x.attention(y, y, 2, firstTwo, 0, null).toDoubles());
    }

    @ParameterizedTest
    @EnumSource
    void aClipOfPaddingAttendsUniformly(DType dtype) {
        Tensor x = runtime.tensor(dtype, new double[] {1, 2, 4, 9}, 1, 4, 1);
        Mask none = Mask.ofLengths(new int[] {0}, 4);
        assertArrayEquals(new double[] {4, 4, 4, 4}, x.attention(x, x, 1, none, 0, null).toDoubles());
    }

    @ParameterizedTest
    @EnumSource
    void dropoutDrawsOneMaskFromTheGenerator(DType dtype) {
        Tensor x = runtime.tensor(dtype, Naive.random(1, 24), 1, 6, 4);
        double[] first = x.attention(x, x, 2, null, 0.5, new Rng(1)).toDoubles();
        assertArrayEquals(first, x.attention(x, x, 2, null, 0.5, new Rng(1)).toDoubles());
        assertArrayEquals(first, x.copy().requireGrad().attention(x, x, 2, null, 0.5, new Rng(1)).toDoubles());
        assertEquals(false, Arrays.equals(first, x.attention(x, x, 2, null, 0.5, new Rng(2)).toDoubles()));
        assertArrayEquals(new double[24], x.attention(x, x, 2, null, 1, new Rng(1)).toDoubles());
    }
}
