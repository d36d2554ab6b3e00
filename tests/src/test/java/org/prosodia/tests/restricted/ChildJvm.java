package org.prosodia.tests.restricted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.prosodia.tests.Fixtures;
import org.prosodia.tests.architecture.CoreModules;

/**
 * A Java runtime in a process of its own, without the options of this one's environment.
 *
 * @param home the runtime: a JDK or an image made by {@code jlink}
 * @param options in front of the main class
 */
record ChildJvm(Path home, List<String> options) {
    private static final long LIMIT_SECONDS = 120;
    private static final String TEST_CLASSES = CoreModules.locationOf(Fixtures.class).toString();

    /** This JDK, with the core modules on the class path. */
    static ChildJvm ofThisJdk(List<String> options) {
        return new ChildJvm(Path.of(System.getProperty("java.home")), options)
                .with("-cp", CoreModules.path() + File.pathSeparator + TEST_CLASSES);
    }

    /** A runtime image, which has the core modules in itself. */
    static ChildJvm ofImage(Path home, String... options) {
        return new ChildJvm(home, List.of(options)).with("-cp", TEST_CLASSES);
    }

    private ChildJvm with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new ChildJvm(home, List.copyOf(all));
    }

    /** What {@link CoreProbe} reports; it saves its model into the folder {@code saved}. */
    ProbeReport probe(Path folder, String backend, int threads) throws IOException, InterruptedException {
        String saved = folder.resolve("saved").toString();
        return ProbeReport.parse(run(folder, CoreProbe.class.getName(), backend, Integer.toString(threads), saved));
    }

    /** Everything that a program prints; it must end well, and before long. Its working folder is {@code cwd}. */
    String run(Path folder, String... mainAndArguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.addAll(List.of(mainAndArguments));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(Files.createDirectories(folder.resolve("cwd")).toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"));
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            fail("no end after " + LIMIT_SECONDS + " s: " + command + "\n" + Files.readString(output));
        }
        String printed = Files.readString(output);
        assertEquals(0, process.exitValue(), () -> command + "\n" + printed);
        return printed;
    }
}
