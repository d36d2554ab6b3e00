package org.prosodia.tests.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.JsonTimelineWriter;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.PretrainedFolder;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.Wav2Vec2Init;
import org.prosodia.wav2vec2.Wav2Vec2Model;

/** What the training commands read, as small as can be: an encoder, six clips of two speakers, labels, timelines, preferences. */
record TrainingFiles(Path folder) {
    static final int CLIPS = 6;
    private static final double SECONDS = 0.3;
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    static TrainingFiles write(Path folder) throws IOException {
        TrainingFiles files = new TrainingFiles(folder);
        files.writeEncoder();
        for (int i = 0; i < CLIPS; i++) {
            Cli.speech(files.clip(i), SECONDS + 0.03 * (i % 3));
            new JsonTimelineWriter().write(files.timeline(i, i), new float[0], folder.resolve("clip" + i + ".json"));
        }
        files.manifest("clips.csv", "emotion", i -> ModelDescriptor.EMOTIONS.get(i % 3));
        files.manifest("timelines.csv", "timeline", i -> "clip" + i + ".json");
        PreferenceFile preferences = files.preferences();
        for (int i = 0; i < CLIPS; i++) {
            preferences.append(files.preference(i, false));
        }
        return files;
    }

    /** Of the large family: layer norm, pre-norm. */
    private void writeEncoder() throws IOException {
        Map<String, Object> keys = new HashMap<>(Map.of("hidden_size", 16L, "num_hidden_layers", 1L, "num_attention_heads", 2L,
                "intermediate_size", 24L, "conv_dim", List.of(8L, 8L, 8L, 8L, 8L, 8L, 8L), "num_conv_pos_embeddings", 8L,
                "num_conv_pos_embedding_groups", 4L));
        keys.putAll(Map.of("feat_extract_norm", "layer", "do_stable_layer_norm", true, "conv_bias", true));
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            Wav2Vec2Model encoder = new Wav2Vec2Model(runtime, DType.F32, Wav2Vec2Config.builtIn(keys), new Rng(1));
            Wav2Vec2Init.initialize(encoder, new Rng(2));
            PretrainedFolder.save(encoder(), encoder, new Preprocessor(true));
        }
    }

    Path encoder() {
        return folder.resolve("encoder");
    }

    Path clip(int i) {
        return folder.resolve("clip" + i + ".wav");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    PreferenceFile preferences() {
        return new PreferenceFile(file("preferences.jsonl"), ModelDescriptor.EMOTIONS);
    }

    /** A column besides audio, speaker and split; the last two clips are held out. */
    Path manifest(String name, String column, IntFunction<String> value) throws IOException {
        StringBuilder text = new StringBuilder("audio,speaker,split," + column + "\n");
        for (int i = 0; i < CLIPS; i++) {
            boolean dev = i >= CLIPS - 2;
            text.append("clip" + i + ".wav," + (dev ? "B" : "A") + "," + (dev ? "dev" : "train") + "," + value.apply(i) + "\n");
        }
        return Files.writeString(file(name), text);
    }

    /** Mostly one emotion, all over clip i. */
    Timeline timeline(int i, int emotion) {
        double seconds = SECONDS + 0.03 * (i % 3);
        int k = ModelDescriptor.EMOTIONS.size();
        int frames = (int) ((seconds * FrameTimes.SAMPLE_RATE - FrameTimes.RECEPTIVE_FIELD) / FrameTimes.STRIDE) + 1;
        float[] mean = new float[frames * k];
        for (int at = 0; at < mean.length; at++) {
            mean[at] = at % k == emotion % k ? 0.75F : 0.05F;
        }
        return Timeline.ofMeans("clip" + i + ".wav", seconds, ModelDescriptor.EMOTIONS, FrameTimes.centres(frames), mean);
    }

    Preference preference(int i, boolean tie) {
        return new Preference("clip" + i + ".wav", Preference.Side.of(timeline(i, i)), Preference.Side.of(timeline(i, i + 1)), "ann", NOON,
                tie, false);
    }
}
