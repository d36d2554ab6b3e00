package org.prosodia.pipeline.corpus.published;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.prosodia.pipeline.audio.AudioFormat;
import org.prosodia.pipeline.corpus.ManifestException;

/**
 * What lies below the folder of a corpus, in the order of paths; hidden files, and what macOS adds to archives, count for nothing.
 *
 * @param folder of the corpus
 * @param media files whose names end like those of audio or video
 * @param others all other files
 */
record CorpusFiles(Path folder, List<CorpusFile> media, List<CorpusFile> others) {
    /** The largest of the corpora is a tenth of this with its video; above, somebody gave a whole disk. */
    private static final int MAX_FILES = 1_000_000;
    private static final int EXAMPLES = 3;
    private static final String ARCHIVE_LITTER = "__MACOSX";
    private static final Set<String> VIDEO = Set.of("mp4", "m4a", "flv", "avi", "mkv", "mov", "webm", "mpg", "mpeg");

    static CorpusFiles below(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ManifestException(folder, "expected the folder of a corpus, found "
                    + (Files.exists(folder) ? "a file" : "nothing of that name"));
        }
        Path real = folder.toRealPath();
        List<CorpusFile> files = new ArrayList<>();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return !directory.equals(real) && isLitter(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isLitter(file)) {
                    Path relative = real.relativize(file);
                    files.add(new CorpusFile(folder.resolve(relative), relative));
                }
                if (files.size() > MAX_FILES) {
                    throw new ManifestException(folder, "files", "a corpus of at most " + MAX_FILES, "more");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(CorpusFile::relative));
        return new CorpusFiles(folder, files.stream().filter(CorpusFiles::isMedia).toList(),
                files.stream().filter(file -> !isMedia(file)).toList());
    }

    private static boolean isLitter(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.equals(ARCHIVE_LITTER);
    }

    private static boolean isMedia(CorpusFile file) {
        String name = file.relative().toString();
        return AudioFormat.isNamedLikeAudio(file.relative())
                || VIDEO.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** The table of that name that lies nearest to the corpus's folder. */
    Optional<Path> table(String name) {
        return others.stream().filter(file -> file.relative().getFileName().toString().equals(name))
                .min(Comparator.comparing(file -> file.relative().getNameCount())).map(CorpusFile::path);
    }

    /** What is there, for messages. */
    String described() {
        if (media.isEmpty()) {
            return others.isEmpty() ? "no files" : "no audio, and " + others.size() + " other files" + examples(others);
        }
        return media.size() + " files of audio or video" + examples(media);
    }

    private static String examples(List<CorpusFile> files) {
        return " such as " + files.stream().limit(EXAMPLES).map(CorpusFile::name).collect(Collectors.joining(", "));
    }
}
