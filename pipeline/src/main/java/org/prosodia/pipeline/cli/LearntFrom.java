package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.prosodia.pipeline.run.Hashes;
import org.prosodia.pipeline.run.Provenance;

/**
 * What a stage learns from.
 *
 * @param source as the command names it: a file, or the folder of a corpus
 * @param sha256 of what the source says of its clips
 * @param files that it names, each once
 */
record LearntFrom(Path source, String sha256, List<Path> files) {

    /** A file and those that it names. */
    static LearntFrom file(Path file, List<Path> named) throws IOException {
        return new LearntFrom(file, Hashes.sha256(file), named);
    }

    /** One fingerprint of all that decides what is learnt, whatever the files are called. */
    String fingerprint() throws IOException {
        return Hashes.sha256(sha256, files);
    }

    /** For the model's provenance. */
    Provenance.Data data(long clips, double seconds) {
        return new Provenance.Data(source.toString(), sha256, clips, seconds);
    }

    /** For people. */
    String name() {
        return source.toAbsolutePath().normalize().getFileName().toString();
    }
}
