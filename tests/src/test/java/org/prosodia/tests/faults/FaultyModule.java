package org.prosodia.tests.faults;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The tests of a module, with faulty classes before the right ones on their class path. */
final class FaultyModule {
    private static final long MINUTES = 5;

    private final Path project;
    private final String name;
    private final Path folder;

    /** @param folder an empty one for the faulty sources and classes */
    FaultyModule(Path project, String name, Path folder) {
        this.project = project;
        this.name = name;
        this.folder = folder;
    }

    void plant(PlantedFault fault) throws IOException {
        List<Path> sources = new ArrayList<>();
        String faulty = fault.faulty(project);
        sources.add(write(fault.type(), faulty));
        if (fault.file().contains("backend/plain/")) {
            // As the build makes the double precision twins.
            sources.add(write(fault.type().replace("F32", "F64"), faulty.replaceAll("\\bfloat\\b", "double")
                    .replace("F32", "F64").replaceAll("\\bFloat\\b", "Double")));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "--add-modules", "jdk.incubator.vector", "-d", folder.toString(), "-cp", classPath());
            if (!compiler.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources)).call()) {
                throw new IllegalStateException(fault + " does not compile:\n" + messages);
            }
        }
    }

    private Path write(String type, String source) throws IOException {
        return Files.writeString(folder.resolve(type + ".java"), source);
    }

    /** The first test that fails, or nothing. */
    String firstFailure() throws IOException, InterruptedException {
        Path log = folder.resolve("tests.log");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(java.toString(), "--add-modules", "jdk.incubator.vector", "-Xmx2g", "-cp", classPath(),
                        FirstFailure.class.getName(), target("test-classes").toString())
                .directory(project.resolve(name).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return "no end within " + MINUTES + " minutes";
        }
        if (process.exitValue() == 0) {
            return "";
        }
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "exit code " + process.exitValue() : lines.getLast();
    }

    private String classPath() {
        Stream<Path> first = Stream.of(folder, target("classes"), target("test-classes"), project.resolve("tensor/target/test-classes"));
        return Stream.concat(first.map(Path::toString), Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path target(String classes) {
        return project.resolve(name).resolve("target").resolve(classes);
    }
}
