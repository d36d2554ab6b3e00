package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/** Models of any shape come back from their files as they were, to the last bit. */
@Domain(TinyDomain.class)
@Domain(DomainContext.Global.class)
class RoundTripPropertyTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private Path folder;

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("prosodia");
    }

    @AfterProperty
    void deleteFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void assertSameParameters(Module expected, Module actual) {
        assertEquals(expected.namedParameters().keySet(), actual.namedParameters().keySet());
        expected.namedParameters().forEach((name, parameter) ->
                assertArrayEquals(parameter.toDoubles(), actual.namedParameters().get(name).toDoubles(), name));
    }

    @Property(seed = "1")
    void weightsThatAreSavedComeBack(@ForAll TinyConfig config, @ForAll DType dtype) throws IOException {
        Wav2Vec2Model model = config.encoder(runtime, dtype);
        Weights.save(model, folder.resolve("model.safetensors"));
        assertLoads(model);
    }

    @Property(seed = "2")
    void weightsComeBackUnderEveryNameThatPyTorchGaveThem(
            @ForAll TinyConfig config, @ForAll DType dtype, @ForAll Prefix prefix, @ForAll boolean oldWeightNorm) throws IOException {
        Wav2Vec2Model model = config.encoder(runtime, dtype);
        StoredModel stored = StoredModel.of(model).prefixed(prefix.text);
        (oldWeightNorm ? stored.oldWeightNorm() : stored).write(folder, dtype.name());
        assertLoads(model);
    }

    /** What stands before the names of the encoder's tensors in the files of whole models. */
    enum Prefix {
        NONE(""),
        WAV2VEC2("wav2vec2."),
        HUBERT("hubert.");

        private final String text;

        Prefix(String text) {
            this.text = text;
        }
    }

    private void assertLoads(Wav2Vec2Model model) throws IOException {
        Wav2Vec2Model found = new Wav2Vec2Model(runtime, model.dtype(), model.config(), new Rng(0));
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            Weights.requireRoom(model.config(), checkpoint);
            assertEquals(new Weights.Report(List.of(), List.of(), List.of()), Weights.load(found, checkpoint));
        }
        assertSameParameters(model, found);
    }

    @Property(seed = "3")
    void aSavedFolderSaysEverythingThatTheModelWasBuiltFrom(@ForAll TinyBatch drawn, @ForAll TinyNoise noise, @ForAll TinyHead head)
            throws IOException {
        TinyBatch batch = drawn.heard();
        Map<String, Object> keys = new LinkedHashMap<>(noise.keys());
        keys.putAll(head.keys());
        EmotionModel model = head.on(batch.config().encoder(runtime, DType.F64, keys), batch.seed());
        PretrainedFolder.save(folder, model, new Preprocessor(true));
        Wav2Vec2Config config = Wav2Vec2Config.read(folder.resolve("config.json"));
        assertSameArchitecture(model.encoder().config(), config);
        Wav2Vec2Model encoder = new Wav2Vec2Model(runtime, DType.F64, config, new Rng(0));
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            EmotionModel found = PublishedHead.on(encoder, checkpoint).orElseGet(() -> head.on(encoder, 0));
            Weights.load(found, checkpoint);
            assertEquals(model.getClass(), found.getClass());
            assertEquals(model.labels(), found.labels());
            assertSameParameters(model, found);
            assertArrayEquals(logits(model, batch), logits(found, batch), "logits");
        }
    }

    private double[] logits(EmotionModel model, TinyBatch batch) {
        return model.clipLogits(model.encodePadded(batch.tensor(runtime, DType.F64), batch.lengthsArray())).toDoubles();
    }

    private static void assertSameArchitecture(Wav2Vec2Config expected, Wav2Vec2Config actual) {
        assertEquals(expected.modelType(), actual.modelType());
        assertEquals(expected.features(), actual.features());
        assertEquals(expected.transformer(), actual.transformer());
        assertEquals(expected.dropouts(), actual.dropouts());
        assertEquals(expected.specAugment(), actual.specAugment());
        assertEquals(expected.classifier().projectionSize(), actual.classifier().projectionSize());
        assertEquals(expected.classifier().weightedLayerSum(), actual.classifier().weightedLayerSum());
        assertEquals(expected.classifier().pooling(), actual.classifier().pooling());
    }

    @Property(seed = "4")
    void parametersAreCountedWithoutBuildingTheModel(@ForAll TinyConfig config) {
        assertEquals(config.encoder(runtime, DType.F32).parameterCount(), config.parsed(Map.of()).parameterCount());
    }
}
