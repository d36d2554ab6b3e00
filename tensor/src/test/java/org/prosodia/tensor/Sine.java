package org.prosodia.tensor;

import org.prosodia.tensor.backend.ScalarFunction;

/** A function that the library does not have. */
record Sine() implements ScalarFunction.Named {
    @Override
    public double value(double x) {
        return Math.sin(x);
    }

    @Override
    public double derivative(double x) {
        return Math.cos(x);
    }
}
