package org.prosodia.wav2vec2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.tensor.backend.profile.Span;

/**
 * Wav2Vec2 (Baevski et al., 2020) and HuBERT (Hsu et al., 2021), which share this architecture: convolutions, projection,
 * convolutional positions, transformer. Parameters are named as in Hugging Face's {@code Wav2Vec2Model} and {@code HubertModel}.
 */
public final class Wav2Vec2Model extends Module {
    private final Wav2Vec2Config config;
    private final Rng rng;
    private final FeatureEncoder featureEncoder;
    private final FeatureProjection featureProjection;
    private final Encoder encoder;
    private final Tensor maskedSpecEmbed;

    /**
     * Parameters start as zeros (norms as identities): load them, or draw them with {@link Wav2Vec2Init}.
     *
     * @param rng decides dropout, layer drop and SpecAugment while training
     */
    public Wav2Vec2Model(TensorRuntime runtime, DType dtype, Wav2Vec2Config config, Rng rng) {
        this.config = config;
        this.rng = rng;
        featureEncoder = register("feature_extractor", new FeatureEncoder(runtime, dtype, config.features()));
        featureProjection = register("feature_projection", new FeatureProjection(runtime, dtype, config, rng));
        encoder = register("encoder", new Encoder(runtime, dtype, config, rng));
        maskedSpecEmbed = config.masks() ? register("masked_spec_embed", runtime.zeros(dtype, config.transformer().hiddenSize())) : null;
    }

    public Wav2Vec2Config config() {
        return config;
    }

    /** The runtime of all parameters. */
    public TensorRuntime runtime() {
        return featureProjection.projection().weight().runtime();
    }

    /** Element type of all parameters. */
    public DType dtype() {
        return featureProjection.projection().weight().dtype();
    }

    /** What the weights of linear layers and convolutions are kept in, see {@link #keepWeights}. */
    public WeightPrecision weightPrecision() {
        return featureProjection.projection().weight().precision();
    }

    /** The encoder of one clip or of clips of one length, without attention mask. */
    public Wav2Vec2Output forward(Tensor samples) {
        return forward(samples, null, false, Probe.NONE);
    }

    /**
     * @param samples [B, N] at 16 kHz, zero-padded at the end
     * @param lengths [B] valid samples of each clip, 0 to N, for models that were trained with attention masks; null for the others
     * @param allHiddenStates whether to keep what every layer gives
     * @throws ShapeException when the clips are shorter than one window of the convolutions, or the lengths are not theirs
     */
    public Wav2Vec2Output forward(Tensor samples, int[] lengths, boolean allHiddenStates, Probe probe) {
        Mask valid = frameMask(samples, lengths);
        Mask masked = drawTimeMask(samples, lengths);
        return forward(samples, valid, masked, allHiddenStates, probe);
    }

    /**
     * The same with a given SpecAugment mask over time.
     *
     * @param masked [B, T], true where a frame is replaced by {@code masked_spec_embed}; or null
     */
    public Wav2Vec2Output forward(Tensor samples, Mask valid, Mask masked, boolean allHiddenStates, Probe probe) {
        try (Span _ = span(samples)) {
            Tensor h = featureProjection.forward(featureEncoder.forward(samples, probe), probe);
            h = specAugment(h, masked, valid);
            if (valid != null) {
                h = h.reusable().maskedFill(valid.not().reshape(h.dim(0), h.dim(1), 1), 0);
            }
            List<Tensor> states = new ArrayList<>();
            Tensor last = encoder.forward(h, valid, probe, allHiddenStates ? states::add : state -> {});
            return new Wav2Vec2Output(last, List.copyOf(states), valid);
        }
    }

    /**
     * A zero-padded batch as the model was trained to hear it: padding is kept from attention only where
     * {@link Wav2Vec2Config#usesAttentionMask()}, but SpecAugment never masks it, and the output's frame mask leaves it out for heads.
     *
     * @param samples [B, N] at 16 kHz, zero-padded at the end
     * @param lengths [B] valid samples of each clip
     */
    public Wav2Vec2Output forwardPadded(Tensor samples, int[] lengths, boolean allHiddenStates) {
        Mask valid = frameMask(samples, lengths);
        Mask masked = drawTimeMask(samples, lengths);
        return forward(samples, config.usesAttentionMask() ? valid : null, masked, allHiddenStates, Probe.NONE).withFrameMask(valid);
    }

    /** Which frames are real audio; null without lengths. */
    public Mask frameMask(Tensor samples, int[] lengths) {
        if (samples.rank() != 2) {
            throw new ShapeException("wav2vec2", "samples " + Arrays.toString(samples.shape()) + ", expected [B, N]");
        }
        int frames = config.features().frames(samples.dim(1));
        if (frames < 1) {
            throw new ShapeException("wav2vec2", "samples " + Arrays.toString(samples.shape()) + ": expected at least "
                    + config.features().receptiveField() + " in a clip, which is one frame");
        }
        if (lengths == null) {
            return null;
        }
        if (lengths.length != samples.dim(0) || Arrays.stream(lengths).anyMatch(length -> length < 0 || length > samples.dim(1))) {
            throw new ShapeException("wav2vec2",
                    "lengths " + Arrays.toString(lengths) + " for samples " + Arrays.toString(samples.shape()));
        }
        return Mask.ofLengths(Arrays.stream(lengths).map(config.features()::frames).toArray(), frames);
    }

    private Mask drawTimeMask(Tensor samples, int[] lengths) {
        Wav2Vec2Config.SpecAugment spec = config.specAugment();
        if (!isTraining() || !spec.apply() || spec.timeProbability() == 0) {
            return null;
        }
        return SpecAugmentMask.draw(validFrames(samples, lengths), config.features().frames(samples.dim(1)), spec.timeProbability(),
                spec.timeLength(), spec.timeMinMasks(), rng);
    }

    private int[] validFrames(Tensor samples, int[] lengths) {
        int[] samplesOfClip = new int[samples.dim(0)];
        Arrays.fill(samplesOfClip, samples.dim(1));
        return Arrays.stream(lengths == null ? samplesOfClip : lengths).map(config.features()::frames).toArray();
    }

    /** h ← masked_spec_embed at masked frames; then whole channels ← 0. */
    private Tensor specAugment(Tensor h, Mask masked, Mask valid) {
        if (masked != null && maskedSpecEmbed == null) {
            throw new IllegalStateException("a SpecAugment mask for a model without masked_spec_embed: its mask probabilities are 0");
        }
        Tensor out = h;
        if (masked != null) {
            Mask frames = masked.reshape(h.dim(0), h.dim(1), 1);
            Tensor embed = maskedSpecEmbed.expand(h.shape()).maskedFill(frames.not(), 0);
            out = out.maskedFill(frames, 0).add(embed);
        }
        Wav2Vec2Config.SpecAugment spec = config.specAugment();
        if (isTraining() && spec.apply() && spec.featureProbability() > 0) {
            int[] channels = new int[h.dim(0)];
            Arrays.fill(channels, h.dim(2));
            Mask dropped = SpecAugmentMask.draw(
                    channels, h.dim(2), spec.featureProbability(), spec.featureLength(), spec.featureMinMasks(), rng);
            out = out.maskedFill(dropped.reshape(h.dim(0), 1, h.dim(2)), 0);
        }
        return out;
    }

    /** Freezes or frees the convolutions, which fine-tuning usually leaves alone. */
    public void requireFeatureEncoderGrad(boolean required) {
        featureEncoder.requireGrad(required);
    }

    /**
     * Whether to compute each layer again in backward instead of keeping its intermediate results: the same gradients for a fraction of
     * the memory and the time of one more forward. Probes then see a layer twice.
     */
    public void gradientCheckpointing(boolean on) {
        featureEncoder.gradientCheckpointing(on);
        encoder.gradientCheckpointing(on);
    }

    /** Sets the generator that decides dropout, layer drop and SpecAugment: a training can make step n depend on its seed and n alone. */
    public void reseed(long state) {
        rng.restore(state);
    }

    FeatureEncoder featureEncoder() {
        return featureEncoder;
    }

    FeatureProjection featureProjection() {
        return featureProjection;
    }

    Encoder encoder() {
        return encoder;
    }

    Tensor maskedSpecEmbed() {
        return maskedSpecEmbed;
    }
}
