package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.face.BlendshapeCurve;
import org.prosodia.pipeline.face.extraction.EmotionExtractor;
import org.prosodia.pipeline.face.extraction.ExtractedEmotions;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.timeline.format.TimelineFormat;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia extract-emotions}. */
@Command(
        name = "extract-emotions",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Finds the emotions that best explain a recorded face (equation 8): the timeline with which our animator comes "
                + "nearest to it, and how near.",
        footer = {"", "Examples:", "  prosodia extract-emotions curves.csv --audio speech.wav --out truth.json",
            "  prosodia extract-emotions curves.json --audio speech.wav --smoothing 0.1 --out truth.html"})
final class ExtractEmotionsCommand implements Callable<Integer> {
    private static final double MOST_FRAMES = 0.95;

    @Parameters(paramLabel = "ANIMATION", description = "the 52 blendshapes of ARKit over time: .csv, else JSON (prosodia.blendshapes/1)")
    private Path file;

    @Option(names = "--audio", required = true, paramLabel = "FILE", description = "what is said")
    private Path audio;

    @Option(names = "--out", paramLabel = "FILE", description = "where to write the timeline; standard output without it")
    private Path out;

    @Option(names = "--format", paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}, in any case (default: by the ending of --out, else json)")
    private TimelineFormat format;

    @Option(names = "--smoothing", paramLabel = "SECONDS", defaultValue = "0",
            description = "how fast emotions change, for recordings with noise; 0 for each frame by itself (default: ${DEFAULT-VALUE})")
    private double smoothing;

    @Mixin
    private FaceOptions face;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        EmotionExtractor extractor = new EmotionExtractor(face.animator(), ModelDescriptor.EMOTIONS, smoothing);
        Outputs.requireOther("--out", out, file);
        Outputs.requireOther("--out", out, audio);
        TimelineFormat chosen = format != null ? format : TimelineFormat.ofFile(out == null ? "" : out.toString());
        AudioClip clip = FaceInputs.audio(audio, console);
        BlendshapeCurve recording = FaceInputs.recording(file, clip);
        ExtractedEmotions emotions = extractor.extract(audio.getFileName().toString(), clip.samples(), recording);
        if (out == null) {
            chosen.writer().write(emotions.timeline(), clip.samples(), console.out());
        } else {
            Outputs.replace(out, part -> chosen.writer().write(emotions.timeline(), clip.samples(), part));
        }
        report(recording, emotions);
        return 0;
    }

    private void report(BlendshapeCurve recording, ExtractedEmotions emotions) {
        int worst = emotions.worstFrame();
        console.say(String.format(Locale.ROOT, "%s frames at %s per second; unexplained, root mean square of %s channels: mean %.4f, "
                + "95 %% of the frames up to %.4f, worst %.4f at %.2f s", recording.frameCount(), recording.fps(), emotions.channels(),
                emotions.meanResidual(), emotions.residualQuantile(MOST_FRAMES), emotions.residuals()[worst], recording.time(worst)));
        if (console.json() && out != null) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("animation", file.toString());
            report.put("audio", audio.toString());
            report.put("frames", recording.frameCount());
            report.put("fps", recording.fps());
            report.put("smoothing", smoothing);
            report.put("residual_channels", emotions.channels());
            report.put("residual_mean", emotions.meanResidual());
            report.put("residual_p95", emotions.residualQuantile(MOST_FRAMES));
            report.put("residual_worst", emotions.residuals()[worst]);
            report.put("residual_worst_time", recording.time(worst));
            report.put("out", out.toString());
            console.out().println(JsonObject.line(report));
        }
    }
}
