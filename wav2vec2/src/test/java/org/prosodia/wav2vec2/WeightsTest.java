package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/** A checkpoint either fills every parameter of the model or is refused with the names of what does not fit. */
class WeightsTest {
    private static final String G = "encoder.pos_conv_embed.conv.parametrizations.weight.original0";

    @TempDir
    Path folder;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    private Wav2Vec2Model encoder(Map<String, Object> keys, long seed) {
        return TinyModels.encoder(runtime, DType.F64, keys, seed);
    }

    private Weights.Report load(Module model) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            return Weights.load(model, checkpoint);
        }
    }

    private static void assertSameWeights(Module expected, Module found, double tolerance) {
        assertEquals(expected.namedParameters().keySet(), found.namedParameters().keySet());
        expected.namedParameters().forEach((name, parameter) ->
                assertArrayEquals(parameter.toDoubles(), found.namedParameters().get(name).toDoubles(), tolerance, name));
    }

    static Stream<Arguments> spellings() {
        return Stream.of("", "wav2vec2.", "hubert.").flatMap(prefix -> Stream.of(false, true).map(old -> Arguments.of(prefix, old)));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void everyPrefixAndBothSpellingsOfWeightNormAreTheSameModel(String prefix, boolean oldWeightNorm) throws IOException {
        Wav2Vec2Model model = encoder(TinyModels.large(), 1);
        StoredModel stored = StoredModel.of(model).prefixed(prefix);
        (oldWeightNorm ? stored.oldWeightNorm() : stored).write(folder, "F64");
        Wav2Vec2Model found = encoder(TinyModels.large(), 2);
        assertEquals(new Weights.Report(List.of(), List.of(), List.of()), load(found));
        assertSameWeights(model, found, 0);
    }

    @ParameterizedTest
    @CsvSource({"F64, F64, 0", "F64, F32, 1e-7", "F32, F64, 1e-7", "F32, F32, 1e-7", "F16, F32, 1e-3", "BF16, F32, 1e-2",
            "BF16, F64, 1e-2"})
    void everyStoredTypeIsConverted(String stored, DType dtype, double tolerance) throws IOException {
        Wav2Vec2Model model = encoder(TinyModels.base(), 1);
        StoredModel.of(model).write(folder, stored);
        Wav2Vec2Model found = TinyModels.encoder(runtime, dtype, TinyModels.base(), 2);
        load(found);
        assertSameWeights(model, found, 2 * tolerance);
    }

    /** What is stored in the 16 bits that it is kept in stays as it is; all else is rounded once. */
    @ParameterizedTest
    @CsvSource({"BF16, BF16", "F16, F16", "F32, BF16", "F32, F16", "F16, BF16"})
    void weightsAreRoundedAsTheyAreLoadedAndSavedAsTheyAre(String stored, WeightPrecision kept) throws IOException {
        StoredModel.of(encoder(TinyModels.large(), 1)).write(folder, stored);
        Wav2Vec2Model whole = TinyModels.encoder(runtime, DType.F32, TinyModels.large(), 2);
        load(whole);
        Wav2Vec2Model half = new Wav2Vec2Model(runtime, DType.F32, whole.config(), new Rng(3));
        half.keepWeights(kept);
        load(half);
        assertEquals(kept, half.weightPrecision());
        half.namedParameters().forEach((name, parameter) -> {
            float[] expected = whole.namedParameters().get(name).toFloats();
            for (int i = 0; i < expected.length; i++) {
                expected[i] = parameter.precision().nearest(expected[i]);
            }
            assertArrayEquals(expected, parameter.toFloats(), name);
        });
        if (stored.equals(kept.toString())) {
            assertSameWeights(whole, half, 0);
        }
        Weights.save(half, folder.resolve("model.safetensors"));
        Wav2Vec2Model again = TinyModels.encoder(runtime, DType.F32, TinyModels.large(), 4);
        load(again);
        assertSameWeights(half, again, 0);
    }

    @Test
    void weightsTooLargeFor16BitsAreReported() throws IOException {
        String name = "feature_projection.projection.weight";
        StoredModel stored = StoredModel.of(encoder(TinyModels.base(), 1));
        stored.values(name)[3] = 65520;
        stored.write(folder, "F32");
        Wav2Vec2Model model = TinyModels.encoder(runtime, DType.F32, TinyModels.base(), 2);
        model.keepWeights(WeightPrecision.BF16);
        assertEquals(List.of(), load(model).nonFinite());
        model.keepWeights(WeightPrecision.F16);
        assertEquals(List.of(name), load(model).nonFinite());
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                misfit(stored -> stored.without("encoder.layers.1.attention.q_proj.weight"),
                        "missing: encoder.layers.1.attention.q_proj.weight"),
                misfit(stored -> stored.without("feature_projection.projection.bias").without(G),
                        "missing: feature_projection.projection.bias, " + G),
                misfit(stored -> stored.with("encoder.layers.0.attention.rel_pos", 1), "unexpected: encoder.layers.0.attention.rel_pos"),
                misfit(stored -> stored.with("encoder.layers.0.layer_norm.bias", 15),
                        "of another shape: encoder.layers.0.layer_norm.bias (expected [16], found [15])"),
                misfit(stored -> stored.with("encoder.layers.0.layer_norm.bias", 16, 1), "(expected [16], found [16, 1])"),
                misfit(stored -> stored.with(G, 8), "(expected [1, 1, 8], found [8])"),
                misfit(stored -> stored.with("encoder.pos_conv_embed.conv.weight_g", 1, 1, 8),
                        "tensors " + G + " and encoder.pos_conv_embed.conv.weight_g are the same parameter"),
                misfit(stored -> stored.with("wav2vec2.encoder.layer_norm.bias", 16),
                        "tensors encoder.layer_norm.bias and wav2vec2.encoder.layer_norm.bias are the same parameter"),
                misfit(stored -> stored.with("feature_extractor.conv_layers.0.conv.bias", 8),
                        "unexpected: feature_extractor.conv_layers.0.conv.bias"),
                misfit(stored -> stored.renamed("encoder.", "model.encoder."), "and 29 more"));
    }

    private static Arguments misfit(UnaryOperator<StoredModel> change, String reason) {
        return Arguments.of(change, reason);
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void whatDoesNotFitIsNamed(UnaryOperator<StoredModel> change, String reason) throws IOException {
        Path file = change.apply(StoredModel.of(encoder(TinyModels.base(), 1))).write(folder, "F32");
        String message = assertThrows(ModelException.class, () -> load(encoder(TinyModels.base(), 2))).getMessage();
        assertTrue(message.startsWith(file + ": ") && message.contains(reason), message);
    }

    @Test
    void aRefusedCheckpointChangesNothing() throws IOException {
        StoredModel.of(encoder(TinyModels.base(), 1)).without("encoder.layer_norm.bias").write(folder, "F32");
        Wav2Vec2Model model = encoder(TinyModels.base(), 2);
        assertThrows(ModelException.class, () -> load(model));
        assertSameWeights(encoder(TinyModels.base(), 2), model, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void aConfigurationWithOtherLayersThanTheWeightsIsRefused(long layers) throws IOException {
        StoredModel.of(encoder(TinyModels.base("num_hidden_layers", layers), 1)).write(folder, "F32");
        String message = assertThrows(ModelException.class, () -> load(encoder(TinyModels.base(), 2))).getMessage();
        assertTrue(message.contains((layers == 1 ? "missing: encoder.layers.1." : "unexpected: encoder.layers.2.")
                + "attention.k_proj.weight"), message);
        assertTrue(message.contains("and 8 more"), "8 of the 16 tensors of a layer are named: " + message);
    }

    @Test
    void headsOfOtherTasksAreListedAsIgnored() throws IOException {
        StoredModel.of(encoder(TinyModels.base(), 1)).prefixed("wav2vec2.").with("lm_head.weight", 4, 16).with("quantizer.codevectors", 2)
                .with("project_q.bias", 3).write(folder, "F32");
        assertEquals(List.of("lm_head.weight", "quantizer.codevectors", "project_q.bias"), load(encoder(TinyModels.base(), 2)).ignored());
    }

    @Test
    void theMaskEmbeddingMayBeAbsentAsOnlyTrainingNeedsIt() throws IOException {
        StoredModel.of(encoder(TinyModels.base(), 1)).without("masked_spec_embed").write(folder, "F32");
        Wav2Vec2Model model = encoder(TinyModels.base(), 2);
        assertEquals(List.of("masked_spec_embed"), load(model).absent());
        assertArrayEquals(encoder(TinyModels.base(), 2).maskedSpecEmbed().toDoubles(), model.maskedSpecEmbed().toDoubles());
    }

    @Test
    void theMaskEmbeddingIsNoSurpriseWhereTheConfigurationMasksNothing() throws IOException {
        StoredModel.of(encoder(TinyModels.base(), 1)).write(folder, "F32");
        Weights.Report report = load(encoder(TinyModels.base("mask_time_prob", 0.0), 2));
        assertEquals(new Weights.Report(List.of(), List.of(), List.of()), report);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F16", "BF16", "F32", "F64"})
    void weightsThatAreNotFiniteAreLoadedAndReported(String dtype) throws IOException {
        double[] broken = {1, Double.NaN, 3};
        double[] infinite = {Double.NEGATIVE_INFINITY, 0, 0};
        StoredModel.of(encoder(TinyModels.base("hidden_size", 3L, "num_attention_heads", 1L, "num_conv_pos_embedding_groups", 1L), 1))
                .with("encoder.layer_norm.bias", broken, 3).with("masked_spec_embed", infinite, 3)
                .with("other_head.bias", broken, 3).write(folder, dtype);
        for (DType own : DType.values()) {
            Wav2Vec2Model model = TinyModels.encoder(runtime, own, TinyModels.base("hidden_size", 3L, "num_attention_heads", 1L,
                    "num_conv_pos_embedding_groups", 1L), 2);
            assertEquals(List.of("masked_spec_embed", "encoder.layer_norm.bias"), load(model).nonFinite().stream().sorted(
                    Comparator.reverseOrder()).toList());
            assertArrayEquals(broken, model.namedParameters().get("encoder.layer_norm.bias").toDoubles());
        }
    }

    @Test
    void doublesBeyondTheRangeOfFloatAreReportedToo() throws IOException {
        StoredModel.of(encoder(TinyModels.base(), 1)).with("encoder.layer_norm.bias", new double[16], 16)
                .with("encoder.layer_norm.weight", DoubleStream.generate(() -> 1e300).limit(16).toArray(), 16).write(folder, "F64");
        assertEquals(List.of("encoder.layer_norm.weight"), load(TinyModels.encoder(runtime, DType.F32, TinyModels.base(), 2)).nonFinite());
        assertEquals(List.of(), load(encoder(TinyModels.base(), 2)).nonFinite());
    }

    static Stream<Map<String, Object>> absurdities() {
        return Stream.of(TinyModels.base("num_hidden_layers", 2_000_000_000L), TinyModels.base("intermediate_size", 2_000_000_000L),
                TinyModels.base("hidden_size", 2_000_000_000L), TinyModels.base("num_conv_pos_embeddings", 2_000_000_000L),
                TinyModels.base("conv_dim", List.of(2_000_000_000L, 2_000_000_000L, 8L)),
                TinyModels.base("conv_kernel", List.of(10L, 300_000_000L, 2L)));
    }

    @ParameterizedTest
    @MethodSource("absurdities")
    void aConfigurationThatAsksForMoreThanTheFileHoldsIsRefusedBeforeMemoryIsSpentOnIt(Map<String, Object> keys) throws IOException {
        Path file = StoredModel.of(encoder(TinyModels.base(), 1)).write(folder, "F16");
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            Weights.requireRoom(Wav2Vec2Config.builtIn(TinyModels.base()), checkpoint);
            String message = assertThrows(ModelException.class,
                    () -> Weights.requireRoom(Wav2Vec2Config.builtIn(keys), checkpoint)).getMessage();
            assertTrue(message.startsWith("config.json: asks for an encoder of") && message.contains(file.toString()), message);
        }
    }

    @Test
    void aModelIsStoredUnderTheNamesThatTransformersKnows() throws IOException {
        Weights.save(new SequenceClassifier(encoder(TinyModels.large("model_type", "hubert", "use_weighted_layer_sum", true), 1),
                List.of("a", "b")), folder.resolve("model.safetensors"));
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertEquals(Map.of("format", "pt"), checkpoint.metadata());
            assertTrue(checkpoint.tensors().keySet().containsAll(List.of("layer_weights", "projector.weight", "classifier.bias",
                    "hubert.masked_spec_embed", "hubert.feature_extractor.conv_layers.2.layer_norm.weight",
                    "hubert.feature_extractor.conv_layers.0.conv.bias",
                    "hubert.feature_projection.layer_norm.bias", "hubert.encoder." + G.substring("encoder.".length()),
                    "hubert.encoder.layers.1.feed_forward.intermediate_dense.weight", "hubert.encoder.layers.1.final_layer_norm.bias",
                    "hubert.encoder.layer_norm.weight")), checkpoint.tensors().keySet().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"F32", "F64"})
    void whatIsSavedComesBackBitForBit(DType dtype) throws IOException {
        Wav2Vec2Model model = TinyModels.encoder(runtime, dtype, TinyModels.large(), 1);
        model.maskedSpecEmbed().assign(new double[] {-0.0, Double.MIN_VALUE, Float.MIN_VALUE, Float.MAX_VALUE, 1 / 3.0, Math.PI, 1e-40,
            -1e30, 0, 1, 2, 3, 4, 5, 6, 7});
        Weights.save(model, folder.resolve("model.safetensors"));
        Wav2Vec2Model found = new Wav2Vec2Model(runtime, dtype, model.config(), new Rng(0));
        load(found);
        found.namedParameters().forEach((name, parameter) -> {
            double[] expected = model.namedParameters().get(name).toDoubles();
            double[] actual = parameter.toDoubles();
            for (int i = 0; i < expected.length; i++) {
                assertEquals(Double.doubleToRawLongBits(expected[i]), Double.doubleToRawLongBits(actual[i]), name + "[" + i + "]");
            }
        });
    }
}
