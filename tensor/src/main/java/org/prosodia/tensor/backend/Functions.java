package org.prosodia.tensor.backend;

import org.prosodia.tensor.math.Digamma;
import org.prosodia.tensor.math.Erf;
import org.prosodia.tensor.math.Gelu;
import org.prosodia.tensor.math.LogGamma;
import org.prosodia.tensor.math.LogSigmoid;
import org.prosodia.tensor.math.Sigmoid;
import org.prosodia.tensor.math.Softplus;
import org.prosodia.tensor.math.Trigamma;

/** Functions without parameters, each with its derivative. */
public enum Functions implements ScalarFunction.Named {
    /** y = eˣ, dy/dx = eˣ. */
    EXP {
        @Override
        public double value(double x) {
            return Math.exp(x);
        }

        @Override
        public double derivative(double x) {
            return Math.exp(x);
        }
    },
    /** y = ln x, dy/dx = 1/x. */
    LOG {
        @Override
        public double value(double x) {
            return Math.log(x);
        }

        @Override
        public double derivative(double x) {
            return 1 / x;
        }
    },
    /** y = √x, dy/dx = 1/(2√x). */
    SQRT {
        @Override
        public double value(double x) {
            return Math.sqrt(x);
        }

        @Override
        public double derivative(double x) {
            return 0.5 / Math.sqrt(x);
        }
    },
    /** y = x², dy/dx = 2x. */
    SQUARE {
        @Override
        public double value(double x) {
            return x * x;
        }

        @Override
        public double derivative(double x) {
            return 2 * x;
        }
    },
    /** y = 1/x, dy/dx = −1/x². */
    RECIPROCAL {
        @Override
        public double value(double x) {
            return 1 / x;
        }

        @Override
        public double derivative(double x) {
            return -1 / (x * x);
        }
    },
    /** y = |x|, dy/dx = sign x (0 at 0). */
    ABS {
        @Override
        public double value(double x) {
            return Math.abs(x);
        }

        @Override
        public double derivative(double x) {
            return Math.signum(x);
        }
    },
    /** y = tanh x, dy/dx = 1 − tanh² x. */
    TANH {
        @Override
        public double value(double x) {
            return Math.tanh(x);
        }

        @Override
        public double derivative(double x) {
            return 1 - Math.tanh(x) * Math.tanh(x);
        }
    },
    /** y = σ(x) = 1/(1 + e⁻ˣ), dy/dx = σ(x) σ(−x). */
    SIGMOID {
        @Override
        public double value(double x) {
            return Sigmoid.value(x);
        }

        @Override
        public double derivative(double x) {
            return Sigmoid.derivative(x);
        }
    },
    /** y = log σ(x) = −softplus(−x), dy/dx = σ(−x). */
    LOG_SIGMOID {
        @Override
        public double value(double x) {
            return LogSigmoid.value(x);
        }

        @Override
        public double derivative(double x) {
            return LogSigmoid.derivative(x);
        }
    },
    /** y = log(1 + eˣ), dy/dx = σ(x). */
    SOFTPLUS {
        @Override
        public double value(double x) {
            return Softplus.value(x);
        }

        @Override
        public double derivative(double x) {
            return Softplus.derivative(x);
        }
    },
    /** y = max(x, 0), dy/dx = 1 where x > 0, else 0. */
    RELU {
        @Override
        public double value(double x) {
            return Math.max(x, 0);
        }

        @Override
        public double derivative(double x) {
            return x > 0 ? 1 : 0;
        }
    },
    /** y = x Φ(x) with the exact normal distribution Φ (erf), dy/dx = Φ(x) + x φ(x) (Hendrycks and Gimpel, 2016). */
    GELU {
        @Override
        public double value(double x) {
            return Gelu.value(x);
        }

        @Override
        public double derivative(double x) {
            return Gelu.derivative(x);
        }
    },
    /** y = erf x, dy/dx = 2/√π e^(−x²). */
    ERF {
        @Override
        public double value(double x) {
            return Erf.value(x);
        }

        @Override
        public double derivative(double x) {
            return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
        }
    },
    /** y = log |Γ(x)|, dy/dx = ψ(x). */
    LGAMMA {
        @Override
        public double value(double x) {
            return LogGamma.value(x);
        }

        @Override
        public double derivative(double x) {
            return Digamma.value(x);
        }
    },
    /** y = ψ(x) = d/dx log Γ(x), dy/dx = ψ′(x). */
    DIGAMMA {
        @Override
        public double value(double x) {
            return Digamma.value(x);
        }

        @Override
        public double derivative(double x) {
            return Trigamma.value(x);
        }
    };
}
