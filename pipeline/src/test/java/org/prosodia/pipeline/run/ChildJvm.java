package org.prosodia.pipeline.run;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prosodia.nn.Module;
import org.prosodia.tensor.Tensor;
import org.prosodia.wav2vec2.JsonObject;

/** A program of these tests in a process of its own. */
final class ChildJvm {
    private ChildJvm() {}

    /** Its standard output is the caller's to read; its errors go to those of this process. */
    static Process start(List<String> options, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String classPath() {
        return Stream.of(ChildJvm.class, CheckpointStore.class, Tensor.class, Module.class, JsonObject.class, JsonFactory.class)
                .map(ChildJvm::place).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
