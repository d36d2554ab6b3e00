package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.embedded.TinyModel;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.JsonObject;

/** A handful of clips made by {@code corpus embedded}, and untrained models that are small enough to hear them at once. */
record TinyCorpus(Path folder) {
    static TinyCorpus in(Path folder) {
        Cli run = Cli.run("corpus", "embedded", "--out", folder.resolve("corpus"), "--acted", 6, "--dynamic", 2, "--dev", 1, "--test", 3,
                "--seconds", 3.1, "-q");
        assertEquals(0, run.exit(), run.err());
        return new TinyCorpus(folder);
    }

    Path acted() {
        return folder.resolve("corpus/acted.csv");
    }

    /** The acted clips, all of a split with one voice: in the corpus each speaker has a clip or two. */
    Path voices() throws IOException {
        Manifest tiny = Manifest.read(acted(), ModelDescriptor.EMOTIONS);
        List<ManifestEntry> entries = tiny.entries().stream().map(entry -> entry.withSpeaker("voice of " + entry.split().get())).toList();
        Path voices = folder.resolve("corpus/voices.csv");
        Manifest.of(voices, ModelDescriptor.EMOTIONS, entries).write(voices);
        return voices;
    }

    Path dynamic() {
        return folder.resolve("corpus/dynamic.csv");
    }

    /** A model for clips. */
    Path clipModel(LinkChoice link) throws IOException {
        Path model = folder.resolve("clip-" + link);
        if (!Files.exists(model)) {
            try (TensorRuntime runtime = TensorRuntime.create()) {
                TinyModel.clips(runtime, link, 1).save(model);
            }
        }
        return model;
    }

    /** A model for frames. */
    Path frameModel() throws IOException {
        Path model = folder.resolve("frames");
        if (!Files.exists(model)) {
            try (TensorRuntime runtime = TensorRuntime.create()) {
                ModelFolder frames = new StartingModel(runtime).framesOf(TinyModel.clips(runtime, LinkChoice.EXP, 1));
                frames.save(model);
            }
        }
        return model;
    }

    /** What {@code --json} printed last. */
    JsonObject lastJson(Cli run) throws IOException {
        Path file = Files.createTempFile(folder, "line", ".json");
        Files.writeString(file, run.out().lines().reduce((first, second) -> second).orElseThrow());
        return JsonObject.read(file);
    }

    static Cli succeeds(Object... arguments) {
        Cli run = Cli.run(arguments);
        assertEquals(0, run.exit(), run.err());
        return run;
    }

    static void fails(int exit, String message, Object... arguments) {
        Cli run = Cli.run(arguments);
        assertEquals(exit, run.exit(), run.out() + run.err());
        assertTrue(run.err().contains(message), "expected '" + message + "' in: " + run.err());
        assertTrue(!run.err().contains("unexpected failure"), run.err());
    }
}
