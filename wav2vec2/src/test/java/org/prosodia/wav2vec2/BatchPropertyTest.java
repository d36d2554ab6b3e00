package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.prosodia.tensor.testing.Close.assertClose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.Wav2Vec2Config.FeatureNorm;

/**
 * What clips in a batch know of each other and of their padding: nothing of each other; of their padding, models with layer norm
 * nothing, and models with group norm how much there is and what is in it, through the statistics over time.
 */
@Domain(TinyDomain.class)
@Domain(DomainContext.Global.class)
class BatchPropertyTest {
    private static final double ROUNDING = 1e-10;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    private Tensor encode(TinyBatch batch, Tensor samples) {
        Wav2Vec2Model model = batch.config().encoder(runtime, DType.F64);
        return model.forward(samples, batch.lengthsArray(), false, Probe.NONE).lastHiddenState();
    }

    private Tensor encode(TinyBatch batch) {
        return encode(batch, batch.tensor(runtime, DType.F64));
    }

    @Property(seed = "1")
    void withLayerNormAClipInAPaddedBatchGivesWhatItGivesAlone(@ForAll TinyBatch drawn) {
        TinyBatch batch = drawn.heard().withNorm(FeatureNorm.LAYER);
        Tensor together = encode(batch);
        Wav2Vec2Model model = batch.config().encoder(runtime, DType.F64);
        for (int b = 0; b < batch.lengths().size(); b++) {
            double[] clip = batch.clip(b);
            Tensor alone = model.forward(runtime.tensor(clip, 1, clip.length)).lastHiddenState();
            assertClose(alone.toDoubles(), batch.framesOf(b, together), ROUNDING, "clip " + b);
        }
    }

    /** Also with group norm, whose statistics are each clip's own: padding with as many zeros makes up for all the difference. */
    @Property(seed = "2")
    void aClipInAPaddedBatchGivesWhatItGivesAloneWithThatPadding(@ForAll TinyBatch batch) {
        Tensor together = encode(batch);
        Wav2Vec2Model model = batch.config().encoder(runtime, DType.F64);
        for (int b = 0; b < batch.lengths().size(); b++) {
            Tensor padded = runtime.tensor(Arrays.copyOf(batch.clip(b), batch.samples()), 1, batch.samples());
            Tensor alone = model.forward(padded, new int[] {batch.lengths().get(b)}, false, Probe.NONE).lastHiddenState();
            assertClose(alone.toDoubles(), together.slice(0, b, 1).toDoubles(), ROUNDING, "clip " + b);
        }
    }

    @Property(seed = "3")
    void theOrderOfTheClipsDoesNotMatter(@ForAll TinyBatch batch) {
        Tensor samples = batch.tensor(runtime, DType.F64);
        List<Integer> lengths = new ArrayList<>(batch.lengths());
        Collections.reverse(lengths);
        int clips = lengths.size();
        Tensor[] reversed = new Tensor[clips];
        for (int b = 0; b < clips; b++) {
            reversed[b] = samples.slice(0, clips - 1 - b, 1);
        }
        TinyBatch other = new TinyBatch(batch.config(), batch.samples(), lengths, batch.seed());
        Tensor first = encode(batch, samples);
        Tensor second = encode(other, Tensor.concat(0, reversed));
        for (int b = 0; b < clips; b++) {
            assertClose(first.slice(0, b, 1).toDoubles(), second.slice(0, clips - 1 - b, 1).toDoubles(), ROUNDING, "clip " + b);
        }
    }

    @Property(seed = "4")
    void withLayerNormWhatIsInThePaddingChangesNoFrameOfAClip(@ForAll TinyBatch drawn) {
        TinyBatch batch = drawn.withNorm(FeatureNorm.LAYER);
        Tensor silence = encode(batch);
        Tensor noise = encode(batch, batch.filled(runtime, DType.F64, 1000));
        for (int b = 0; b < batch.lengths().size(); b++) {
            assertClose(batch.framesOf(b, silence), batch.framesOf(b, noise), 0, "clip " + b);
        }
    }

    @Property(seed = "5")
    void withLayerNormWhatIsInThePaddingChangesNoGradient(@ForAll TinyBatch drawn, @ForAll TinyHead head) {
        TinyBatch batch = drawn.heard().withNorm(FeatureNorm.LAYER);
        Map<String, double[]> silence = gradients(batch, head, batch.tensor(runtime, DType.F64));
        Map<String, double[]> noise = gradients(batch, head, batch.filled(runtime, DType.F64, 1000));
        silence.forEach((name, gradient) -> assertClose(gradient, noise.get(name), 0, name));
        double[] ofSamples = silence.get("samples");
        for (int b = 0; b < batch.lengths().size(); b++) {
            for (int j = batch.lengths().get(b); j < batch.samples(); j++) {
                assertEquals(0, ofSamples[b * batch.samples() + j], "gradient at sample " + j + " of clip " + b + ", which is padding");
            }
        }
    }

    private Map<String, double[]> gradients(TinyBatch batch, TinyHead head, Tensor samples) {
        EmotionModel model = head.on(batch.config().encoder(runtime, DType.F64, head.keys()), batch.seed());
        samples.requireGrad();
        Tensor logits = model.clipLogits(model.encodePadded(samples, batch.lengthsArray()));
        logits.mul(TinyModels.noise(runtime, DType.F64, batch.seed(), logits.dim(0), logits.dim(1))).sum().backward();
        Map<String, double[]> gradients = new LinkedHashMap<>();
        model.namedParameters().forEach((name, parameter) -> {
            if (parameter.grad() != null) {
                gradients.put(name, parameter.grad().toDoubles());
            }
        });
        gradients.put("samples", samples.grad().toDoubles());
        return gradients;
    }

    /** SpecAugment masks what there is of a clip, whatever stands beside it. */
    @Property(seed = "6")
    void withLayerNormMorePaddingChangesNoFrameOfAClipInTraining(@ForAll TinyBatch drawn, @ForAll TinyNoise noise) {
        TinyBatch batch = drawn.withNorm(FeatureNorm.LAYER);
        int more = 5 * batch.config().features().hop();
        TinyBatch wider = new TinyBatch(batch.config(), batch.samples() + more, batch.lengths(), batch.seed());
        Tensor expected = trained(batch, noise.withoutDropout());
        Tensor actual = trained(wider, noise.withoutDropout());
        for (int b = 0; b < batch.lengths().size(); b++) {
            assertClose(batch.framesOf(b, expected), batch.framesOf(b, actual), ROUNDING, "clip " + b);
        }
    }

    private Tensor trained(TinyBatch batch, TinyNoise noise) {
        Wav2Vec2Model model = batch.config().encoder(runtime, DType.F64, noise.keys());
        model.train(true);
        model.reseed(noise.seed());
        return model.forward(batch.tensor(runtime, DType.F64), batch.lengthsArray(), false, Probe.NONE).lastHiddenState();
    }

    @Property(seed = "7")
    void withGroupNormClipsOfOneLengthGiveWhatTheyGiveAlone(@ForAll TinyBatch drawn) {
        TinyBatch batch = drawn.withLengths(drawn.lengths().stream().map(_ -> drawn.samples()).toList()).withNorm(FeatureNorm.GROUP);
        Tensor together = encode(batch);
        for (int b = 0; b < batch.lengths().size(); b++) {
            Tensor alone = batch.config().encoder(runtime, DType.F64).forward(runtime.tensor(batch.clip(b), 1, batch.samples()))
                    .lastHiddenState();
            assertClose(alone.toDoubles(), batch.framesOf(b, together), ROUNDING, "clip " + b);
        }
    }

    /** As in transformers: group norm has no mask, so that these models are to be given zeros, and one length where it matters. */
    @Property(seed = "8")
    void withGroupNormPaddingIsHeardWhereTheFirstConvolutionHearsIt(@ForAll TinyBatch drawn) {
        TinyBatch batch = drawn.heard().withNorm(FeatureNorm.GROUP);
        Tensor silence = encode(batch);
        Tensor noise = encode(batch, batch.filled(runtime, DType.F64, 3));
        Windows first = Windows.ofFirst(1, batch.config().features(), batch.samples());
        for (int b = 0; b < batch.lengths().size(); b++) {
            boolean heard = first.hears(batch.lengths().get(b));
            assertEquals(heard, !Arrays.equals(batch.framesOf(b, silence), batch.framesOf(b, noise)), "clip " + b);
        }
    }
}
