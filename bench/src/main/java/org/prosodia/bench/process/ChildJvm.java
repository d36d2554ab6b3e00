package org.prosodia.bench.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.prosodia.pipeline.cli.Main;

/**
 * A fresh JVM with the Java, the options and the class path of this one, as the launcher chose them and {@code JAVA_OPTS} says.
 *
 * @param options in front of the main class
 */
public record ChildJvm(List<String> options) {
    private static final double NO_LIMIT_SECONDS = 1e9;

    /** Debuggers and agents stay here: each listens at one place or writes one file. */
    public static ChildJvm likeThis() {
        return new ChildJvm(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.matches("-(javaagent:|agent|Xrun).*")).toList());
    }

    /** With another bound on the heap. */
    public ChildJvm withHeap(long megabytes) {
        return new ChildJvm(Stream.concat(
                options.stream().filter(option -> !option.matches("-Xm[xs].*|-XX:(Max|Initial|Min)(HeapSize|RAMPercentage)=.*")),
                Stream.of(String.format(Locale.ROOT, "-Xmx%dm", megabytes))).toList());
    }

    /** The {@code java} of this JVM's home. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Runs a command of Prosodia's command line. */
    public Finished prosodia(List<String> arguments) throws IOException {
        return prosodia(arguments, NO_LIMIT_SECONDS);
    }

    /** The same for at most so many seconds. */
    public Finished prosodia(List<String> arguments, double limitSeconds) throws IOException {
        return run(Main.class, arguments, limitSeconds);
    }

    /** Runs the main method of a class. */
    public Finished run(Class<?> main, List<String> arguments, double limitSeconds) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return Finished.of("prosodia " + String.join(" ", arguments), command, limitSeconds);
    }

    /** The same without end. */
    public Finished run(Class<?> main, List<String> arguments) throws IOException {
        return run(main, arguments, NO_LIMIT_SECONDS);
    }
}
