package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.nn.Linear;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/** What is saved is a folder of Hugging Face, and gives the same model when read again. */
class PretrainedFolderTest {
    private static final List<String> LABELS = List.of("angry", "calm", "sad");

    @TempDir
    Path folder;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void aFolderReadAgainGivesTheSameBits(DType dtype) throws IOException {
        Wav2Vec2Model model = TinyModels.encoder(runtime, dtype, TinyModels.large("mask_feature_prob", 0.1, "layer_norm_eps", 1e-6), 1);
        PretrainedFolder.save(folder, model, new Preprocessor(false));
        Wav2Vec2Config config = Wav2Vec2Config.read(folder.resolve("config.json"));
        assertEquals(model.config().features(), config.features());
        assertEquals(model.config().transformer(), config.transformer());
        assertEquals(model.config().dropouts(), config.dropouts());
        assertEquals(model.config().specAugment(), config.specAugment());
        assertEquals(new Preprocessor(false), Preprocessor.read(folder));
        Wav2Vec2Model found = new Wav2Vec2Model(runtime, dtype, config, new Rng(0));
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertEquals(new Weights.Report(List.of(), List.of(), List.of()), Weights.load(found, checkpoint));
        }
        Tensor samples = TinyModels.noise(runtime, dtype, 1, 1, 500);
        assertArrayEquals(model.forward(samples).lastHiddenState().toDoubles(), found.forward(samples).lastHiddenState().toDoubles());
    }

    private Module model(String kind, String type) {
        Wav2Vec2Model encoder = TinyModels.encoder(runtime, DType.F32, TinyModels.base("model_type", type, "torch_dtype", "float16"), 1);
        return switch (kind) {
            case "sequence" -> new SequenceClassifier(encoder, LABELS);
            case "speech" -> new SpeechClassifier(encoder, LABELS);
            case "clip" -> new ClipClassifier(encoder, LABELS);
            case "frames" -> new FrameClassifier(encoder, LABELS);
            default -> encoder;
        };
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Arguments.of("encoder", "wav2vec2", "Wav2Vec2Model"), Arguments.of("encoder", "hubert", "HubertModel"),
                Arguments.of("clip", "wav2vec2", "Wav2Vec2Model"), Arguments.of("frames", "hubert", "HubertModel"),
                Arguments.of("sequence", "wav2vec2", "Wav2Vec2ForSequenceClassification"),
                Arguments.of("sequence", "hubert", "HubertForSequenceClassification"),
                Arguments.of("speech", "wav2vec2", "Wav2Vec2ForSpeechClassification"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theConfigurationNamesTheClassTheDtypeAndTheLabels(String kind, String type, String architecture) throws IOException {
        PretrainedFolder.save(folder, model(kind, type), new Preprocessor(true));
        JsonObject json = JsonObject.read(folder.resolve("config.json"));
        assertEquals(type, json.string("model_type", ""));
        assertEquals(List.of(architecture), json.strings("architectures", List.of()));
        assertEquals("float32", json.string("dtype", ""), "or else transformers would load the weights as something else");
        assertFalse(json.has("torch_dtype"));
        boolean labelled = kind.equals("sequence") || kind.equals("speech");
        assertEquals(labelled ? LABELS : List.of(), Wav2Vec2Config.read(folder.resolve("config.json")).labels());
        assertEquals(labelled ? Map.of("angry", 0L, "calm", 1L, "sad", 2L) : Map.of(), json.object("label2id").fields());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void thePreprocessorIsThatOfTransformers(String kind, String type) throws IOException {
        PretrainedFolder.save(folder, model(kind, type), new Preprocessor(true));
        assertEquals(Map.of("feature_extractor_type", "Wav2Vec2FeatureExtractor", "feature_size", 1L, "sampling_rate", 16_000L,
                "padding_side", "right", "padding_value", 0.0, "do_normalize", true, "return_attention_mask", false),
                JsonObject.read(folder.resolve("preprocessor_config.json")).fields());
    }

    @Test
    void keysThatAreNotUsedHereAreKept() throws IOException {
        Wav2Vec2Model model = TinyModels.encoder(runtime, DType.F32, TinyModels.base("vocab_size", 32L, "final_dropout", 0.25,
                "ctc_loss_reduction", "sum", "tdnn_dim", List.of(512L, 1500L), "gradient_checkpointing", false), 1);
        PretrainedFolder.save(folder, model, new Preprocessor(true));
        Map<String, Object> saved = JsonObject.read(folder.resolve("config.json")).fields();
        model.config().json().fields().forEach((key, value) -> assertEquals(value, saved.get(key), key));
    }

    @Test
    void savingAgainReplacesAndLeavesNothingElse() throws IOException {
        PretrainedFolder.save(folder, model("encoder", "wav2vec2"), new Preprocessor(true));
        PretrainedFolder.save(folder, model("sequence", "wav2vec2"), new Preprocessor(false));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(Set.of("config.json", "model.safetensors", "preprocessor_config.json"),
                    new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
        }
        assertEquals(new Preprocessor(false), Preprocessor.read(folder));
    }

    @Test
    void onlyModelsAreSaved() {
        assertThrows(IllegalArgumentException.class,
                () -> PretrainedFolder.save(folder, new Linear(runtime, DType.F32, 1, 1), new Preprocessor(true)));
        assertTrue(Files.notExists(folder.resolve("config.json")));
    }
}
