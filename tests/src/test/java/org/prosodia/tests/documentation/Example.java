package org.prosodia.tests.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program as it stands on a page: a block of Java whose first line says how to run it, and after it a block with what it prints.
 *
 * @param name of the file in {@code docs/examples}
 */
record Example(Page page, String name, String code, String output) {
    static final Path FOLDER = Page.ROOT.resolve("docs").resolve("examples");

    private static final Pattern FIRST_LINE = Pattern.compile("// \\./prosodia run docs/examples/(\\w+\\.java)\n");
    private static final long LIMIT_SECONDS = 60;

    /** All blocks of Java are programs: nothing else on a page could be checked. */
    static List<Example> on(Page page) {
        List<Page.Block> blocks = page.blocks();
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).language().equals("java")) {
                String code = blocks.get(i).code();
                Matcher first = FIRST_LINE.matcher(code);
                assertTrue(first.lookingAt(), () -> page + ": a block of Java without its first line, how to run it:\n" + code);
                assertTrue(i + 1 < blocks.size() && blocks.get(i + 1).language().equals("text"),
                        () -> page + ": no block of text, with what it prints, after " + first.group(1));
                examples.add(new Example(page, first.group(1), code, blocks.get(i + 1).code()));
            }
        }
        return examples;
    }

    Path file() {
        return FOLDER.resolve(name);
    }

    /** What the file's program prints when it runs as a user would run it, in a process of its own. */
    String run(Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8", "-cp", System.getProperty("java.class.path"),
                file().toString()).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"));
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        String said = Files.readString(errors);
        assertEquals(0, process.exitValue(), () -> name + " failed:\n" + said);
        return Files.readString(output).replace("\r\n", "\n");
    }

    @Override
    public String toString() {
        return page + ", " + name;
    }
}
