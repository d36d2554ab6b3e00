package org.prosodia.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.embedded.TinyModel;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.synth.Prosody;
import org.prosodia.pipeline.synth.ProsodyCurve;
import org.prosodia.pipeline.synth.SpeechSynthesizer;
import org.prosodia.pipeline.synth.Voice;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.tensor.TensorRuntime;

/** What a feedback loop begins with: models of random weights that hear at once, and speech-like clips. */
public record LoopMaterial(Path folder) {
    public static final int CLIPS = 4;

    public static LoopMaterial write(Path folder) throws IOException {
        LoopMaterial material = new LoopMaterial(folder);
        Files.createDirectories(material.audio());
        for (int i = 0; i < CLIPS; i++) {
            float[] samples = SpeechSynthesizer.synthesize(ProsodyCurve.constant(Prosody.NEUTRAL), Voice.LOW, 1.6 + 0.1 * i, i);
            WavWriter.writePcm16(material.clip(i), new AudioClip(samples, SpeechSynthesizer.SAMPLE_RATE));
        }
        try (TensorRuntime runtime = TensorRuntime.create()) {
            ModelFolder clips = TinyModel.clips(runtime, LinkChoice.EXP, 1);
            clips.save(material.stage1());
            new StartingModel(runtime).framesOf(clips).save(material.stage2());
        }
        return material;
    }

    public Path stage1() {
        return folder.resolve("stage1");
    }

    public Path stage2() {
        return folder.resolve("stage2");
    }

    public Path audio() {
        return folder.resolve("clips");
    }

    public Path clip(int i) {
        return audio().resolve("clip" + i + ".wav");
    }

    public Path out() {
        return folder.resolve("loop");
    }

    /** The command, with a pair for each clip. */
    public String[] command(String... more) {
        List<String> command = new ArrayList<>(List.of("feedback", "--model", stage2().toString(), "--teacher", stage1().toString(),
                "--audio", audio().toString(), "--out", out().toString(), "--pairs", "1", "--count", "2", "--repeat", "0", "--threads", "1",
                "--no-browser"));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }
}
