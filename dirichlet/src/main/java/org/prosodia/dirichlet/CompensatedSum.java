package org.prosodia.dirichlet;

/**
 * A sum with its rounding error: {@code high + low} is the sum to about twice double precision (Knuth's TwoSum, cascaded).
 *
 * @param high the sum, rounded
 * @param low what the rounding lost
 */
record CompensatedSum(double high, double low) {

    static final CompensatedSum ONE = new CompensatedSum(1, 0);

    static CompensatedSum of(double[] terms) {
        double high = 0;
        double low = 0;
        for (double term : terms) {
            double sum = high + term;
            double shifted = sum - high;
            low += (high - (sum - shifted)) + (term - shifted);
            high = sum;
        }
        return new CompensatedSum(high, low);
    }

    /** This sum minus another: exact to rounding even where the two nearly agree. */
    double minus(CompensatedSum other) {
        return (high - other.high) + (low - other.low);
    }

    /**
     * {@code ln((a / A) / (b / B))}, the log ratio of two shares of two totals. With {@code u = (aB − bA) / (bA)} it is ln(1 + u); fused
     * multiply-adds and the compensated totals keep u accurate to the last bits however close the shares are, which matters because
     * densities multiply this by concentrations of up to 10^6.
     */
    static double logRatioOfShares(double a, CompensatedSum totalA, double b, CompensatedSum totalB) {
        double product = b * totalA.high;
        double productError = Math.fma(b, totalA.high, -product);
        double difference = Math.fma(a, totalB.high, -product) - productError + (a * totalB.low - b * totalA.low);
        double u = difference / product;
        return Math.abs(u) < 0.5 ? Math.log1p(u) : Math.log(a) - Math.log(product / totalB.high);
    }
}
