package org.prosodia.tensor.check;

import java.util.List;
import java.util.Locale;

/**
 * The derivative of L = Σ c ∘ f with respect to one element of one input, computed in two ways.
 *
 * @param input the input's name
 * @param element the position in it, one index an axis
 * @param analytic what backward left there
 * @param left (L(x) − L(x − h)) / h
 * @param numeric the central difference (L(x + h) − L(x − h)) / 2h
 * @param right (L(x + h) − L(x)) / h
 */
public record PartialDerivative(String input, List<Integer> element, double analytic, double left, double numeric, double right) {
    /** Slopes on both sides that differ by more than this are taken for a kink: curvature leaves h f″, of the order of 1e-5. */
    private static final double KINK = 1e-2;

    /** |analytic − numeric|, relative to the larger of them where that exceeds 1; NaN where either is. */
    public double error() {
        return Math.abs(analytic - numeric) / scale(analytic, numeric);
    }

    /** Whether the slopes on both sides differ as where the function has a kink: there no derivative exists to compare with. */
    public boolean atKink() {
        return Math.abs(right - left) > KINK * scale(left, right);
    }

    private static double scale(double a, double b) {
        return Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }

    @Override
    public String toString() {
        String row = String.format(Locale.ROOT, "%-10s %-14s %22.15g %22.15g %10.2e", input, element, analytic, numeric, error());
        return atKink() ? row + String.format(Locale.ROOT, "  a kink? slope %.6g before, %.6g after", left, right) : row;
    }
}
