package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

    /** 300 keys leave room for 436 queries in a block of the plain kernels: 1300 queries are two whole blocks and a part of one. */
    @ParameterizedTest
    @CsvSource({"plain, F32", "plain, F64", "auto, F32"})
    void blocksOfQueriesGiveTheSameBitsWhereverTheyEnd(String backend, DType dtype) {
        TensorRuntime on = TensorRuntime.create(backend, 1);
        int[] queries = {2, 1300, 6};
        int[] keys = {2, 300, 6};
        Tensor q = on.tensor(dtype, Naive.random(1, Shapes.size(queries)), queries);
        Tensor k = on.tensor(dtype, Naive.random(2, Shapes.size(keys)), keys);
        Tensor v = on.tensor(dtype, Naive.random(3, Shapes.size(keys)), keys);
        Mask mask = Mask.ofLengths(new int[] {300, 211}, 300);
        double[] blocked = q.attention(k, v, 3, mask, 0, null).toDoubles();
        Tensor first = q.slice(1, 0, 500).attention(k, v, 3, mask, 0, null);
        Tensor second = q.slice(1, 500, 500).attention(k, v, 3, mask, 0, null);
        Tensor third = q.slice(1, 1000, 300).attention(k, v, 3, mask, 0, null);
        assertArrayEquals(Tensor.concat(1, first, second, third).toDoubles(), blocked);
        Close.assertClose(Naive.attention(q.toDoubles(), k.toDoubles(), v.toDoubles(), mask.toArray(), 2, 1300, 300, 6, 3), blocked,
                Close.tolerance(dtype), "blocked");
    }

    /** In blocks of queries, as above: each block's part of the gradients is that of attention with these queries alone. */
    @ParameterizedTest
    @CsvSource({"plain, F32", "plain, F64", "auto, F32"})
    void gradientsAddUpOverTheBlocks(String backend, DType dtype) {
        TensorRuntime on = TensorRuntime.create(backend, 1);
        Tensor q = on.tensor(dtype, Naive.random(1, 2 * 1300 * 6), 2, 1300, 6).requireGrad();
        Tensor k = on.tensor(dtype, Naive.random(2, 2 * 300 * 6), 2, 300, 6).requireGrad();
        Tensor v = on.tensor(dtype, Naive.random(3, 2 * 300 * 6), 2, 300, 6).requireGrad();
        Tensor g = on.tensor(dtype, Naive.random(4, 2 * 1300 * 6), 2, 1300, 6);
        q.attention(k, v, 3, null, 0, null).backward(g, false);
        List<double[]> blocked = Stream.of(q, k, v).map(x -> x.grad().toDoubles()).toList();
        Stream.of(q, k, v).forEach(Tensor::zeroGrad);
        for (int from = 0; from < 1300; from += 100) {
            q.slice(1, from, 100).attention(k, v, 3, null, 0, null).backward(g.slice(1, from, 100), false);
        }
        for (int i = 0; i < 3; i++) {
            Close.assertClose(blocked.get(i), List.of(q, k, v).get(i).grad(), "gradient of input " + i);
        }
    }

    /** Whatever is dropped, attention is linear in the values: Σ g ∘ out = Σ dv ∘ v, if backward drops the same elements in all blocks. */
    @ParameterizedTest
    @CsvSource({"plain, F64, 1e-10", "plain, F32, 1e-2", "auto, F32, 1e-2"})
    void backwardDropsInEveryBlockWhatForwardDropped(String backend, DType dtype, double tolerance) {
        TensorRuntime on = TensorRuntime.create(backend, 1);
        Tensor q = on.tensor(dtype, Naive.random(1, 2 * 1300 * 6), 2, 1300, 6);
        Tensor k = on.tensor(dtype, Naive.random(2, 2 * 300 * 6), 2, 300, 6);
        Tensor v = on.tensor(dtype, Naive.random(3, 2 * 300 * 6), 2, 300, 6).requireGrad();
        Tensor g = on.tensor(dtype, Naive.random(4, 2 * 1300 * 6), 2, 1300, 6);
        Tensor out = q.attention(k, v, 3, null, 0.5, new Rng(7));
        out.backward(g, false);
        assertEquals(out.detach().mul(g).sum().item(), v.grad().mul(v.detach()).sum().item(), tolerance);
    }

    @ParameterizedTest
    @CsvSource({"plain, F32", "plain, F64", "auto, F32"})
    void theMaskIsThatOfDropoutOnAllProbabilities(String backend, DType dtype) {
        TensorRuntime on = TensorRuntime.create(backend, 1);
        Rng rng = new Rng(7);
        Tensor[] x = new Tensor[3];
        for (int i = 0; i < 3; i++) {
            x[i] = on.tensor(dtype, Naive.random(i, 2 * 71 * 6), 2, 71, 6);
        }
        Tensor[] heads = Arrays.stream(x).map(each -> each.reshape(2, 71, 3, 2).permute(0, 2, 1, 3)).toArray(Tensor[]::new);
        Tensor p = heads[0].mul(1 / Math.sqrt(2)).matmul(heads[1], false, true).softmax();
        Tensor expected = p.dropout(0.3, new Rng(7)).matmul(heads[2]).permute(0, 2, 1, 3).reshape(2, 71, 6);
        Close.assertClose(expected.toDoubles(), x[0].attention(x[1], x[2], 3, null, 0.3, rng), "dropped");
        Rng skipped = new Rng(7);
        skipped.skip(p.size());
        assertEquals(skipped.state(), rng.state());
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
