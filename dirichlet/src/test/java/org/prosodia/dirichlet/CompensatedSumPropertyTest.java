package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Against decimal arithmetic without rounding. */
class CompensatedSumPropertyTest {

    private static final MathContext DIGITS = new MathContext(60);

    @Property(seed = "101")
    void sumIsExactToTwiceDoublePrecision(@ForAll("terms") List<Double> terms) {
        CompensatedSum sum = CompensatedSum.of(array(terms));
        BigDecimal exact = exactSum(terms);
        assertEquals(exact.doubleValue(), sum.high() + sum.low());
        double error = new BigDecimal(sum.high()).add(new BigDecimal(sum.low())).subtract(exact).doubleValue();
        assertEquals(0, error, 1e-30 * exact.doubleValue());
    }

    @Property(seed = "102")
    void differenceOfNearlyEqualSumsKeepsItsDigits(@ForAll("terms") List<Double> terms, @ForAll("small") double change) {
        List<Double> changed = new ArrayList<>(terms);
        changed.set(0, changed.get(0) * (1 + change));
        double exact = exactSum(changed).subtract(exactSum(terms)).doubleValue();
        double difference = CompensatedSum.of(array(changed)).minus(CompensatedSum.of(array(terms)));
        assertEquals(exact, difference, 1e-15 * Math.abs(exact) + 1e-30 * exactSum(terms).doubleValue());
    }

    /** ln((a / A) / (b / B)) for shares that nearly agree, by the series of ln(1 + u) at a u without rounding. */
    @Property(seed = "103")
    void logRatioOfNearlyEqualSharesKeepsItsDigits(@ForAll("terms") List<Double> terms, @ForAll("small") double change) {
        List<Double> changed = new ArrayList<>(terms);
        changed.set(0, changed.get(0) * (1 + change));
        BigDecimal left = new BigDecimal(changed.get(0)).multiply(exactSum(terms));
        BigDecimal right = new BigDecimal(terms.get(0)).multiply(exactSum(changed));
        double u = left.subtract(right).divide(right, DIGITS).doubleValue();
        double ratio = CompensatedSum.logRatioOfShares(changed.get(0), CompensatedSum.of(array(changed)),
                terms.get(0), CompensatedSum.of(array(terms)));
        assertEquals(Math.log1p(u), ratio, 1e-15 * Math.abs(u) + 1e-30);
    }

    @Property(seed = "104")
    void logRatioOfAnySharesIsTheDifferenceOfTheirLogarithms(@ForAll("terms") List<Double> a, @ForAll("terms") List<Double> b,
            @ForAll @IntRange(max = 1) int k) {
        CompensatedSum totalA = CompensatedSum.of(array(a));
        CompensatedSum totalB = CompensatedSum.of(array(b));
        double ratio = CompensatedSum.logRatioOfShares(a.get(k), totalA, b.get(k), totalB);
        double expected = Math.log(a.get(k)) - Math.log(totalA.high()) - Math.log(b.get(k)) + Math.log(totalB.high());
        assertEquals(expected, ratio, 1e-13);
        assertEquals(-ratio, CompensatedSum.logRatioOfShares(b.get(k), totalB, a.get(k), totalA), 2e-15 * (1 + Math.abs(ratio)));
    }

    private static double[] array(List<Double> terms) {
        return terms.stream().mapToDouble(term -> term).toArray();
    }

    private static BigDecimal exactSum(List<Double> terms) {
        return terms.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Provide
    Arbitrary<List<Double>> terms() {
        return Settings.decimals(-6, 5).list().ofMinSize(2).ofMaxSize(8);
    }

    @Provide
    Arbitrary<Double> small() {
        return Settings.decimals(-14, -4);
    }
}
