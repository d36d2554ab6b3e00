package org.prosodia.tests.parity;

import static org.prosodia.tests.parity.Closeness.assertClose;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tests.Fixtures;
import org.prosodia.wav2vec2.EmotionModel;
import org.prosodia.wav2vec2.SequenceClassifier;
import org.prosodia.wav2vec2.SpeechClassifier;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import org.prosodia.wav2vec2.Wav2Vec2Output;
import org.prosodia.wav2vec2.Weights;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/** Published heads against Hugging Face's logits. */
class HeadParityTest {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void sequenceClassifiersAreMatched(Precision precision) throws IOException {
        for (String folder : new String[] {"D", "D_weighted"}) {
            Map<String, double[]> expected = Fixtures.values(folder + "/forward.safetensors");
            try (TensorRuntime runtime = precision.runtime(); var _ = runtime.noGrad()) {
                Wav2Vec2Config config = Wav2Vec2Config.read(Fixtures.path(folder).resolve("config.json"));
                EmotionModel model = new SequenceClassifier(new Wav2Vec2Model(runtime, precision.dtype, config, new Rng(0)), config.labels());
                load(model, folder);
                for (String inputs : new String[] {"single", "batch_masked", "batch_nomask"}) {
                    Wav2Vec2Output encoded = model.encode(Fixtures.input(inputs, runtime, precision.dtype), Fixtures.lengths(inputs));
                    assertClose(folder + " " + inputs, expected.get(inputs + ".logits"), model.clipLogits(encoded).toDoubles(), precision.forward);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void dimensionalModelsAreMatched(Precision precision) throws IOException {
        Map<String, double[]> expected = Fixtures.values("E/forward.safetensors");
        try (TensorRuntime runtime = precision.runtime(); var _ = runtime.noGrad()) {
            Wav2Vec2Config config = Wav2Vec2Config.read(Fixtures.path("E/config.json"));
            EmotionModel model = new SpeechClassifier(new Wav2Vec2Model(runtime, precision.dtype, config, new Rng(0)), config.labels());
            load(model, "E");
            Wav2Vec2Output single = model.encode(Fixtures.input("single", runtime, precision.dtype), null);
            assertClose("single", expected.get("single.logits"), model.clipLogits(single).toDoubles(), precision.forward);
            Wav2Vec2Output batch = model.encode(Fixtures.input("batch_masked", runtime, precision.dtype), Fixtures.LENGTHS);
            assertClose("valid mean", expected.get("batch_masked.logits_valid_mean"), model.clipLogits(batch).toDoubles(), precision.forward);
            Tensor plainMean = model.fromPooled(model.poolable(batch).mean(1, false));
            assertClose("plain mean", expected.get("batch_masked.logits_plain_mean"), plainMean.toDoubles(), precision.forward);
        }
    }

    private static void load(EmotionModel model, String folder) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path(folder))) {
            Weights.load(model, checkpoint);
        }
    }
}
