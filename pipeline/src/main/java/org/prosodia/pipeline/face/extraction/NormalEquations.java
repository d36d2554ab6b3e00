package org.prosodia.pipeline.face.extraction;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The least squares problem of one frame, {@code ½ ‖M e − d‖² = ½ eᵀ H e − cᵀ e + …}.
 *
 * @param h H = Mᵀ M [K, K], with {@link #RIDGE} on its diagonal; shared by many frames and never changed
 * @param c c = Mᵀ d [K, 1]
 */
record NormalEquations(DMatrixRMaj h, DMatrixRMaj c) {
    /**
     * Relative to the mean of the diagonal: where two emotions have the same face, or none, nothing tells them apart, and the smallest of
     * all solutions is meant, which gives both the same share.
     */
    static final double RIDGE = 1e-9;

    /** H of M [C, K]. */
    static DMatrixRMaj gram(DMatrixRMaj m) {
        int k = m.numCols;
        DMatrixRMaj h = new DMatrixRMaj(k, k);
        CommonOps_DDRM.multInner(m, h);
        double ridge = RIDGE * scale(h);
        for (int i = 0; i < k; i++) {
            h.add(i, i, ridge);
        }
        return h;
    }

    /** The mean of the diagonal, and 1 where that is nothing. */
    static double scale(DMatrixRMaj h) {
        double trace = CommonOps_DDRM.trace(h);
        return trace == 0 ? 1 : trace / h.numCols;
    }

    /** c of M [C, K] and d [C, 1]. */
    static NormalEquations of(DMatrixRMaj h, DMatrixRMaj m, DMatrixRMaj d) {
        DMatrixRMaj c = new DMatrixRMaj(m.numCols, 1);
        CommonOps_DDRM.multTransA(m, d, c);
        return new NormalEquations(h, c);
    }

    /** K. */
    int size() {
        return c.numRows;
    }
}
