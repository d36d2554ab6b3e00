package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.face.BlendshapeCurve;
import org.prosodia.pipeline.face.FaceAnimator;
import org.prosodia.pipeline.face.format.BlendshapeFormat;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia animate}. */
@Command(
        name = "animate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Moves a face to speech and its emotions: the 52 blendshapes of ARKit over time, for any engine that has them.",
        footer = {"", "Example:", "  prosodia animate speech.json --audio speech.wav --out curves.csv"})
final class AnimateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TIMELINE", description = "emotions over time as 'prosodia predict' writes them: .csv, else JSON")
    private Path file;

    @Option(names = "--audio", required = true, paramLabel = "FILE", description = "what is said")
    private Path audio;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where to write: .csv, else JSON")
    private Path out;

    @Option(names = "--fps", paramLabel = "N", defaultValue = "60", description = "frames per second (default: ${DEFAULT-VALUE})")
    private double fps;

    @Mixin
    private FaceOptions face;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        FaceAnimator animator = face.animator();
        Outputs.requireOther("--out", out, file);
        Outputs.requireOther("--out", out, audio);
        AudioClip clip = FaceInputs.audio(audio, console);
        BlendshapeCurve curve = animator.animate(clip.samples(), FaceInputs.timeline(file, clip), fps);
        Outputs.replace(out, part -> {
            try (var writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                BlendshapeFormat.ofFile(out).write(curve, writer);
            }
        });
        report(curve, animator);
        return 0;
    }

    private void report(BlendshapeCurve curve, FaceAnimator animator) {
        console.say(curve.frameCount() + " frames at " + curve.fps() + " per second: " + out);
        if (console.json()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("timeline", file.toString());
            report.put("audio", audio.toString());
            report.put("frames", curve.frameCount());
            report.put("fps", curve.fps());
            report.put("intensity", animator.intensity());
            report.put("seed", animator.seed());
            report.put("out", out.toString());
            console.out().println(JsonObject.line(report));
        }
    }
}
