package org.prosodia.tensor.backend.vector;

/**
 * Whether {@link Math#fma} is an instruction. Nothing in Java says so, but where it is none, each one is a computation with
 * {@link java.math.BigDecimal}, and a vector of them no better.
 *
 * <p>The quickest of a few decides: an instruction takes 0.1 µs when interpreted, less when compiled; BigDecimal, with exponents so far
 * apart, 10 µs when compiled and 60 when interpreted. Whatever else the machine does can only make some of them slower.
 */
final class FusedMultiplyAdd {
    private static final int TRIES = 8;
    private static final long LIMIT_NANOS = 2_000;
    private static final double SMALL = 1e-60;
    private static final double LARGE = 1e120;

    private FusedMultiplyAdd() {}

    static boolean isAnInstruction() {
        double sum = LARGE;
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && quickest > LIMIT_NANOS; i++) {
            long start = System.nanoTime();
            sum = Math.fma(SMALL, SMALL, sum);
            quickest = Math.min(quickest, System.nanoTime() - start);
        }
        return quickest <= LIMIT_NANOS && sum == LARGE;
    }
}
