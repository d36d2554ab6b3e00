package org.prosodia.pipeline.preference;

import java.io.IOException;
import java.nio.file.Path;
import org.prosodia.pipeline.audio.AudioLength;

/** How long an audio is, for checking timelines against it. */
@FunctionalInterface
public interface AudioDuration {
    /** Seconds of the audio. */
    double seconds(Path audio) throws IOException;

    /** By decoding all of it, which takes its time and is never wrong. */
    static AudioDuration decoded() {
        return AudioLength::decoded;
    }
}
