package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.prosodia.wav2vec2.checkpoint.AtomicFile;

/** Where results go: standard output, one file, or a folder with a file for each input. */
record Outputs(Path target, boolean folder, String ending) {
    /**
     * @param target a file; a folder, when it is one, ends with a slash, or there are several inputs; null for standard output
     * @throws IllegalArgumentException for several inputs and nowhere to put them, or when the audio itself would be overwritten
     */
    static Outputs of(String target, List<AudioInputs.Input> inputs, String ending) throws IOException {
        if (target == null) {
            if (inputs.size() > 1) {
                throw new IllegalArgumentException("--out: expected a folder for the results of " + inputs.size() + " audio files,"
                        + " found nothing");
            }
            return new Outputs(null, false, ending);
        }
        Path path = Path.of(target);
        boolean folder = inputs.size() > 1 || Files.isDirectory(path) || target.endsWith("/") || target.endsWith("\\");
        if (folder && Files.exists(path) && !Files.isDirectory(path)) {
            throw new IllegalArgumentException("--out: expected a folder for the results of " + inputs.size() + " audio files,"
                    + " found the file " + path);
        }
        if (!folder && Files.exists(path) && Files.isSameFile(path, inputs.getFirst().file())) {
            throw new IllegalArgumentException("--out: expected another file than the audio, found " + path);
        }
        return new Outputs(path, folder, ending);
    }

    boolean isStandardOutput() {
        return target == null;
    }

    Path fileFor(AudioInputs.Input input) {
        return folder ? target.resolve(input.name().resolveSibling(input.name().getFileName() + ending)) : target;
    }

    /**
     * Fails when a result would take the place of what it is made from.
     *
     * @param option that names the result; the result may be null for none
     */
    static void requireOther(String option, Path result, Path input) throws IOException {
        if (result != null && Files.exists(result) && Files.exists(input) && Files.isSameFile(result, input)) {
            throw new IllegalArgumentException(option + ": expected another file than the input, found " + result);
        }
    }

    /** Writes a file in one step, in a folder that is made when it is not there. */
    static void replace(Path file, AtomicFile.Writing writing) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.replace(file, writing);
    }
}
