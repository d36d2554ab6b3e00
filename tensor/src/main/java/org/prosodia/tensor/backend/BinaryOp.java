package org.prosodia.tensor.backend;

/** Elementwise functions of two numbers. Their derivatives stand with the ops that use them. */
public enum BinaryOp {
    ADD {
        @Override
        public double apply(double x, double y) {
            return x + y;
        }
    },
    SUB {
        @Override
        public double apply(double x, double y) {
            return x - y;
        }
    },
    MUL {
        @Override
        public double apply(double x, double y) {
            return x * y;
        }
    },
    DIV {
        @Override
        public double apply(double x, double y) {
            return x / y;
        }
    },
    /** NaN where either is NaN. */
    MAX {
        @Override
        public double apply(double x, double y) {
            return Math.max(x, y);
        }
    },
    /** NaN where either is NaN. */
    MIN {
        @Override
        public double apply(double x, double y) {
            return Math.min(x, y);
        }
    },
    /** 1 where x > y, ½ where equal, else 0: the share of x in the gradient of a maximum. */
    STEP {
        @Override
        public double apply(double x, double y) {
            return x > y ? 1 : x == y ? 0.5 : 0;
        }
    };

    public abstract double apply(double x, double y);
}
