package org.prosodia.wav2vec2.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Picks the weights in a folder of the hub. */
final class CheckpointFolder {
    static final String INDEX_SUFFIX = ".index.json";
    private static final List<String> STANDARD =
            List.of("model.safetensors", "model.safetensors" + INDEX_SUFFIX, "pytorch_model.bin", "pytorch_model.bin" + INDEX_SUFFIX);
    /** What a trainer leaves beside the weights. */
    private static final Set<String> NO_WEIGHTS = Set.of("training_args.bin", "optimizer.bin", "scheduler.bin");
    private static final int MOST_NAMED = 10;

    private CheckpointFolder() {}

    /** The first standard name that exists; without one, the only file that looks like weights. */
    static Path pick(Path folder) throws CheckpointException {
        for (String name : STANDARD) {
            // A dangling link counts as there: the message about it says more than "no model".
            if (Files.exists(folder.resolve(name)) || Files.isSymbolicLink(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        List<Path> others = otherWeights(folder);
        if (others.isEmpty()) {
            throw new CheckpointException(folder, "no model in this folder; looked for " + String.join(", ", STANDARD)
                    + " and any single *.safetensors or *.bin");
        }
        if (others.size() > 1) {
            List<String> names = others.stream().limit(MOST_NAMED).map(path -> path.getFileName().toString()).toList();
            throw new CheckpointException(folder, "none of " + String.join(", ", STANDARD) + ", but several other weight files: "
                    + String.join(", ", names) + "; name one of them");
        }
        return others.getFirst();
    }

    private static List<Path> otherWeights(Path folder) throws CheckpointException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(CheckpointFolder::looksLikeWeights).sorted().toList();
        } catch (IOException e) {
            throw new CheckpointException(folder, "cannot be listed (" + e + ")", e);
        }
    }

    private static boolean looksLikeWeights(Path path) {
        String name = path.getFileName().toString();
        return (name.endsWith(".safetensors") || name.endsWith(".bin")) && !NO_WEIGHTS.contains(name) && Files.isRegularFile(path);
    }
}
