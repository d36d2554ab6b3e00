package org.prosodia.tests.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.cli.Main;
import org.prosodia.pipeline.synth.Prosody;
import org.prosodia.pipeline.synth.ProsodyCurve;
import org.prosodia.pipeline.synth.SpeechSynthesizer;
import org.prosodia.pipeline.synth.Voice;

/** Runs the command line in this JVM. */
record Cli(int exit, String out, String err) {
    static Cli run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = java.util.Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new Cli(exit, out.toString(), err.toString());
    }

    /** Writes speech-like audio. */
    static Path speech(Path file, double seconds) throws IOException {
        float[] samples = SpeechSynthesizer.synthesize(ProsodyCurve.constant(Prosody.NEUTRAL), Voice.LOW, seconds, 7);
        WavWriter.writePcm16(file, new AudioClip(samples, SpeechSynthesizer.SAMPLE_RATE));
        return file;
    }
}
