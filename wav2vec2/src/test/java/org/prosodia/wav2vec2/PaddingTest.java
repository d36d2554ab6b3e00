package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Clips of different lengths in one batch. */
class PaddingTest {
    private static final int[] LENGTHS = {1_000, 437, 30};

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final Wav2Vec2Model layerNormed = TinyModels.encoder(runtime, DType.F64, TinyModels.large(), 1);
    private final Wav2Vec2Model groupNormed = TinyModels.encoder(runtime, DType.F64, TinyModels.base(), 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    /** A batch of clips that differ; after the end of each there is {@code filling}. */
    private Tensor batch(double filling) {
        double[] samples = TinyModels.noise(runtime, DType.F64, 3, LENGTHS.length, LENGTHS[0]).toDoubles();
        for (int b = 0; b < LENGTHS.length; b++) {
            Arrays.fill(samples, b * LENGTHS[0] + LENGTHS[b], (b + 1) * LENGTHS[0], filling);
        }
        return runtime.tensor(samples, LENGTHS.length, LENGTHS[0]);
    }

    /** The valid frames of one clip of the batch. */
    private double[] inBatch(Wav2Vec2Model model, double filling, int clip) {
        Tensor h = model.forward(batch(filling), LENGTHS, false, Probe.NONE).lastHiddenState();
        int valid = model.config().features().frames(LENGTHS[clip]) * h.dim(2);
        return Arrays.copyOfRange(h.toDoubles(), clip * h.dim(1) * h.dim(2), clip * h.dim(1) * h.dim(2) + valid);
    }

    private double[] alone(Wav2Vec2Model model, int clip) {
        double[] samples = Arrays.copyOfRange(batch(0).toDoubles(), clip * LENGTHS[0], clip * LENGTHS[0] + LENGTHS[clip]);
        return model.forward(runtime.tensor(samples, 1, samples.length)).lastHiddenState().toDoubles();
    }

    private static double difference(double[] a, double[] b) {
        assertEquals(a.length, b.length);
        return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void withLayerNormAClipInABatchGivesWhatItGivesAlone(int clip) {
        assertArrayEquals(alone(layerNormed, clip), inBatch(layerNormed, 0, clip), 1e-10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void withLayerNormPaddingIsNeverHeard(int clip) {
        assertArrayEquals(inBatch(layerNormed, 0, clip), inBatch(layerNormed, 50, clip), 1e-10);
    }

    @Test
    void withGroupNormPaddingIsHeardInTheStatisticsOverTime() {
        assertEquals(0, difference(alone(groupNormed, 0), inBatch(groupNormed, 0, 0)), 1e-10, "the longest clip has no padding");
        assertTrue(difference(alone(groupNormed, 1), inBatch(groupNormed, 0, 1)) > 1e-3,
                "which is why these models are trained without mask, on clips of one length or zero-padded");
    }

    @Test
    void pooledHeadsOfLayerNormModelsAnswerForAClipAsIfItWereAlone() {
        EmotionModel clips = new ClipClassifier(layerNormed, List.of("a", "b", "c"));
        FrameClassifier frames = new FrameClassifier(layerNormed, List.of("a", "b", "c"));
        for (EmotionModel model : List.of(clips, frames)) {
            TinyModels.randomize(model, 9);
            double[] together = model.clipLogits(model.encode(batch(0), LENGTHS)).toDoubles();
            for (int clip = 0; clip < LENGTHS.length; clip++) {
                double[] samples = Arrays.copyOfRange(batch(0).toDoubles(), clip * LENGTHS[0], clip * LENGTHS[0] + LENGTHS[clip]);
                double[] alone = model.clipLogits(model.encode(runtime.tensor(samples, 1, samples.length), null)).toDoubles();
                assertArrayEquals(alone, Arrays.copyOfRange(together, 3 * clip, 3 * clip + 3), 1e-10);
            }
        }
    }

    @Test
    void aPaddedBatchIsEncodedAsItsModelWasTrainedAndPooledOverItsValidFrames() {
        Tensor h = groupNormed.forward(batch(0)).lastHiddenState();
        Wav2Vec2Output output = groupNormed.forwardPadded(batch(0), LENGTHS, false);
        assertArrayEquals(h.toDoubles(), output.lastHiddenState().toDoubles(), "no attention mask for group norm");
        assertArrayEquals(groupNormed.frameMask(batch(0), LENGTHS).toArray(), output.frameMask().toArray());
        double[] pooled = Pooling.mean(h.slice(0, 1, 1).slice(1, 0, 21), null).toDoubles();
        assertEquals(21, groupNormed.config().features().frames(LENGTHS[1]));
        assertArrayEquals(pooled, Pooling.mean(output.lastHiddenState(), output.frameMask()).slice(0, 1, 1).toDoubles(), 1e-12);
        assertArrayEquals(layerNormed.forward(batch(0), LENGTHS, false, Probe.NONE).lastHiddenState().toDoubles(),
                layerNormed.forwardPadded(batch(0), LENGTHS, false).lastHiddenState().toDoubles(), "one for layer norm");
    }

    @Test
    void aFrameMaskOfOtherFramesIsRefused() {
        Wav2Vec2Output output = groupNormed.forward(batch(0));
        assertMessage("frame mask: [3, 7], expected [3, 49]", () -> output.withFrameMask(Mask.ofLengths(LENGTHS, 7)));
    }

    /** Models with group norm hear their padding, but its frames are not there to be guessed. */
    @Test
    void specAugmentMasksNoPaddingWithoutAttentionMaskEither() {
        groupNormed.train(true);
        double[] embedding = groupNormed.maskedSpecEmbed().toDoubles();
        Tensor batch = batch(0);
        for (int pass = 0; pass < 20; pass++) {
            groupNormed.maskedSpecEmbed().zeroGrad();
            groupNormed.forwardPadded(batch, new int[] {29, 29, 29}, false).lastHiddenState().sum().backward();
            assertArrayEquals(new double[embedding.length], groupNormed.maskedSpecEmbed().grad().toDoubles(), "nothing was masked");
        }
    }

    @Test
    void theFrameMaskCountsFramesAsTheConvolutionsDo() {
        boolean[] mask = layerNormed.frameMask(batch(0), LENGTHS).toArray();
        int frames = mask.length / 3;
        for (int b = 0; b < 3; b++) {
            int row = b;
            assertEquals(layerNormed.config().features().frames(LENGTHS[b]),
                    IntStream.range(0, frames).filter(t -> mask[row * frames + t]).count());
        }
    }

    @Test
    void aClipWithoutAnyValidFrameGivesFiniteNumbers() {
        Tensor h = layerNormed.forward(batch(0), new int[] {1_000, 29, 0}, false, Probe.NONE).lastHiddenState();
        assertTrue(Arrays.stream(h.toDoubles()).allMatch(Double::isFinite));
        assertTrue(Arrays.stream(new ClipClassifier(layerNormed, List.of("a", "b")).clipLogits(
                layerNormed.forward(batch(0), new int[] {1_000, 29, 0}, false, Probe.NONE)).toDoubles()).allMatch(Double::isFinite));
    }

    @Test
    void tooShortOrMismatchedInputIsRefusedByName() {
        Tensor short29 = runtime.zeros(DType.F64, 1, 29);
        assertMessage("samples [1, 29]: expected at least 30 in a clip, which is one frame", () -> layerNormed.forward(short29));
        assertEquals(1, layerNormed.forward(runtime.zeros(DType.F64, 1, 30)).lastHiddenState().dim(1));
        assertMessage("samples [30], expected [B, N]", () -> layerNormed.forward(runtime.zeros(DType.F64, 30)));
        assertMessage("lengths [30] for samples [2, 30]",
                () -> layerNormed.forward(runtime.zeros(DType.F64, 2, 30), new int[] {30}, false, Probe.NONE));
        assertMessage("lengths [31] for samples [1, 30]",
                () -> layerNormed.forward(runtime.zeros(DType.F64, 1, 30), new int[] {31}, false, Probe.NONE));
        assertMessage("lengths [-1] for samples [1, 30]",
                () -> layerNormed.forward(runtime.zeros(DType.F64, 1, 30), new int[] {-1}, false, Probe.NONE));
    }

    private static void assertMessage(String expected, Runnable action) {
        String message = assertThrows(ShapeException.class, action::run).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
