package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import org.prosodia.tensor.backend.MatrixView;

/**
 * What a product is added to: zeros, a bias in every row, or what is in C already.
 *
 * @param asItIs whether what is in C stays
 * @param bias [matrices, n]; null for zeros
 */
record RowStart(boolean asItIs, float[] bias) {
    static final RowStart ZERO = new RowStart(false, null);
    static final RowStart AS_IT_IS = new RowStart(true, null);

    /** Columns {@code from} to before {@code to} of some rows of C; {@code bo} is where the bias of this matrix begins. */
    void write(int bo, float[] c, int co, MatrixView cv, int rows, int from, int to) {
        if (asItIs) {
            return;
        }
        for (int i = 0; i < rows; i++) {
            int row = co + i * cv.rowStride();
            if (cv.colStride() != 1) {
                for (int j = from; j < to; j++) {
                    c[row + j * cv.colStride()] = bias == null ? 0 : bias[bo + j];
                }
            } else if (bias == null) {
                Arrays.fill(c, row + from, row + to, 0);
            } else {
                System.arraycopy(bias, bo + from, c, row + from, to - from);
            }
        }
    }
}
