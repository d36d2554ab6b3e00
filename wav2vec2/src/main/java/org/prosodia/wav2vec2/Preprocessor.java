package org.prosodia.wav2vec2;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code preprocessor_config.json} says about the input, as Hugging Face's {@code Wav2Vec2FeatureExtractor} reads it. Processors
 * saved by transformers 5 say it under {@code feature_extractor} in {@code processor_config.json} instead.
 *
 * @param normalize whether each clip is brought to zero mean and unit variance; true where the files are missing or silent, the
 *     default of transformers
 */
public record Preprocessor(boolean normalize) {
    /** Samples per second that all models here expect. */
    public static final int SAMPLE_RATE = 16_000;

    private static final double VARIANCE_FLOOR = 1e-7;

    /** Reads the file of a model folder. */
    public static Preprocessor read(Path folder) throws ModelException {
        Path own = folder.resolve("preprocessor_config.json");
        Path shared = folder.resolve("processor_config.json");
        if (Files.exists(own)) {
            return of(JsonObject.read(own));
        }
        return Files.exists(shared) ? of(JsonObject.read(shared).object("feature_extractor")) : new Preprocessor(true);
    }

    private static Preprocessor of(JsonObject json) throws ModelException {
        int rate = json.integer("sampling_rate", SAMPLE_RATE, 1);
        if (rate != SAMPLE_RATE) {
            throw json.error("sampling_rate", Integer.toString(SAMPLE_RATE), rate);
        }
        return new Preprocessor(json.bool("do_normalize", true));
    }

    Map<String, Object> toJson(boolean attentionMask) {
        return new TreeMap<>(Map.of("feature_extractor_type", "Wav2Vec2FeatureExtractor", "feature_size", 1, "sampling_rate", SAMPLE_RATE,
                "padding_side", "right", "padding_value", 0.0, "do_normalize", normalize, "return_attention_mask", attentionMask));
    }

    /** The samples as the model wants them: (x − mean) / √(var + 1e-7) with the population variance, or a copy. */
    public float[] apply(float[] samples) {
        return apply(samples, 0, samples.length);
    }

    /** The same for the part [from, to), which is normalised as a clip of its own. */
    public float[] apply(float[] samples, int from, int to) {
        float[] out = Arrays.copyOfRange(samples, from, to);
        if (!normalize) {
            return out;
        }
        double mean = 0;
        for (float x : out) {
            mean += x;
        }
        mean /= out.length;
        double variance = 0;
        for (float x : out) {
            variance += (x - mean) * (x - mean);
        }
        double scale = 1 / Math.sqrt(variance / out.length + VARIANCE_FLOOR);
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) ((out[i] - mean) * scale);
        }
        return out;
    }
}
