package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.prosodia.pipeline.audio.AudioFormat;

/** The audio files that the arguments of a command name: files, folders (searched for audio), and patterns such as {@code clips/*.wav}. */
final class AudioInputs {
    private AudioInputs() {}

    /**
     * A file and the name it keeps in an output folder.
     *
     * @param name relative to the folder or pattern it was found through, without ending
     */
    record Input(Path file, Path name) {}

    /** In the order of the arguments, folders sorted by name; no file twice, no name twice. */
    static List<Input> find(List<String> arguments) throws IOException {
        Map<Path, Path> found = new LinkedHashMap<>();
        for (String argument : arguments) {
            Path path = argument.isBlank() ? null : pathOrNull(argument);
            if (path != null && Files.isDirectory(path)) {
                for (Path file : audioBelow(path)) {
                    found.putIfAbsent(file, path.relativize(file));
                }
            } else if (path != null && Files.exists(path)) {
                found.putIfAbsent(path, path.getFileName());
            } else {
                List<Path> matches = matches(argument);
                if (matches.isEmpty()) {
                    throw new NoSuchFileException(argument);
                }
                matches.forEach(file -> found.putIfAbsent(file, file.getFileName()));
            }
        }
        return named(found);
    }

    private static List<Input> named(Map<Path, Path> found) {
        Map<Path, List<Path>> byStem = new LinkedHashMap<>();
        found.forEach((file, name) -> byStem.computeIfAbsent(stem(name), key -> new ArrayList<>()).add(file));
        List<Input> inputs = new ArrayList<>();
        Set<Path> taken = new HashSet<>();
        found.forEach((file, name) -> {
            Path wanted = byStem.get(stem(name)).size() == 1 ? stem(name) : name;
            for (int i = 2; !taken.add(wanted); i++) {
                wanted = name.resolveSibling(name.getFileName() + "-" + i);
            }
            inputs.add(new Input(file, wanted));
        });
        return inputs;
    }

    private static Path stem(Path name) {
        String text = name.getFileName().toString();
        int dot = text.lastIndexOf('.');
        return dot <= 0 ? name : name.resolveSibling(text.substring(0, dot));
    }

    private static Path pathOrNull(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static List<Path> audioBelow(Path folder) throws IOException {
        Path real = folder.toRealPath();
        try (Stream<Path> files = Files.walk(real)) {
            List<Path> audio = files.filter(Files::isRegularFile).filter(AudioFormat::isNamedLikeAudio)
                    .map(file -> folder.resolve(real.relativize(file))).sorted().toList();
            if (audio.isEmpty()) {
                throw new NoSuchFileException(folder.toString(), null,
                        "a folder without audio files (" + String.join(", ", AudioFormat.endings()) + ")");
            }
            return audio;
        }
    }

    /** Files that a pattern matches, for shells that leave patterns to us. */
    private static List<Path> matches(String pattern) throws IOException {
        if (pattern.chars().noneMatch(c -> c == '*' || c == '?' || c == '[' || c == '{')) {
            return List.of();
        }
        String normal = pattern.replace('\\', '/');
        int wild = 0;
        while ("*?[{".indexOf(normal.charAt(wild)) < 0) {
            wild++;
        }
        int slash = normal.lastIndexOf('/', wild);
        Path root = Path.of(slash < 0 ? "" : normal.substring(0, slash + 1));
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + normal.substring(slash + 1));
        } catch (PatternSyntaxException e) {
            throw new NoSuchFileException(pattern, null, "no such file, and no pattern: " + e.getDescription());
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(file -> matcher.matches(root.relativize(file))).sorted().toList();
        }
    }
}
