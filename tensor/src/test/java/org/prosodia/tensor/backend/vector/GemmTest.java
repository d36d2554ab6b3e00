package org.prosodia.tensor.backend.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;
import org.prosodia.tensor.backend.Workers;
import org.prosodia.tensor.backend.plain.PlainF32;

class GemmTest {
    private static final int L = Lanes.COUNT;

    /** One product: sizes, and how each matrix lies in memory. */
    private record Case(int m, int n, int k, int aSize, MatrixView av, int bSize, MatrixView bv, int cSize, MatrixView cv) {
        float[] run(boolean vector, int threads, boolean accumulate) {
            return run(vector, threads, accumulate, Arrays32.random(1, aSize), Arrays32.random(2, bSize));
        }

        float[] run(boolean vector, int threads, boolean accumulate, float[] a, float[] b) {
            float[] c = Arrays32.random(3, cSize);
            try (Workers workers = new Workers(threads)) {
                PlainF32 kernels = vector ? new VectorF32(workers) : new PlainF32(workers);
                kernels.gemm(m, n, k, a, av, b, bv, c, cv, accumulate);
            }
            return c;
        }

        void check() {
            for (boolean accumulate : new boolean[] {false, true}) {
                float[] one = run(true, 1, accumulate);
                String what = this + (accumulate ? ", accumulating" : "");
                Arrays32.assertClose(run(false, 1, accumulate), one, 1e-6 * (1 + Math.sqrt(k)), what);
                assertArrayEquals(one, run(true, 2, accumulate), what);
                assertArrayEquals(one, run(true, 7, accumulate), what);
                if (!accumulate) {
                    assertArrayEquals(one, runPacked(1), what + ", packed");
                    assertArrayEquals(one, runPacked(7), what + ", packed");
                    checkHalf();
                }
            }
        }

        /** Packed in 16 bits, B is what it is when its elements are rounded one by one. */
        void checkHalf() {
            for (WeightPrecision precision : new WeightPrecision[] {WeightPrecision.BF16, WeightPrecision.F16}) {
                float[] b = Arrays32.random(2, bSize);
                float[] rounded = b.clone();
                for (int i = 0; i < bSize; i++) {
                    rounded[i] = precision.nearest(b[i]);
                }
                String what = this + " in " + precision;
                float[] expected = runPacked(1, rounded, WeightPrecision.F32, rounded);
                assertArrayEquals(expected, runPacked(1, b, precision, rounded), what);
                assertArrayEquals(expected, runPacked(7, b, precision, rounded), what);
            }
        }

        float[] runPacked(int threads) {
            float[] b = Arrays32.random(2, bSize);
            return runPacked(threads, b, WeightPrecision.F32, b);
        }

        /** Also puts B back from its panels, over other numbers. */
        float[] runPacked(int threads, float[] b, WeightPrecision precision, float[] unpacked) {
            float[] a = Arrays32.random(1, aSize);
            float[] c = Arrays32.random(3, cSize);
            try (Workers workers = new Workers(threads)) {
                VectorF32 kernels = new VectorF32(workers);
                PackedMatrix packed = kernels.pack(k, n, b, bv, precision);
                kernels.packedGemm(m, a, av, packed, null, null, c, cv);
                float[] again = unpacked.clone();
                for (int offset : bv.offsets()) {
                    for (int i = 0; i < k * n; i++) {
                        again[offset + i / n * bv.rowStride() + i % n * bv.colStride()] = 0;
                    }
                }
                kernels.unpack(packed, again);
                assertArrayEquals(unpacked, again);
            }
            return c;
        }
    }

    private static Case dense(int m, int n, int k, boolean aTransposed, boolean bTransposed, boolean cTransposed) {
        MatrixView av = aTransposed ? MatrixView.of(m).transposed() : MatrixView.of(k);
        MatrixView bv = bTransposed ? MatrixView.of(k).transposed() : MatrixView.of(n);
        MatrixView cv = cTransposed ? MatrixView.of(m).transposed() : MatrixView.of(n);
        return new Case(m, n, k, m * k, av, k * n, bv, m * n, cv);
    }

    static Stream<Integer> raggedSizes() {
        return Arrays32.raggedSizes().boxed();
    }

    @ParameterizedTest
    @MethodSource("raggedSizes")
    void equalsPlainForEveryLayoutAndRaggedSize(int size) {
        int[] others = {0, 1, 3, L + 1, 67};
        for (int layout = 0; layout < 8; layout++) {
            boolean at = (layout & 1) != 0;
            boolean bt = (layout & 2) != 0;
            boolean ct = (layout & 4) != 0;
            for (int other : others) {
                dense(size, other, 5, at, bt, ct).check();
                dense(other, size, 21, at, bt, ct).check();
                dense(other, 13, size, at, bt, ct).check();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"499, 768, 300", "49, 512, 768", "300, 300, 513", "1, 1030, 768", "1030, 1, 768", "499, 6, 768", "130, 1100, 257", "767, 66, 800"})
    void equalsPlainForLargeSizes(int m, int n, int k) {
        dense(m, n, k, false, true, false).check();
        dense(m, n, k, false, false, false).check();
        dense(m, n, k, true, false, false).check();
    }

    @ParameterizedTest
    @CsvSource({"64, 1, 192, 1", "131, 2, 200, 3", "1200, 1, 192, 2", "67, 1, 1000, 1", "66, 1, 515, 1"})
    void filtersWindowsOfThreeFramesThatMoveByTwo(int frames, int panels, int channels, int clips) {
        int n = panels * GemmTile.COLUMNS;
        MatrixView av = MatrixView.batch(clips, (2 * frames + 1) * channels, 2 * channels, 1);
        MatrixView bv = MatrixView.of(3 * channels).transposed();
        MatrixView cv = MatrixView.batch(clips, frames * n, n, 1);
        assertTrue(WindowsOfThree.fits(frames, n, 3 * channels, av, cv));
        MatrixView forEachClip = new MatrixView(new int[clips], bv.rowStride(), bv.colStride());
        int aSize = clips * (2 * frames + 1) * channels;
        Case windows = new Case(frames, n, 3 * channels, aSize, av, 3 * channels * n, forEachClip, clips * frames * n, cv);
        Case packed = new Case(frames, n, 3 * channels, aSize, av, 3 * channels * n, bv, clips * frames * n, cv);
        float[] one = packed.runPacked(1);
        Arrays32.assertClose(windows.run(false, 1, false), one, 1e-6 * (1 + Math.sqrt(3 * channels)), windows.toString());
        assertArrayEquals(one, packed.runPacked(2));
        assertArrayEquals(one, packed.runPacked(7));
        packed.checkHalf();
    }

    @Test
    void multipliesWindowsOfAThatOverlap() {
        int stride = 2 * 24;
        int k = 3 * 24;
        int m = 101;
        MatrixView windows = new MatrixView(new int[] {5}, stride, 1);
        new Case(m, 40, k, 5 + (m - 1) * stride + k, windows, 40 * k, MatrixView.of(k).transposed(), m * 40, MatrixView.of(40)).check();
    }

    @Test
    void multipliesTheHeadsOfAttention() {
        int t = 53;
        int heads = 5;
        int width = heads * 16;
        MatrixView head = MatrixView.batch(heads, 16, width, 1);
        MatrixView square = MatrixView.batch(heads, t * t, t, 1);
        new Case(t, t, 16, t * width, head, t * width, head.transposed(), heads * t * t, square).check();
        new Case(t, 16, t, heads * t * t, square, t * width, head, t * width, head).check();
    }

    @Test
    void readsElementsFarApart() {
        MatrixView a = new MatrixView(new int[] {1, 900}, 30, 2);
        MatrixView b = new MatrixView(new int[] {3, 4}, 2, 40);
        MatrixView c = new MatrixView(new int[] {0, 1}, 60, 2);
        new Case(19, 21, 11, 2000, a, 1000, b, 60 * 19 + 2, c).check();
    }

    @Test
    void writesNothingOutsideOfC() {
        MatrixView inner = new MatrixView(new int[] {7}, L + 12, 1);
        Case product = new Case(9, L + 3, 4, 36, MatrixView.of(4), 4 * (L + 3), MatrixView.of(L + 3), 7 + 10 * (L + 12), inner);
        float[] before = Arrays32.random(3, product.cSize);
        float[] after = product.run(true, 1, false);
        for (int i = 0; i < after.length; i++) {
            int column = Math.floorMod(i - 7, L + 12);
            int row = Math.floorDiv(i - 7, L + 12);
            if (row < 0 || row >= 9 || column >= L + 3) {
                assertEquals(before[i], after[i], "element " + i);
            }
        }
    }

    @Test
    void propagatesWhatIsNotFiniteAsPlainDoes() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Case product = dense(6, 19, 7, false, true, false);
            float[] a = Arrays32.random(1, product.aSize);
            float[] b = Arrays32.random(2, product.bSize);
            a[7 * 3 + 2] = bad;
            b[7 * 18 + 6] = bad;
            Arrays32.assertClose(product.run(false, 1, false, a, b), product.run(true, 1, false, a, b), 1e-5, "with " + bad);
        }
    }

    @Test
    void ofNoTermsIsZeroOrWhatWasThere() {
        Case product = dense(5, 6, 0, false, false, false);
        assertArrayEquals(new float[30], product.run(true, 1, false));
        assertArrayEquals(Arrays32.random(3, 30), product.run(true, 1, true));
    }
}
