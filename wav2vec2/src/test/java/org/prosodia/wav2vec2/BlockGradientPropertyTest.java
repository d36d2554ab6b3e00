package org.prosodia.wav2vec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.check.GradientCheck;

/** Each part of the model by itself: gradients of its input and of all its parameters against central differences. */
@Domain(TinyDomain.class)
@Domain(DomainContext.Global.class)
class BlockGradientPropertyTest {
    /** A row of few channels may be nearly constant, and its norm then steep: shorter steps than usual follow it, but not perfectly. */
    private static final GradientCheck CHECK = new GradientCheck(1e-6, 1e-6, 1, 6);

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** Noise [B, T, channels] in the shape of a batch's frames. */
    private Tensor frames(TinyBatch batch, int channels) {
        return runtime.normal(DType.F64, 0, 1, new Rng(batch.seed()), batch.lengths().size(), batch.frames(), channels);
    }

    private static <M extends Module> M random(M block, TinyBatch batch) {
        TinyModels.randomize(block, batch.config().seed());
        return block;
    }

    private static void check(UnaryOperator<Tensor> block, Map<String, Tensor> parameters, Tensor input, TinyBatch batch) {
        Map<String, Tensor> leaves = new LinkedHashMap<>(parameters);
        leaves.put("input", input.requireGrad());
        CHECK.withSeed(batch.seed()).run(() -> block.apply(input), leaves).requirePassed();
    }

    @Property(seed = "1")
    void convolutionsFromSamplesToFrames(@ForAll TinyBatch batch) {
        FeatureEncoder block = random(new FeatureEncoder(runtime, DType.F64, batch.config().features()), batch);
        check(samples -> block.forward(samples, Probe.NONE), block.namedParameters(), batch.filled(runtime, DType.F64, 2), batch);
    }

    @Property(seed = "2")
    void projectionToTheTransformer(@ForAll TinyBatch batch) {
        Wav2Vec2Config config = batch.config().parsed(Map.of());
        FeatureProjection block = random(new FeatureProjection(runtime, DType.F64, config, new Rng(1)), batch);
        check(x -> block.forward(x, Probe.NONE), block.namedParameters(), frames(batch, config.features().dims().getLast()), batch);
    }

    @Property(seed = "3")
    void positionsOfOddAndEvenKernelsInGroups(@ForAll TinyBatch batch) {
        Wav2Vec2Config config = batch.config().parsed(Map.of());
        PositionalConvEmbedding block = random(new PositionalConvEmbedding(runtime, DType.F64, config.transformer()), batch);
        check(block::forward, block.namedParameters(), frames(batch, batch.config().hidden()), batch);
    }

    @Property(seed = "4")
    void transformerLayersWithAMask(@ForAll TinyBatch batch) {
        EncoderLayer block = random(new EncoderLayer(runtime, DType.F64, batch.config().parsed(Map.of()), new Rng(1)), batch);
        Mask valid = batch.valid();
        check(x -> block.forward(x, valid, "layer", Probe.NONE), block.namedParameters(), frames(batch, batch.config().hidden()), batch);
    }

    @Property(seed = "5")
    void transformerLayersThatDrop(@ForAll TinyBatch batch, @ForAll TinyNoise noise) {
        Rng rng = new Rng(noise.seed());
        EncoderLayer block = random(new EncoderLayer(runtime, DType.F64, batch.config().parsed(noise.keys()), rng), batch);
        block.train(true);
        check(x -> {
            rng.restore(noise.seed());
            return block.forward(x, null, "layer", Probe.NONE);
        }, block.namedParameters(), frames(batch, batch.config().hidden()), batch);
    }

    @Property(seed = "6")
    void feedForward(@ForAll TinyBatch batch) {
        FeedForward block = random(new FeedForward(runtime, DType.F64, batch.config().parsed(Map.of()), new Rng(1)), batch);
        check(block::forward, block.namedParameters(), frames(batch, batch.config().hidden()), batch);
    }

    @Property(seed = "7")
    void poolingOfEveryKindOverValidFrames(@ForAll TinyBatch drawn, @ForAll Pooling.Mode mode) {
        TinyBatch batch = drawn.heard();
        check(x -> Pooling.pool(mode, x, batch.valid()), Map.of(), frames(batch, batch.config().hidden()), batch);
    }

    @Property(seed = "8")
    void movingAveragesOfValidFrames(@ForAll TinyBatch batch) {
        check(x -> Pooling.movingAverage(x, batch.valid(), 5), Map.of(), frames(batch, batch.config().hidden()), batch);
    }

    /** From the hidden states, which need no encoder behind them. */
    @Property(seed = "9")
    void headsOverValidFrames(@ForAll TinyBatch drawn, @ForAll TinyHead head) {
        TinyBatch batch = drawn.heard();
        EmotionModel model = head.on(batch.config().encoder(runtime, DType.F64, head.keys()), batch.seed());
        model.encoder().requireGrad(false);
        Map<String, Tensor> parameters = new LinkedHashMap<>(model.namedParameters());
        parameters.values().removeIf(parameter -> !parameter.requiresGrad());
        int layers = batch.config().transformer().layers();
        check(x -> {
            List<Tensor> states = IntStream.rangeClosed(0, layers).mapToObj(i -> x.mul(1 - 0.3 * i)).toList();
            return model.clipLogits(new Wav2Vec2Output(x, states, batch.valid()));
        }, parameters, frames(batch, batch.config().hidden()), batch);
    }
}
