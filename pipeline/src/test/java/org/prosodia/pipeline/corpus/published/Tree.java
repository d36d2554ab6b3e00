package org.prosodia.pipeline.corpus.published;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;

/** The folder of a corpus, made by a test. */
record Tree(Path folder) {
    static final double SECONDS = 0.5;
    private static final String POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:27\nsize 82260\n";

    /** Half a second of silence as WAV, under each of these names. */
    Tree clips(String... names) throws IOException {
        for (String name : names) {
            WavWriter.writePcm16(place(name), new AudioClip(new float[(int) (SECONDS * 16000)], 16000));
        }
        return this;
    }

    /** What a clone without Git LFS has in the place of a large file. */
    Tree pointer(String name) throws IOException {
        return text(name, POINTER);
    }

    Tree text(String name, String text) throws IOException {
        Files.writeString(place(name), text);
        return this;
    }

    /** A small file that a real encoder made. */
    Tree encoded(String name, String resource) throws IOException {
        try (InputStream in = AudioClip.class.getResourceAsStream(resource)) {
            Files.write(place(name), in.readAllBytes());
        }
        return this;
    }

    private Path place(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    /** Reads it as the corpus that it is recognised as. */
    CorpusReading read() throws IOException {
        return PublishedCorpus.recognise(folder).read(folder);
    }

    /** What was skipped for a reason. */
    static List<String> skipped(CorpusReading reading, SkipReason reason) {
        return reading.skipped().items().getOrDefault(reason, List.of()).stream().map(SkipReport.Item::toString).toList();
    }

    /** The clips that can be used, as {@code id speaker sentence label emotion}, with a dash for what is not known. */
    static List<String> lines(CorpusReading reading) {
        return reading.clips().stream().map(PublishedClip::description).map(clip -> String.join(" ", clip.id(), clip.speaker(),
                clip.sentence().orElse("-"), clip.label().orElse("-"), clip.emotion().orElse("-"))).toList();
    }
}
