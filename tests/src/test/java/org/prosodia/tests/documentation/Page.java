package org.prosodia.tests.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of Markdown. */
record Page(Path file, String text) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]*)]\\(([^()\\s]+)\\)");

    /** Code between two lines of three backticks. */
    record Block(String language, String code) {}

    static Page read(Path file) {
        try {
            return new Page(file, Files.readString(file).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page readme() {
        return read(ROOT.resolve("README.md"));
    }

    /** The pages that teach the mathematics, with programs. */
    static List<Page> teaching() {
        return Stream.of("autodiff.md", "wav2vec2.md", "dirichlet.md", "dpo.md", "faces.md")
                .map(name -> read(ROOT.resolve("docs").resolve(name))).toList();
    }

    /** Every page of the project. */
    static List<Page> all() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")), docs.sorted())
                    .filter(file -> file.toString().endsWith(".md")).map(Page::read).toList();
        }
    }

    List<Block> blocks() {
        return BLOCK.matcher(text).results().map(block -> new Block(block.group(1), block.group(2))).toList();
    }

    /** Links to files of the project. */
    List<Link> links() {
        return LINK.matcher(BLOCK.matcher(text).replaceAll("")).results().map(link -> new Link(link.group(1), link.group(2)))
                .filter(link -> !link.target().contains("://")).toList();
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
