package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/** Tiny models in the layouts of well-known ones on the hub: their keys of {@code config.json}, their names of tensors. */
class PublishedHeadTest {
    private static final List<String> DIMENSIONS = List.of("arousal", "dominance", "valence");
    private static final List<String> RAVDESS = List.of("angry", "calm", "disgust", "fearful", "happy", "neutral", "sad", "surprised");
    private static final List<String> AESDD = List.of("anger", "disgust", "fear", "happiness", "sadness");
    private static final List<String> IEMOCAP = List.of("neu", "hap", "ang", "sad");
    private static final List<String> SEVEN = List.of("angry", "disgust", "fear", "happy", "neutral", "sad", "surprise");

    @TempDir
    Path folder;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private Weights.Report report;
    private Wav2Vec2Model loaded;

    @AfterEach
    void close() {
        runtime.close();
    }

    /** What is expected of a layout; no head when {@code kind} is null. */
    private record Expected(Class<?> kind, Outputs outputs, List<String> labels, List<String> ignored, boolean attentionMask) {
        static Expected encoder(boolean attentionMask, String... ignored) {
            return new Expected(null, null, null, List.of(ignored), attentionMask);
        }

        static Expected sequence(Outputs outputs, List<String> labels, boolean attentionMask) {
            return new Expected(SequenceClassifier.class, outputs, labels, List.of(), attentionMask);
        }

        static Expected speech(Outputs outputs, List<String> labels) {
            return new Expected(SpeechClassifier.class, outputs, labels, List.of(), true);
        }
    }

    private static final Object[] OLD_KEYS = {"activation_dropout", 0.05, "apply_spec_augment", true, "ctc_zero_infinity", true,
        "feat_extract_dropout", 0.0, "gradient_checkpointing", true, "mask_channel_length", 10L, "mask_channel_prob", 0.0,
        "mask_channel_selection", "static", "mask_time_prob", 0.075, "num_feat_extract_layers", 3L, "transformers_version", "4.7.0.dev0",
        "vocab_size", 32L};
    private static final String[] PRE_TRAINING = {"quantizer.codevectors", "quantizer.weight_proj.weight", "project_hid.weight",
        "project_q.weight"};

    static Stream<Arguments> hub() {
        return Stream.of(
                hub("facebook/wav2vec2-base",
                        with(TinyModels.base(OLD_KEYS), "architectures", List.of("Wav2Vec2ForPreTraining"),
                                "freeze_feat_extract_train", true),
                        PublishedHeadTest::preTraining, Expected.encoder(false, PRE_TRAINING)),
                hub("facebook/wav2vec2-large-lv60",
                        with(TinyModels.large(OLD_KEYS), "architectures", List.of("Wav2Vec2ForPreTraining")),
                        PublishedHeadTest::preTraining, Expected.encoder(true, PRE_TRAINING)),
                hub("facebook/wav2vec2-large-robust",
                        with(TinyModels.large(OLD_KEYS), "architectures", List.of("Wav2Vec2ForPreTraining"), "codevector_dim", 768L),
                        PublishedHeadTest::preTraining, Expected.encoder(true, PRE_TRAINING)),
                hub("facebook/wav2vec2-xls-r-300m",
                        TinyModels.large("architectures", List.of("Wav2Vec2ForPreTraining"), "torch_dtype", "float32", "add_adapter", false,
                                "adapter_kernel_size", 3L, "feat_proj_dropout", 0.1, "output_hidden_size", 16L,
                                "tdnn_dim", List.of(512L, 1500L)),
                        PublishedHeadTest::preTraining, Expected.encoder(true, PRE_TRAINING)),
                hub("facebook/wav2vec2-base-960h",
                        TinyModels.base("architectures", List.of("Wav2Vec2ForCTC")),
                        stored -> stored.prefixed("wav2vec2.").oldWeightNorm().without("wav2vec2.masked_spec_embed")
                                .with("lm_head.weight", 32, 16).with("lm_head.bias", 32),
                        Expected.encoder(false, "lm_head.weight", "lm_head.bias")),
                hub("facebook/hubert-base-ls960",
                        TinyModels.base("model_type", "hubert", "architectures", List.of("HubertModel"), "feat_proj_layer_norm", true),
                        StoredModel::oldWeightNorm, Expected.encoder(false)),
                hub("facebook/hubert-large-ll60k",
                        TinyModels.large("model_type", "hubert", "architectures", List.of("HubertModel")),
                        StoredModel::oldWeightNorm, Expected.encoder(true)),
                hub("superb/wav2vec2-base-superb-er",
                        TinyModels.base("architectures", List.of("Wav2Vec2ForSequenceClassification"), "finetuning_task", null,
                                "id2label", ids(IEMOCAP), "use_weighted_layer_sum", true),
                        sequence("wav2vec2.", 4, true), Expected.sequence(Outputs.CLASSES, IEMOCAP, false)),
                hub("superb/hubert-large-superb-er",
                        TinyModels.large("model_type", "hubert", "architectures", List.of("HubertForSequenceClassification"),
                                "id2label", ids(IEMOCAP), "use_weighted_layer_sum", true),
                        sequence("hubert.", 4, true), Expected.sequence(Outputs.CLASSES, IEMOCAP, true)),
                hub("what transformers' own example trains",
                        TinyModels.base("architectures", List.of("Wav2Vec2ForSequenceClassification"),
                                "problem_type", "single_label_classification", "id2label", ids(SEVEN)),
                        sequence("wav2vec2.", 7, false), Expected.sequence(Outputs.CLASSES, SEVEN, false)),
                hub("a regression with transformers' own head",
                        TinyModels.large("problem_type", "regression", "id2label", ids(DIMENSIONS)),
                        sequence("wav2vec2.", 3, false), Expected.sequence(Outputs.VALUES, DIMENSIONS, true)),
                hub("ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition",
                        with(TinyModels.large(OLD_KEYS), "architectures", List.of("Wav2Vec2ForSequenceClassification"),
                                "finetuning_task", "wav2vec2_clf", "pooling_mode", "mean", "id2label", ids(RAVDESS)),
                        dense("output", 8), Expected.speech(Outputs.CLASSES, RAVDESS)),
                hub("audeering/wav2vec2-large-robust-12-ft-emotion-msp-dim",
                        with(TinyModels.large(OLD_KEYS), "architectures", List.of("Wav2Vec2ForSpeechClassification"), "finetuning_task",
                                "wav2vec2_reg", "pooling_mode", "mean", "problem_type", "regression", "id2label", ids(DIMENSIONS)),
                        dense("out_proj", 3), Expected.speech(Outputs.VALUES, DIMENSIONS)),
                hub("r-f/wav-2-vec-english-speech-emotion-recognition",
                        with(TinyModels.large(OLD_KEYS), "architectures", List.of("Wav2Vec2ForSpeechClassification"), "finetuning_task",
                                "wav2vec2_clf", "problem_type", "single_label_classification", "id2label", ids(SEVEN)),
                        dense("out_proj", 7), Expected.speech(Outputs.CLASSES, SEVEN)),
                hub("harshit345/xlsr-wav2vec-speech-emotion-recognition",
                        with(TinyModels.large(OLD_KEYS), "architectures", List.of("Wav2Vec2ForSpeechClassification"), "finetuning_task",
                                "wav2vec2_clf", "pooling_mode", "mean", "id2label", ids(AESDD)),
                        dense("out_proj", 5), Expected.speech(Outputs.CLASSES, AESDD)),
                hub("a head without any label", TinyModels.base(), sequence("wav2vec2.", 2, false),
                        Expected.sequence(Outputs.CLASSES, List.of("LABEL_0", "LABEL_1"), false)));
    }

    private static Arguments hub(String name, Map<String, Object> keys, UnaryOperator<StoredModel> layout, Expected expected) {
        return Arguments.of(name, keys, layout, expected);
    }

    private static StoredModel preTraining(StoredModel stored) {
        return stored.prefixed("wav2vec2.").oldWeightNorm().with("quantizer.codevectors", 1, 4, 2)
                .with("quantizer.weight_proj.weight", 4, 8).with("project_hid.weight", 4, 16).with("project_q.weight", 4, 2);
    }

    private static Map<String, Object> with(Map<String, Object> keys, Object... more) {
        for (int i = 0; i < more.length; i += 2) {
            keys.put((String) more[i], more[i + 1]);
        }
        return keys;
    }

    private static Map<String, Object> ids(List<String> labels) {
        Map<String, Object> ids = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            ids.put(Integer.toString(i), labels.get(i));
        }
        return ids;
    }

    private static UnaryOperator<StoredModel> layout(UnaryOperator<StoredModel> change) {
        return change;
    }

    private static double[] draw(long seed, int n) {
        return new Rng(seed).doubles(n, -0.5, 0.5).toArray();
    }

    private static UnaryOperator<StoredModel> sequence(String prefix, int outputs, boolean weighted) {
        return stored -> {
            StoredModel head = stored.prefixed(prefix).oldWeightNorm().with("projector.weight", draw(1, 12 * 16), 12, 16)
                    .with("projector.bias", draw(2, 12), 12).with("classifier.weight", draw(3, outputs * 12), outputs, 12)
                    .with("classifier.bias", draw(4, outputs), outputs);
            return weighted ? head.with("layer_weights", draw(5, 3), 3) : head;
        };
    }

    private static UnaryOperator<StoredModel> dense(String last, int outputs) {
        return stored -> stored.prefixed("wav2vec2.").oldWeightNorm().with("classifier.dense.weight", draw(1, 16 * 16), 16, 16)
                .with("classifier.dense.bias", draw(2, 16), 16).with("classifier." + last + ".weight", draw(3, outputs * 16), outputs, 16)
                .with("classifier." + last + ".bias", draw(4, outputs), outputs);
    }

    /** Stores and loads as a folder of the hub is loaded. */
    private Optional<EmotionModel> load(Map<String, Object> keys, UnaryOperator<StoredModel> layout) throws IOException {
        layout.apply(StoredModel.of(TinyModels.encoder(runtime, DType.F64, keys, 1))).write(folder, "F64");
        PretrainedFolder.write(JsonObject.of(folder.resolve("config.json"), keys));
        Wav2Vec2Config config = Wav2Vec2Config.read(folder.resolve("config.json"));
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            Weights.requireRoom(config, checkpoint);
            Wav2Vec2Model encoder = new Wav2Vec2Model(runtime, DType.F64, config, new Rng(0));
            Optional<EmotionModel> head = PublishedHead.on(encoder, checkpoint);
            report = Weights.load(head.isPresent() ? head.get() : encoder, checkpoint);
            loaded = encoder;
            return head;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hub")
    void layoutsOfTheHubAreUnderstood(String name, Map<String, Object> keys, UnaryOperator<StoredModel> layout, Expected expected)
            throws IOException {
        Optional<EmotionModel> head = load(keys, layout);
        assertEquals(Optional.ofNullable(expected.kind), head.map(Object::getClass));
        assertEquals(Optional.ofNullable(expected.outputs), head.map(EmotionModel::outputs));
        assertEquals(Optional.ofNullable(expected.labels), head.map(EmotionModel::labels));
        assertEquals(expected.ignored, report.ignored());
        assertEquals(expected.attentionMask, loaded.config().usesAttentionMask());
        Tensor samples = TinyModels.noise(runtime, DType.F64, 2, 1, 300);
        double[] same = TinyModels.encoder(runtime, DType.F64, keys, 1).forward(samples).lastHiddenState().toDoubles();
        Wav2Vec2Output encoded = loaded.forward(samples, null, true, Probe.NONE);
        assertArrayEquals(same, encoded.lastHiddenState().toDoubles(), 1e-12);
        head.ifPresent(model -> assertEquals(model.labels().size(), model.clipLogits(encoded).size()));
    }

    @ParameterizedTest
    @EnumSource(Pooling.Mode.class)
    void theDenseHeadPoolsAsTheConfigurationSays(Pooling.Mode mode) throws IOException {
        Map<String, Object> keys = TinyModels.large("pooling_mode", mode.name().toLowerCase(Locale.ROOT), "id2label", ids(RAVDESS));
        for (String last : List.of("output", "out_proj")) {
            EmotionModel model = load(keys, dense(last, 8)).orElseThrow();
            assertEquals(mode, model.pooling());
            int[] lengths = {400, 200};
            Wav2Vec2Output encoded = model.encode(TinyModels.noise(runtime, DType.F64, 3, 2, 400), lengths);
            double[] expected = new double[16];
            for (int b = 0; b < 2; b++) {
                double[] logits = denseHead(pooled(mode, encoded.lastHiddenState(), b, loaded.config().features().frames(lengths[b])));
                System.arraycopy(logits, 0, expected, 8 * b, 8);
            }
            assertArrayEquals(expected, model.clipLogits(encoded).toDoubles(), 1e-12);
        }
    }

    private static double[] pooled(Pooling.Mode mode, Tensor frames, int clip, int valid) {
        double[] h = frames.toDoubles();
        int width = frames.dim(2);
        double[] out = new double[width];
        for (int c = 0; c < width; c++) {
            out[c] = mode == Pooling.Mode.MAX ? Double.NEGATIVE_INFINITY : 0;
            for (int t = 0; t < valid; t++) {
                double value = h[(clip * frames.dim(1) + t) * width + c];
                out[c] = switch (mode) {
                    case MEAN -> out[c] + value / valid;
                    case SUM -> out[c] + value;
                    case MAX -> Math.max(out[c], value);
                };
            }
        }
        return out;
    }

    /** W₂ tanh(W₁ x + b₁) + b₂ with the weights that {@link #dense} stores. */
    private static double[] denseHead(double[] x) {
        double[] inner = affine(draw(1, 16 * 16), draw(2, 16), x);
        for (int i = 0; i < inner.length; i++) {
            inner[i] = Math.tanh(inner[i]);
        }
        return affine(draw(3, 8 * 16), draw(4, 8), inner);
    }

    private static double[] affine(double[] weight, double[] bias, double[] x) {
        double[] y = bias.clone();
        for (int i = 0; i < weight.length; i++) {
            y[i / x.length] += weight[i] * x[i % x.length];
        }
        return y;
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(TinyModels.base("id2label", ids(IEMOCAP)), sequence("wav2vec2.", 3, false),
                        "id2label: expected 3 names, as many as classifier.weight [3, 12] has rows, found [neu, hap, ang, sad]"),
                Arguments.of(TinyModels.base("id2label", ids(IEMOCAP)), dense("out_proj", 8),
                        "id2label: expected 8 names, as many as classifier.out_proj.weight [8, 16] has rows"),
                Arguments.of(TinyModels.base("classifier_proj_size", 2_000_000_000L), sequence("wav2vec2.", 4, false),
                        "classifier_proj_size: expected the rows of projector.weight [12, 16], found 2000000000"),
                Arguments.of(TinyModels.base(),
                        layout(stored -> dense("output", 8).apply(stored).with("classifier.output.weight", 2_000_000_000, 0)),
                        "classifier.output.weight [2000000000, 0]: expected [labels, 16]"),
                Arguments.of(TinyModels.base(),
                        layout(stored -> dense("out_proj", 8).apply(stored).with("classifier.out_proj.weight", 128)),
                        "classifier.out_proj.weight [128]: expected [labels, 16]"),
                Arguments.of(TinyModels.base("use_weighted_layer_sum", true), sequence("wav2vec2.", 4, false), "missing: layer_weights"),
                Arguments.of(TinyModels.base(), layout(stored -> dense("out_proj", 8).apply(stored).without("classifier.out_proj.bias")),
                        "missing: classifier.out_proj.bias"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void aHeadThatContradictsItsConfigurationIsRefused(Map<String, Object> keys, UnaryOperator<StoredModel> layout, String reason) {
        String message = assertThrows(ModelException.class, () -> load(keys, layout)).getMessage();
        assertTrue(message.startsWith(folder.toString()) && message.contains(reason), message);
    }

    @Test
    void ourOwnHeadsAreConcentrations() {
        Wav2Vec2Model encoder = TinyModels.encoder(runtime, DType.F64, TinyModels.base(), 1);
        for (EmotionModel model : List.of(new ClipClassifier(encoder, IEMOCAP), new FrameClassifier(encoder, IEMOCAP))) {
            assertEquals(Outputs.CONCENTRATIONS, model.outputs());
            assertEquals(Pooling.Mode.MEAN, model.pooling());
        }
    }
}
