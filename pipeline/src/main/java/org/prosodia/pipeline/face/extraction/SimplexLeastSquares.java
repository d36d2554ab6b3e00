package org.prosodia.pipeline.face.extraction;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Least squares on the simplex, exactly, by an active set as in Lawson and Hanson (1974, chapter 23): {@code min ½ eᵀ H e − cᵀ e} with
 * {@code e_k ≥ 0, Σ_k e_k = 1}.
 *
 * <p>On a set F of emotions that may be more than 0 the minimum solves, with the multiplier μ of the sum,
 *
 * <pre>
 * | H_FF  1 | | e_F |   | c_F |
 * | 1ᵀ    0 | | −μ  | = |  1  |
 * </pre>
 *
 * <p>F grows by the emotion whose gradient {@code (H e − c)_k} is furthest below the one that all of F share, and loses those that would
 * become negative on the way. The objective falls every time, so no F comes twice.
 */
final class SimplexLeastSquares {
    /** How far below the shared gradient another one has to be, relative to H: rounding alone moves nothing. */
    private static final double TOLERANCE = 1e-12;

    private final NormalEquations problem;
    private final int size;
    private final boolean[] free;
    private final double[] e;

    private SimplexLeastSquares(NormalEquations problem) {
        this.problem = problem;
        this.size = problem.size();
        this.free = new boolean[size];
        this.e = new double[size];
    }

    /** The shares e [K]. */
    static double[] solve(NormalEquations problem) {
        return new SimplexLeastSquares(problem).solve();
    }

    private double[] solve() {
        int start = bestCorner();
        free[start] = true;
        e[start] = 1;
        double tolerance = TOLERANCE * NormalEquations.scale(problem.h());
        // Each round ends at the minimum of another F; there are few of them, and rounding must not make the search endless.
        for (int round = 0; round < 1 << Math.min(size, 20); round++) {
            int next = steepest(tolerance);
            if (next < 0) {
                return e;
            }
            free[next] = true;
            minimizeOnFree();
        }
        return e;
    }

    /** The emotion that explains most when it is all there is: least {@code ½ H_kk − c_k}. */
    private int bestCorner() {
        int best = 0;
        for (int k = 1; k < size; k++) {
            best = corner(k) < corner(best) ? k : best;
        }
        return best;
    }

    private double corner(int k) {
        return 0.5 * problem.h().get(k, k) - problem.c().get(k, 0);
    }

    /** The emotion outside of F along which the objective falls most, −1 when it falls along none: then e is the solution. */
    private int steepest(double tolerance) {
        double shared = 0;
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < size; k++) {
            double gradient = gradient(k);
            shared += e[k] * gradient;
            if (!free[k] && gradient < least) {
                least = gradient;
                best = k;
            }
        }
        return least < shared - tolerance ? best : -1;
    }

    private double gradient(int k) {
        double sum = -problem.c().get(k, 0);
        for (int j = 0; j < size; j++) {
            sum += problem.h().get(k, j) * e[j];
        }
        return sum;
    }

    /** Goes to the minimum on F; where that is beyond an edge of the simplex, to the edge, and on without that emotion. */
    private void minimizeOnFree() {
        while (true) {
            double[] target = minimumOnFree();
            double step = 1;
            int leaving = -1;
            for (int k = 0; k < size; k++) {
                if (free[k] && target[k] < 0 && e[k] / (e[k] - target[k]) < step) {
                    step = e[k] / (e[k] - target[k]);
                    leaving = k;
                }
            }
            for (int k = 0; k < size; k++) {
                e[k] = Math.max(0, e[k] + step * (target[k] - e[k]));
            }
            if (leaving < 0) {
                return;
            }
            e[leaving] = 0;
            free[leaving] = false;
        }
    }

    private double[] minimumOnFree() {
        int[] members = members();
        int n = members.length;
        DMatrixRMaj kkt = new DMatrixRMaj(n + 1, n + 1);
        DMatrixRMaj right = new DMatrixRMaj(n + 1, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                kkt.set(i, j, problem.h().get(members[i], members[j]));
            }
            kkt.set(i, n, 1);
            kkt.set(n, i, 1);
            right.set(i, 0, problem.c().get(members[i], 0));
        }
        right.set(n, 0, 1);
        LinearSolverDense<DMatrixRMaj> lu = LinearSolverFactory_DDRM.lu(n + 1);
        if (!lu.setA(kkt)) {
            throw new ArithmeticException("the normal equations are singular: " + problem.h());
        }
        DMatrixRMaj solution = new DMatrixRMaj(n + 1, 1);
        lu.solve(right, solution);
        double[] target = new double[size];
        for (int i = 0; i < n; i++) {
            target[members[i]] = solution.get(i, 0);
        }
        return target;
    }

    private int[] members() {
        int[] members = new int[size];
        int n = 0;
        for (int k = 0; k < size; k++) {
            if (free[k]) {
                members[n++] = k;
            }
        }
        return Arrays.copyOf(members, n);
    }
}
