package org.prosodia.pipeline.recognition;

import java.util.function.DoubleConsumer;
import org.prosodia.pipeline.timeline.Timeline;

/** Hears emotions, by whatever means: what is measured and compared. */
@FunctionalInterface
public interface EmotionRecognizer {
    /**
     * @param audio what the timeline calls it
     * @param samples mono at 16 kHz, at least one
     * @param progress told the share done, 0 to 1
     */
    Timeline recognize(String audio, float[] samples, DoubleConsumer progress);
}
