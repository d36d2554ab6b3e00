package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code prosodia info}. */
@Command(name = "info", mixinStandardHelpOptions = true, description = "Says what this machine computes with.")
final class InfoCommand implements Callable<Integer> {
    private static final long MEGABYTE = 1 << 20;

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        try (TensorRuntime runtime = runtimeOptions.create()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("prosodia", Version.number());
            facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
            facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
            facts.put("processors", Runtime.getRuntime().availableProcessors());
            facts.put("heap_mb", Runtime.getRuntime().maxMemory() / MEGABYTE);
            facts.put("backend", runtime.backend().name());
            facts.put("description", runtime.backend().description());
            facts.put("threads", runtime.threads());
            String check = runtime.kernels(DType.F32).check();
            if (!check.isEmpty()) {
                facts.put("check", check);
                facts.put("traffic", runtime.kernels(DType.F32).traffic());
            }
            if (console.json()) {
                console.out().println(JsonObject.line(facts));
            } else {
                facts.forEach((name, value) -> console.out().printf("%-12s %s%n", name, value));
            }
            return 0;
        }
    }
}
