package org.prosodia.studio.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.cli.FaceInputs;
import org.prosodia.pipeline.face.Blendshape;
import org.prosodia.pipeline.face.BlendshapeCurve;
import org.prosodia.pipeline.face.LinearAnimator;
import org.prosodia.pipeline.face.format.BlendshapeFormat;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.JsonTimelineWriter;

/**
 * Sound and moving faces, made when they are asked for; the last few audios are kept. Browsers get what the animator heard, as 16-bit WAV
 * at 16 kHz: so lips and sound cannot be apart, whatever a browser makes of an MP3's first frames.
 */
final class Media {
    /** Frames per second of faces: as many as most screens show. */
    static final double FPS = 60;
    /** Of all memory, the part that audios and their faces may take. */
    private static final int MEMORY_SHARE = 4;

    private final LinearAnimator animator;
    private final Recent<Path, Heard> heard;

    /** An audio with the face that speaks it without emotion. */
    private record Heard(byte[] wav, double seconds, BlendshapeCurve rest) {
        private long bytes() {
            return wav.length + (long) rest.frameCount() * Blendshape.COUNT * Float.BYTES;
        }
    }

    Media(LinearAnimator animator) {
        this.animator = animator;
        this.heard = new Recent<>(Runtime.getRuntime().maxMemory() / MEMORY_SHARE, Heard::bytes, this::hear);
    }

    private Heard hear(Path audio) throws IOException {
        AudioClip clip = AudioClip.read(audio);
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        WavWriter.writePcm16(wav, clip);
        return new Heard(wav.toByteArray(), clip.duration(),
                animator.rest(clip.samples(), BlendshapeCurve.frameCount(clip.samples().length, FPS), FPS));
    }

    Answer audio(Scene scene) throws IOException {
        return Answer.of("audio/wav", heard.get(scene.audio()).wav());
    }

    /** {@code {"timeline": prosodia.timeline/1, "face": prosodia.blendshapes/1}}. */
    Answer curves(Scene scene, int timeline) throws IOException {
        StringWriter text = new StringWriter();
        text.append("{\"timeline\":");
        new JsonTimelineWriter().write(timeline(scene, timeline), new float[0], text);
        text.append(",\"face\":");
        BlendshapeFormat.JSON.write(face(scene, timeline), text);
        return Answer.of(Answer.JSON, text.append('}').toString().getBytes(StandardCharsets.UTF_8));
    }

    Answer face(Scene scene, int timeline, BlendshapeFormat format) throws IOException {
        StringWriter text = new StringWriter();
        format.write(face(scene, timeline), text);
        return Answer.of(format == BlendshapeFormat.CSV ? "text/csv" : Answer.JSON, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Lips that go on after the sound, or stop before it, would be judged as something that they are not. */
    private Timeline timeline(Scene scene, int index) throws IOException {
        Timeline timeline = scene.timelines().get(index);
        Optional<String> problem = FaceInputs.lengthProblem(timeline, heard.get(scene.audio()).seconds());
        if (problem.isPresent()) {
            throw new IOException(scene.audio() + ", timeline " + index + ": " + problem.get());
        }
        return timeline;
    }

    private BlendshapeCurve face(Scene scene, int index) throws IOException {
        BlendshapeCurve rest = heard.get(scene.audio()).rest();
        Timeline timeline = timeline(scene, index);
        return LinearAnimator.blend(rest, animator.response(timeline.emotions()), timeline.interpolate(rest.times()).values());
    }
}
