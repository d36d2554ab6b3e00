package org.prosodia.wav2vec2;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.domains.DomainContextBase;
import org.prosodia.wav2vec2.Wav2Vec2Config.FeatureNorm;
import org.prosodia.wav2vec2.Wav2Vec2Config.Features;
import org.prosodia.wav2vec2.Wav2Vec2Config.Transformer;

/** Draws tiny models of both families and everything between, batches for them, and the noise of training. */
final class TinyDomain extends DomainContextBase {
    /** Samples of a clip at most. */
    private static final int LONGEST = 59;

    private record Conv(int channels, int kernel, int stride) {}

    /**
     * One to three convolutions, three channels at least: of two, a layer norm leaves hardly more than which is the larger. Likewise the
     * first kernel has two taps at least: of one sample, a layer norm leaves hardly more than its sign.
     */
    @Provide
    Arbitrary<Features> features() {
        return Combinators.combine(conv(2), conv(1).list().ofMaxSize(2), Arbitraries.of(FeatureNorm.class), flag(), flag())
                .as((first, others, norm, bias, projectionNorm) ->
                        features(Stream.concat(Stream.of(first), others.stream()).toList(), norm, bias, projectionNorm));
    }

    private static Arbitrary<Conv> conv(int leastKernel) {
        return Combinators.combine(integer(3, 5), integer(leastKernel, 4), integer(1, 3)).as(Conv::new);
    }

    private static Features features(List<Conv> convs, FeatureNorm norm, boolean bias, boolean projectionNorm) {
        return new Features(convs.stream().map(Conv::channels).toList(), convs.stream().map(Conv::kernel).toList(),
                convs.stream().map(Conv::stride).toList(), bias, norm, projectionNorm);
    }

    @Provide
    Arbitrary<Transformer> transformers() {
        return Arbitraries.of(4, 5, 6, 8, 9, 12).flatMap(hidden -> Combinators
                .combine(integer(1, 3), divisor(hidden), integer(1, 9), flag(), Arbitraries.of(1e-5, 1e-3, 0.1), integer(1, 8),
                        divisor(hidden))
                .as((layers, heads, inner, stable, eps, kernel, groups) ->
                        new Transformer(hidden, layers, heads, inner, stable, eps, kernel, groups, 0.02)));
    }

    /** Only HuBERTs may lack the norm before the projection. */
    @Provide
    Arbitrary<TinyConfig> configs() {
        return Combinators.combine(features(), transformers(), seed())
                .flatAs((features, transformer, seed) -> (features.projectionNorm() ? flag() : Arbitraries.just(true))
                        .map(hubert -> new TinyConfig(hubert, features, transformer, seed)))
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<TinyBatch> batches() {
        return configs().flatMap(config -> integer(config.features().receptiveField(), LONGEST).flatMap(samples ->
                Combinators.combine(integer(0, samples).list().ofMaxSize(2), seed())
                        .as((shorter, seed) -> new TinyBatch(config, samples, longestFirst(samples, shorter), seed)))).withoutEdgeCases();
    }

    private static List<Integer> longestFirst(int samples, List<Integer> shorter) {
        return Stream.concat(Stream.of(samples), shorter.stream()).toList();
    }

    @Provide
    Arbitrary<TinyNoise> noise() {
        Arbitrary<Double> rate = Arbitraries.of(0.0, 0.1, 0.5);
        return Combinators.combine(rate, rate, rate, rate, rate, rate, rate, seed()).as(TinyNoise::new).withoutEdgeCases();
    }

    private static Arbitrary<Integer> integer(int least, int most) {
        return Arbitraries.integers().between(least, most).withDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Boolean> flag() {
        return Arbitraries.of(false, true);
    }

    private static Arbitrary<Integer> divisor(int n) {
        return Arbitraries.of(IntStream.rangeClosed(1, n).filter(d -> n % d == 0).boxed().toList());
    }

    private static Arbitrary<Long> seed() {
        return Arbitraries.longs().between(0, 9999);
    }
}
