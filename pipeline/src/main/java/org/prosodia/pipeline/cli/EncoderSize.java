package org.prosodia.pipeline.cli;

import org.prosodia.pipeline.embedded.TinyModel;
import org.prosodia.wav2vec2.Wav2Vec2Config;

/** Shapes of encoders with random weights. */
public enum EncoderSize {
    TINY,
    BASE,
    LARGE;

    public Wav2Vec2Config config() {
        return switch (this) {
            case TINY -> TinyModel.config();
            case BASE -> Wav2Vec2Config.base();
            case LARGE -> Wav2Vec2Config.large();
        };
    }
}
