package org.prosodia.tensor.backend.plain;

import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;

/** Attention by the other kernels, head by head: scores, softmax, values. */
final class AttentionF32 {
    private AttentionF32() {}

    static void forward(Kernels<float[]> kernels, AttentionInputs<float[]> in, float[] out) {
        float[] scores = new float[in.queries() * in.keys()];
        MatrixView dense = MatrixView.of(in.keys());
        for (int h = 0; h < in.heads(); h++) {
            MatrixView queries = in.queryView().matrix(h);
            MatrixView keys = in.keyView().matrix(h).transposed();
            kernels.gemm(in.queries(), in.keys(), in.width(), in.q(), queries, in.k(), keys, scores, dense, false);
            for (int i = 0; i < scores.length; i++) {
                boolean masked = in.padding() != null && in.padding()[h / in.headsOfClip() * in.keys() + i % in.keys()];
                scores[i] = masked ? AttentionInputs.MASKED : (float) (scores[i] * in.scale());
            }
            kernels.softmax(scores, scores, in.queries(), in.keys());
            kernels.gemm(in.queries(), in.width(), in.keys(), scores, dense, in.v(), in.valueView().matrix(h), out, queries, false);
        }
    }
}
