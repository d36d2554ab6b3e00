package org.prosodia.wav2vec2;

import java.util.List;
import java.util.Map;

/** Every head there is, with every way to pool. */
enum TinyHead {
    CLIP,
    FRAMES,
    SEQUENCE,
    WEIGHTED_SEQUENCE,
    SPEECH_MEAN,
    SPEECH_SUM,
    SPEECH_MAX;

    static final List<String> LABELS = List.of("a", "b", "c");

    /** What {@code config.json} says of it. */
    Map<String, Object> keys() {
        return switch (this) {
            case CLIP, FRAMES, SEQUENCE, SPEECH_MEAN -> Map.of();
            case WEIGHTED_SEQUENCE -> Map.of("use_weighted_layer_sum", true);
            case SPEECH_SUM -> Map.of("pooling_mode", "sum");
            case SPEECH_MAX -> Map.of("pooling_mode", "max");
        };
    }

    /** With random weights, the same for the same seed. */
    EmotionModel on(Wav2Vec2Model encoder, long seed) {
        EmotionModel model = switch (this) {
            case CLIP -> new ClipClassifier(encoder, LABELS);
            case FRAMES -> new FrameClassifier(encoder, LABELS);
            case SEQUENCE, WEIGHTED_SEQUENCE -> new SequenceClassifier(encoder, LABELS);
            case SPEECH_MEAN, SPEECH_SUM, SPEECH_MAX -> new SpeechClassifier(encoder, LABELS);
        };
        TinyModels.randomize(model, seed);
        return model;
    }
}
