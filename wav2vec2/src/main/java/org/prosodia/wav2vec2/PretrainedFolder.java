package org.prosodia.wav2vec2;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.wav2vec2.checkpoint.AtomicFile;

/** Saves models as folders that transformers' {@code from_pretrained} loads. */
public final class PretrainedFolder {
    private PretrainedFolder() {}

    /**
     * Writes {@code config.json}, {@code preprocessor_config.json} and {@code model.safetensors}; existing ones are replaced, each in
     * one step.
     *
     * @param model a {@link Wav2Vec2Model}, or an {@link EmotionModel} around one, whose encoder transformers then finds in it
     */
    public static void save(Path folder, Module model, Preprocessor preprocessor) throws IOException {
        Wav2Vec2Model encoder = switch (model) {
            case Wav2Vec2Model bare -> bare;
            case EmotionModel whole -> whole.encoder();
            default -> throw new IllegalArgumentException("expected a Wav2Vec2Model or an EmotionModel, found " + model.getClass());
        };
        Files.createDirectories(folder);
        Wav2Vec2Config config = encoder.config();
        Weights.save(model, folder.resolve("model.safetensors"));
        write(JsonObject.of(folder.resolve("preprocessor_config.json"), preprocessor.toJson(config.usesAttentionMask())));
        write(JsonObject.of(folder.resolve("config.json"), keys(model, encoder)));
    }

    /**
     * What {@code config.json} said, with what now holds: the class to load, the dtype of the weights (transformers converts to it), and
     * the labels of a published head.
     */
    private static Map<String, Object> keys(Module model, Wav2Vec2Model encoder) {
        Wav2Vec2Config config = encoder.config();
        Map<String, Object> keys = new LinkedHashMap<>(config.json().fields());
        String family = config.isHubert() ? "Hubert" : "Wav2Vec2";
        keys.put("architectures", List.of(family + switch (model) {
            case SequenceClassifier _ -> "ForSequenceClassification";
            case SpeechClassifier _ -> "ForSpeechClassification";
            default -> "Model";
        }));
        keys.remove("torch_dtype");
        keys.put("dtype", encoder.dtype() == DType.F32 ? "float32" : "float64");
        if (model instanceof SequenceClassifier || model instanceof SpeechClassifier) {
            List<String> labels = ((EmotionModel) model).labels();
            Map<String, Object> byId = new LinkedHashMap<>();
            Map<String, Object> byLabel = new LinkedHashMap<>();
            for (int i = 0; i < labels.size(); i++) {
                byId.put(Integer.toString(i), labels.get(i));
                byLabel.put(labels.get(i), i);
            }
            keys.put("id2label", byId);
            keys.put("label2id", byLabel);
        }
        return keys;
    }

    /** Writes a JSON file beside its final place and then moves it there, so that nobody sees half of it. */
    public static void write(JsonObject json) throws IOException {
        AtomicFile.replace(json.file(), file -> {
            try (Writer out = Files.newBufferedWriter(file)) {
                json.write(out);
            }
        });
    }
}
