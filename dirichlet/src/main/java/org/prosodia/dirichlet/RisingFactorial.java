package org.prosodia.dirichlet;

import org.prosodia.tensor.math.Digamma;
import org.prosodia.tensor.math.LogGamma;
import org.prosodia.tensor.math.Trigamma;

/** The rising factorial {@code Γ(a + n) / Γ(a) = a (a + 1) … (a + n − 1)} and its logarithmic derivatives in a. */
final class RisingFactorial {

    /** Up to here the sums are taken term by term: no cancellation, however large a is. */
    private static final int MAX_TERMS = 1000;

    private RisingFactorial() {}

    /** {@code ln Γ(a + n) − ln Γ(a) = Σ_{i<n} ln(a + i)}. */
    static double log(double a, int n) {
        if (n > MAX_TERMS) {
            return LogGamma.value(a + n) - LogGamma.value(a);
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.log(a + i);
        }
        return sum;
    }

    /** {@code ψ(a + n) − ψ(a) = Σ_{i<n} 1/(a + i)}. */
    static double derivative(double a, int n) {
        if (n > MAX_TERMS) {
            return Digamma.value(a + n) - Digamma.value(a);
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 1 / (a + i);
        }
        return sum;
    }

    /** {@code ψ′(a + n) − ψ′(a) = −Σ_{i<n} 1/(a + i)²}. */
    static double secondDerivative(double a, int n) {
        if (n > MAX_TERMS) {
            return Trigamma.value(a + n) - Trigamma.value(a);
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum -= 1 / ((a + i) * (a + i));
        }
        return sum;
    }
}
