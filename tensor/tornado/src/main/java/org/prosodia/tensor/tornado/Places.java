package org.prosodia.tensor.tornado;

import org.prosodia.tensor.backend.MatrixView;

/**
 * The offsets of a batch in four numbers: matrix b is at base + (b / inner) · outerStep + (b mod inner) · innerStep. Heads of clips,
 * groups of channels and broadcast matrices lie like this.
 */
record Places(int base, int inner, int outerStep, int innerStep, int count) {
    /** Null where the offsets are otherwise. */
    static Places of(MatrixView view) {
        int[] offsets = view.offsets();
        int base = offsets[0];
        int innerStep = offsets.length > 1 ? offsets[1] - base : 0;
        int inner = 1;
        while (inner < offsets.length && offsets[inner] == base + inner * innerStep) {
            inner++;
        }
        int outerStep = inner < offsets.length ? offsets[inner] - base : 0;
        for (int b = 0; b < offsets.length; b++) {
            if (offsets[b] != base + b / inner * outerStep + b % inner * innerStep) {
                return null;
            }
        }
        return new Places(base, inner, outerStep, innerStep, offsets.length);
    }

    /** As kernels take them, in a heap. */
    Arguments in(DeviceArray array, Arguments arguments) {
        return arguments.at(array, base).whole(inner, outerStep, innerStep);
    }

    /** Whether each matrix begins at a multiple of {@code elements}. */
    boolean isAligned(int elements) {
        return base % elements == 0 && outerStep % elements == 0 && innerStep % elements == 0;
    }

    private int distinctOuter() {
        return outerStep == 0 ? 1 : (count + inner - 1) / inner;
    }

    private int distinctInner() {
        return innerStep == 0 ? 1 : inner;
    }

    /** How many different matrices there are. */
    int distinct() {
        return distinctOuter() * distinctInner();
    }

    /** Where the different ones are, each once. */
    Places ofDistinct() {
        return new Places(base, distinctInner(), outerStep, innerStep, distinct());
    }

    /** Which of the different ones each of the batch is. */
    Places numbers() {
        return new Places(0, inner, outerStep == 0 ? 0 : distinctInner(), innerStep == 0 ? 0 : 1, count);
    }
}
