package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.check.GradientCheck;

/** Backward through whole models, from a head or the last frames down to every parameter and the samples, against central differences. */
@Domain(TinyDomain.class)
@Domain(DomainContext.Global.class)
class EncoderGradientPropertyTest {
    /** A row of few channels may be nearly constant, and its norm then steep: shorter steps than usual follow it, but not perfectly. */
    private static final GradientCheck CHECK = new GradientCheck(1e-5, 1e-6, 1, 2);

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** Noise in the padding as well: of silence, norms are as steep as 1/√eps, and no difference can follow them. */
    private Tensor steady(TinyBatch batch) {
        return batch.filled(runtime, DType.F64, 2);
    }

    private static void check(Supplier<Tensor> f, Module model, Tensor samples, long seed) {
        Map<String, Tensor> leaves = new LinkedHashMap<>(model.namedParameters());
        leaves.values().removeIf(parameter -> !parameter.requiresGrad());
        leaves.put("samples", samples.requireGrad());
        CHECK.withSeed(seed).run(f, leaves).requirePassed();
    }

    @Property(seed = "1")
    void ofTheLastHiddenState(@ForAll TinyBatch batch) {
        Wav2Vec2Model model = batch.config().encoder(runtime, DType.F64);
        Tensor samples = steady(batch);
        check(() -> model.forward(samples).lastHiddenState(), model, samples, batch.seed());
    }

    @Property(seed = "2")
    void ofAPaddedBatchWithAnAttentionMask(@ForAll TinyBatch batch) {
        Wav2Vec2Model model = batch.config().encoder(runtime, DType.F64);
        Tensor samples = steady(batch);
        check(() -> model.forward(samples, batch.lengthsArray(), false, Probe.NONE).lastHiddenState(), model, samples, batch.seed());
    }

    @Property(seed = "3")
    void throughEveryHead(@ForAll TinyBatch drawn, @ForAll TinyHead head) {
        TinyBatch batch = drawn.heard();
        EmotionModel model = head.on(batch.config().encoder(runtime, DType.F64, head.keys()), batch.seed());
        Tensor samples = steady(batch);
        check(() -> model.clipLogits(model.encodePadded(samples, batch.lengthsArray())), model, samples, batch.seed());
    }

    @Property(seed = "4")
    void ofTheLogitsOfEveryFrame(@ForAll TinyBatch batch) {
        FrameClassifier model = (FrameClassifier) TinyHead.FRAMES.on(batch.config().encoder(runtime, DType.F64), batch.seed());
        Tensor samples = steady(batch);
        check(() -> model.frameLogits(model.encodePadded(samples, batch.lengthsArray())), model, samples, batch.seed());
    }

    @Property(seed = "5")
    void ofTrainingWithAllItsNoise(@ForAll TinyBatch batch, @ForAll TinyNoise noise) {
        Wav2Vec2Model model = training(batch, noise);
        Tensor samples = steady(batch);
        check(() -> trained(model, batch, noise, samples), model, samples, batch.seed());
    }

    @Property(seed = "6")
    void ofLayersThatBackwardComputesAgain(@ForAll TinyBatch batch, @ForAll TinyNoise noise) {
        Wav2Vec2Model model = training(batch, noise);
        Tensor samples = steady(batch);
        model.gradientCheckpointing(true);
        check(() -> trained(model, batch, noise, samples), model, samples, batch.seed());
    }

    @Property(seed = "7")
    void layersThatBackwardComputesAgainGiveTheSameBits(@ForAll TinyBatch batch, @ForAll TinyNoise noise) {
        Wav2Vec2Model model = training(batch, noise);
        Map<String, double[]> kept = gradients(model, batch, noise);
        model.gradientCheckpointing(true);
        Map<String, double[]> again = gradients(model, batch, noise);
        assertEquals(kept.keySet(), again.keySet());
        kept.forEach((name, gradient) -> assertArrayEquals(gradient, again.get(name), name));
    }

    @Property(seed = "8")
    void whatIsFrozenGetsNoGradientAndTheRestTheSameBits(@ForAll TinyBatch batch, @ForAll TinyNoise noise, @ForAll Frozen frozen) {
        Wav2Vec2Model model = training(batch, noise);
        Map<String, double[]> free = gradients(model, batch, noise);
        model.namedParameters().forEach((name, parameter) -> parameter.requireGrad(!frozen.holds(name)));
        Map<String, double[]> rest = gradients(model, batch, noise);
        assertArrayEquals(free.get("samples"), rest.get("samples"), "samples");
        model.namedParameters().forEach((name, parameter) -> {
            if (frozen.holds(name)) {
                assertNull(rest.get(name), name);
            } else if (free.containsKey(name)) {
                assertArrayEquals(free.get(name), rest.get(name), name);
            }
        });
    }

    /** Parts of the model that may be frozen. */
    enum Frozen {
        CONVOLUTIONS(name -> name.startsWith("feature_extractor.")),
        ALL_BELOW_THE_LAYERS(name -> !name.startsWith("encoder.layers.")),
        ALL_BUT_THE_FIRST_LAYER(name -> !name.startsWith("encoder.layers.0.")),
        BIASES(name -> name.endsWith("bias")),
        WEIGHTS(name -> !name.endsWith("bias"));

        private final Predicate<String> names;

        Frozen(Predicate<String> names) {
            this.names = names;
        }

        boolean holds(String name) {
            return names.test(name);
        }
    }

    private Wav2Vec2Model training(TinyBatch batch, TinyNoise noise) {
        Wav2Vec2Model model = batch.config().encoder(runtime, DType.F64, noise.keys());
        model.train(true);
        return model;
    }

    private static Tensor trained(Wav2Vec2Model model, TinyBatch batch, TinyNoise noise, Tensor samples) {
        model.reseed(noise.seed());
        return model.forwardPadded(samples, batch.lengthsArray(), false).lastHiddenState();
    }

    /** Gradients of a weighted sum of the frames, of the samples and of the parameters that get any. */
    private Map<String, double[]> gradients(Wav2Vec2Model model, TinyBatch batch, TinyNoise noise) {
        model.zeroGrad();
        Tensor samples = steady(batch).requireGrad();
        Tensor last = trained(model, batch, noise, samples);
        last.mul(TinyModels.noise(runtime, DType.F64, batch.seed(), 1, last.size()).reshape(last.shape())).sum().backward();
        Map<String, double[]> gradients = new HashMap<>();
        gradients.put("samples", samples.grad().toDoubles());
        model.namedParameters().forEach((name, parameter) -> {
            if (parameter.grad() != null) {
                gradients.put(name, parameter.grad().toDoubles());
            }
        });
        return gradients;
    }
}
