package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.DropoutMask;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.vector.VectorF32Test.Memory;

/** Attention and its gradient beside their plain twins. */
class AttentionKernelsTest {
    private static final DropoutMask DROPOUT = new DropoutMask(0.3, 7);

    /** Of two clips with two heads. */
    private record Sizes(int queries, int keys, int width) {
        private AttentionInputs<float[]> inputs(Memory memory, boolean[] padding, DropoutMask dropout) {
            return new AttentionInputs<>(memory.random(4 * queries * width), view(queries), memory.random(4 * keys * width), view(keys),
                    memory.random(4 * keys * width), view(keys), 4, 2, queries, keys, width, 1 / Math.sqrt(width + 1), padding,
                    dropout);
        }

        /** [2 clips, time, 2 heads, width]. */
        private MatrixView view(int time) {
            int[] offsets = new int[4];
            for (int h = 0; h < 4; h++) {
                offsets[h] = h / 2 * time * 2 * width + h % 2 * width;
            }
            return new MatrixView(offsets, 2 * width, 1);
        }

        private boolean[] somePadding() {
            boolean[] padding = new boolean[2 * keys];
            for (int i = 0; i < padding.length; i++) {
                padding[i] = i % 3 == 1;
            }
            return padding;
        }

        private boolean[] aClipOfPadding() {
            boolean[] padding = new boolean[2 * keys];
            Arrays.fill(padding, keys, 2 * keys, true);
            return padding;
        }
    }

    static Stream<Integer> raggedSizes() {
        return VectorF32Test.raggedSizes();
    }

    @ParameterizedTest
    @MethodSource("raggedSizes")
    void anyNumberOfQueriesEqualsPlain(int n) {
        check(new Sizes(n, 37, 8));
    }

    @ParameterizedTest
    @MethodSource("raggedSizes")
    void anyNumberOfKeysEqualsPlain(int n) {
        check(new Sizes(37, n, 8));
    }

    @ParameterizedTest
    @MethodSource("raggedSizes")
    void headsOfAnyWidthEqualPlain(int n) {
        check(new Sizes(7, 19, n));
    }

    @Test
    void clipsOfThreeSecondsEqualPlain() {
        check(new Sizes(149, 149, 64));
    }

    private static void check(Sizes at) {
        for (boolean[] padding : new boolean[][] {null, at.somePadding(), at.aClipOfPadding()}) {
            for (DropoutMask dropout : new DropoutMask[] {DropoutMask.NONE, DROPOUT, new DropoutMask(1, 3)}) {
                int ofQueries = 4 * at.queries * at.width;
                int ofKeys = 4 * at.keys * at.width;
                VectorF32Test.check(at + ", attention", 3e-6, (k, memory) ->
                        k.attention(at.inputs(memory, padding, dropout), memory.random(ofQueries)));
                VectorF32Test.check(at + ", gradient", 2e-5, (k, memory) -> k.attentionGradient(at.inputs(memory, padding, dropout),
                        memory.random(ofQueries), memory.random(ofQueries), memory.random(ofKeys), memory.random(ofKeys)));
            }
        }
    }
}
