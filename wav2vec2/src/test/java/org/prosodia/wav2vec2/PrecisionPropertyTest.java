package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.prosodia.tensor.testing.Close.assertClose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** What a model gives does not depend on who computes it, beyond rounding; and not at all on whether it is asked again or recorded. */
@Domain(TinyDomain.class)
@Domain(DomainContext.Global.class)
class PrecisionPropertyTest {
    /** Of the largest element: numbers of 24 bits pass through a dozen layers, and norms may make their rounding a hundred times larger. */
    private static final double F32_TOLERANCE = 2e-4;

    private final TensorRuntime plain = TensorRuntime.create("plain", 1);
    private final TensorRuntime fast = TensorRuntime.create("auto", 1);

    /** Logits and gradients of one pass over a padded batch, of the parameters and of the samples, by name. */
    private static Map<String, double[]> pass(EmotionModel model, TinyBatch batch, Tensor samples) {
        model.zeroGrad();
        samples.requireGrad().zeroGrad();
        Tensor logits = model.clipLogits(model.encodePadded(samples, batch.lengthsArray()));
        logits.mul(TinyModels.noise(samples.runtime(), samples.dtype(), batch.seed(), logits.dim(0), logits.dim(1))).sum().backward();
        Map<String, double[]> results = new LinkedHashMap<>();
        results.put("logits", logits.toDoubles());
        results.put("samples", samples.grad().toDoubles());
        model.namedParameters().forEach((name, parameter) -> {
            if (parameter.grad() != null) {
                results.put(name, parameter.grad().toDoubles());
            }
        });
        return results;
    }

    private static EmotionModel model(TinyBatch batch, TinyHead head, TensorRuntime runtime, DType dtype) {
        return head.on(batch.config().encoder(runtime, dtype, head.keys()), batch.seed());
    }

    private List<TensorRuntime> runtimes() {
        return List.of(plain, fast);
    }

    @Property(seed = "1")
    void singlePrecisionFollowsDoublePrecision(@ForAll TinyBatch drawn, @ForAll TinyHead head) {
        TinyBatch batch = drawn.heard();
        Map<String, double[]> exact = pass(model(batch, head, plain, DType.F64), batch, batch.filled(plain, DType.F64, 2));
        for (TensorRuntime runtime : runtimes()) {
            Map<String, double[]> rounded = pass(model(batch, head, runtime, DType.F32), batch, batch.filled(runtime, DType.F32, 2));
            assertEquals(exact.keySet(), rounded.keySet());
            exact.forEach((name, values) ->
                    assertClose(values, rounded.get(name), F32_TOLERANCE, name + " on " + runtime.backend().name()));
        }
    }

    @Property(seed = "2")
    void askedAgainAModelGivesTheSameBits(@ForAll TinyBatch drawn, @ForAll TinyHead head, @ForAll TinyNoise noise) {
        TinyBatch batch = drawn.heard();
        for (TensorRuntime runtime : runtimes()) {
            Map<String, Object> keys = new LinkedHashMap<>(noise.keys());
            keys.putAll(head.keys());
            EmotionModel model = head.on(batch.config().encoder(runtime, DType.F32, keys), batch.seed());
            model.train(true);
            model.encoder().reseed(noise.seed());
            Map<String, double[]> first = pass(model, batch, batch.tensor(runtime, DType.F32));
            model.encoder().reseed(noise.seed());
            Map<String, double[]> second = pass(model, batch, batch.tensor(runtime, DType.F32));
            assertEquals(first.keySet(), second.keySet());
            first.forEach((name, values) -> assertArrayEquals(values, second.get(name), name + " on " + runtime.backend().name()));
        }
    }

    @Property(seed = "3")
    void withoutRecordingEveryHiddenStateHasTheSameBits(@ForAll TinyBatch batch) {
        for (TensorRuntime runtime : runtimes()) {
            for (DType dtype : DType.values()) {
                Wav2Vec2Model model = batch.config().encoder(runtime, dtype);
                Tensor samples = batch.tensor(runtime, dtype);
                Wav2Vec2Output recorded = model.forward(samples, batch.lengthsArray(), true, Probe.NONE);
                try (GradScope _ = runtime.noGrad()) {
                    Wav2Vec2Output inferred = model.forward(samples, batch.lengthsArray(), true, Probe.NONE);
                    assertArrayEquals(recorded.lastHiddenState().toDoubles(), inferred.lastHiddenState().toDoubles(), "last hidden state");
                    for (int i = 0; i < recorded.hiddenStates().size(); i++) {
                        assertArrayEquals(recorded.hiddenStates().get(i).toDoubles(), inferred.hiddenStates().get(i).toDoubles(),
                                "hidden state " + i);
                    }
                }
            }
        }
    }
}
