package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.corpus.TimelineFile;
import org.prosodia.pipeline.face.BlendshapeCurve;
import org.prosodia.pipeline.face.EmotionExpressions;
import org.prosodia.pipeline.face.format.BlendshapeFormat;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineReader;

/** What faces are made from, and recorded faces: each must go with its audio. */
public final class FaceInputs {
    /** Seconds by which lengths may differ: at more, lips and sound are seen to be apart. */
    private static final double TOLERANCE = 0.1;

    private FaceInputs() {}

    /** Reads an audio, and warns of what is wrong with it. */
    public static AudioClip audio(Path file, Console console) throws IOException {
        AudioClip clip = AudioClip.read(file);
        clip.warnings().forEach(console::warn);
        return clip;
    }

    /**
     * Mixtures of emotions that have a face. A CSV file does not say how long its audio is, only that it is no shorter: it is taken to be
     * as long as the clip.
     */
    public static Timeline timeline(Path file, AudioClip clip) throws IOException {
        boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        Timeline timeline = csv ? TimelineFile.read(file, ModelDescriptor.EMOTIONS) : TimelineReader.read(file);
        if (!timeline.isMixture()) {
            throw new FileSystemException(file.toString(), null, "expected mixtures of emotions, found the dimensions "
                    + timeline.emotions());
        }
        try {
            timeline.emotions().forEach(EmotionExpressions::of);
        } catch (IllegalArgumentException e) {
            throw new FileSystemException(file.toString(), null, e.getMessage());
        }
        double difference = timeline.duration() - clip.duration();
        if (difference > TOLERANCE || !csv && difference < -TOLERANCE) {
            throw otherLength(file, clip, timeline.duration());
        }
        return csv ? timeline.withDuration(clip.duration()) : timeline;
    }

    /** Why a timeline is not of audio that lasts so many seconds; empty of one that is. */
    public static Optional<String> lengthProblem(Timeline timeline, double seconds) {
        return Math.abs(timeline.duration() - seconds) > TOLERANCE ? Optional.of(otherLength(seconds, timeline.duration()))
                : Optional.empty();
    }

    /** A recorded face, which may show its last frame on after the audio. */
    static BlendshapeCurve recording(Path file, AudioClip clip) throws IOException {
        BlendshapeCurve recording = BlendshapeFormat.read(file);
        if (Math.abs(recording.duration() - clip.duration()) > TOLERANCE + 1 / recording.fps()) {
            throw otherLength(file, clip, recording.duration());
        }
        return recording;
    }

    private static FileSystemException otherLength(Path file, AudioClip clip, double found) {
        return new FileSystemException(file.toString(), null, otherLength(clip.duration(), found));
    }

    private static String otherLength(double expected, double found) {
        return String.format(Locale.ROOT, "length: expected about %.2f s, as the audio lasts, found %.2f s", expected, found);
    }
}
