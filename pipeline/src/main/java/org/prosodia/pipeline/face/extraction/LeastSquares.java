package org.prosodia.pipeline.face.extraction;

import org.ejml.data.DMatrixRMaj;
import org.prosodia.pipeline.face.Blendshape;

/**
 * Equation (8) of an animator {@code clamp(b + M e, 0, 1)} as least squares {@code ‖M e − (g − b)‖²}.
 *
 * <p>The clamp asks for care where the recording g is at an end: there {@code b + M e} may be beyond it and costs nothing. Such channels
 * are left out of their frame while the solution is beyond the end, and taken in again when it is not, until nothing changes: the objective
 * with the clamp in it is convex there, and this is Newton's method for it. An emotion all of whose channels are beyond the end is found at
 * least as strong as it takes to get there; more cannot be known.
 */
final class LeastSquares {
    private static final int C = Blendshape.COUNT;
    /** Two or three rounds are usual. */
    private static final int MOST_ROUNDS = 20;

    private final float[] rest;
    private final float[] recorded;
    private final DMatrixRMaj m;
    private final DMatrixRMaj gram;
    private final boolean[] beyond;

    /**
     * @param rest b [T, 52]
     * @param response M [52, K]
     * @param recorded g [T, 52]
     */
    LeastSquares(float[] rest, double[] response, float[] recorded) {
        this.rest = rest;
        this.recorded = recorded;
        this.m = DMatrixRMaj.wrap(C, response.length / C, response);
        this.gram = NormalEquations.gram(m);
        this.beyond = new boolean[recorded.length];
    }

    /**
     * The shares e [T, K].
     *
     * @param smoothing τ in frames, 0 for none
     */
    float[] solve(double smoothing) {
        double[][] shares;
        int round = 0;
        do {
            NormalEquations[] frames = equations();
            shares = smoothing == 0 ? each(frames)
                    : SmoothLeastSquares.solve(frames, NormalEquations.scale(gram) * smoothing * smoothing).shares();
            round++;
        } while (changesBeyond(shares) && round < MOST_ROUNDS);
        float[] flat = new float[shares.length * m.numCols];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) shares[i / m.numCols][i % m.numCols];
        }
        return flat;
    }

    private static double[][] each(NormalEquations[] frames) {
        double[][] shares = new double[frames.length][];
        for (int t = 0; t < frames.length; t++) {
            shares[t] = SimplexLeastSquares.solve(frames[t]);
        }
        return shares;
    }

    private NormalEquations[] equations() {
        NormalEquations[] frames = new NormalEquations[recorded.length / C];
        DMatrixRMaj difference = new DMatrixRMaj(C, 1);
        for (int t = 0; t < frames.length; t++) {
            boolean whole = true;
            for (int c = 0; c < C; c++) {
                whole &= !beyond[t * C + c];
                difference.set(c, 0, (double) recorded[t * C + c] - rest[t * C + c]);
            }
            DMatrixRMaj kept = whole ? m : kept(t);
            frames[t] = NormalEquations.of(whole ? gram : NormalEquations.gram(kept), kept, difference);
        }
        return frames;
    }

    /** M with zeros in the rows of the channels that frame t leaves out. */
    private DMatrixRMaj kept(int t) {
        DMatrixRMaj kept = m.copy();
        for (int c = 0; c < C; c++) {
            for (int k = 0; k < m.numCols && beyond[t * C + c]; k++) {
                kept.set(c, k, 0);
            }
        }
        return kept;
    }

    private boolean changesBeyond(double[][] shares) {
        boolean changed = false;
        for (int i = 0; i < recorded.length; i++) {
            boolean now = recorded[i] == 1 && face(i, shares[i / C]) > 1 || recorded[i] == 0 && face(i, shares[i / C]) < 0;
            changed |= now != beyond[i];
            beyond[i] = now;
        }
        return changed;
    }

    /** {@code b + M e} of one channel of one frame. */
    private double face(int i, double[] shares) {
        double sum = rest[i];
        for (int k = 0; k < shares.length; k++) {
            sum += m.get(i % C, k) * shares[k];
        }
        return sum;
    }
}
