package org.prosodia.dirichlet;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import org.prosodia.dirichlet.Setting.Category;

/** Settings of 2 to 8 categories, of short decimal numbers, which shrink towards two categories of concentration 1. */
final class Settings {

    private Settings() {}

    /** Concentrations in 0.1 … 100 and shares above 10^−4, as networks give them. */
    @ForAll(supplier = ModerateSettings.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Moderate {}

    /** The whole range that is stated for the distribution, 10^−6 … 10^6, and shares down to 10^−300. */
    @ForAll(supplier = ExtremeSettings.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Extreme {}

    static final class ModerateSettings implements ArbitrarySupplier<Setting> {
        @Override
        public Arbitrary<Setting> get() {
            return settings(decimals(-1, 1), decimals(-3, -1));
        }
    }

    static final class ExtremeSettings implements ArbitrarySupplier<Setting> {
        @Override
        public Arbitrary<Setting> get() {
            return settings(decimals(-6, 5), Arbitraries.oneOf(decimals(-3, 0), decimals(-300, 0)));
        }
    }

    private static Arbitrary<Setting> settings(Arbitrary<Double> concentrations, Arbitrary<Double> weights) {
        return Combinators.combine(concentrations, concentrations, weights, logits(),
                        Arbitraries.integers().between(0, 20), Arbitraries.integers().between(0, 99))
                .as(Category::new).list().ofMinSize(2).ofMaxSize(8).map(Setting::new);
    }

    /** Three digits and an exponent, spread evenly over the magnitudes: 10^lowest … 10^(highest + 1). */
    static Arbitrary<Double> decimals(int lowest, int highest) {
        Arbitrary<Integer> digits = Arbitraries.integers().between(100, 1000).edgeCases(edges -> edges.includeOnly(100, 1000));
        Arbitrary<Integer> exponent = Arbitraries.integers().between(lowest, highest)
                .edgeCases(edges -> edges.includeOnly(lowest, highest));
        return Combinators.combine(digits, exponent).as((d, e) -> Double.parseDouble(d + "e" + (e - 2)));
    }

    /** −8 … 8, at odd multiples of 0.005, which keeps them off the bounds of clamps: there is no slope to compare with at a kink. */
    static Arbitrary<Double> logits() {
        return Arbitraries.integers().between(-800, 799).edgeCases(edges -> edges.includeOnly(-800, 0, 799)).map(i -> (2 * i + 1) / 200.0);
    }
}
