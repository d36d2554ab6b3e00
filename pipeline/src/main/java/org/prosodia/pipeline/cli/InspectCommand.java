package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;
import org.prosodia.wav2vec2.checkpoint.StoredTensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia inspect}. */
@Command(name = "inspect", mixinStandardHelpOptions = true,
        description = "Says what a model folder holds; fails when it cannot be used, and says why.")
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "folder with config.json and weights")
    private Path model;

    @Option(names = "--tensors", description = "list every tensor")
    private boolean tensors;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1); Checkpoint checkpoint = openAfter(model)) {
            ModelFolder folder = ModelFolder.load(model, runtime, DType.F32);
            Map<String, Object> facts = facts(folder, checkpoint);
            if (console.json()) {
                if (tensors) {
                    facts.put("tensors", checkpoint.tensors().values().stream().map(InspectCommand::asMap).toList());
                }
                console.out().println(JsonObject.line(facts));
            } else {
                print(facts, checkpoint);
            }
            return 0;
        }
    }

    /** The weights, once the configuration is known to be there: its absence is the better message. */
    private static Checkpoint openAfter(Path folder) throws IOException {
        ModelFolder.requireConfig(folder);
        return Checkpoint.open(folder);
    }

    private static Map<String, Object> facts(ModelFolder folder, Checkpoint checkpoint) {
        Wav2Vec2Config config = folder.model().encoder().config();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("model", folder.folder().toString());
        facts.put("type", config.modelType());
        facts.put("head", folder.untrained() ? "none" : folder.model().getClass().getSimpleName());
        facts.put("labels", folder.untrained() ? List.of() : folder.model().labels());
        facts.put("convolutions", config.features().dims().size() + " x " + config.features().dims().getLast() + ", "
                + config.features().norm().name().toLowerCase(Locale.ROOT) + " norm");
        facts.put("transformer", config.transformer().layers() + " x " + config.transformer().hiddenSize() + ", "
                + config.transformer().heads() + " heads, " + (config.transformer().stable() ? "pre-norm" : "post-norm"));
        facts.put("normalize", folder.preprocessor().normalize());
        facts.put("parameters", folder.untrained() ? folder.model().encoder().parameterCount() : folder.model().parameterCount());
        facts.put("format", checkpoint.format());
        facts.put("files", checkpoint.files().stream().map(file -> file.getFileName().toString()).toList());
        Map<String, Integer> dtypes = new TreeMap<>();
        checkpoint.tensors().values().forEach(tensor -> dtypes.merge(tensor.dtype().toString(), 1, Integer::sum));
        facts.put("dtypes", dtypes);
        facts.put("ignored", folder.report().ignored());
        facts.put("missing", folder.report().absent());
        facts.put("nonFinite", folder.report().nonFinite());
        return facts;
    }

    private void print(Map<String, Object> facts, Checkpoint checkpoint) {
        PrintWriter out = console.out();
        facts.forEach((name, value) -> out.printf("%-13s %s%n", name, value instanceof List<?> list ? list.isEmpty() ? "none"
                : String.join(", ", list.stream().map(String::valueOf).toList()) : value));
        if (tensors) {
            checkpoint.tensors().values().forEach(tensor ->
                    out.printf("%-5s %-20s %s%n", tensor.dtype(), Arrays.toString(tensor.shape()), tensor.name()));
        }
    }

    private static Map<String, Object> asMap(StoredTensor tensor) {
        return Map.of("name", tensor.name(), "dtype", tensor.dtype().toString(), "shape", Arrays.stream(tensor.shape()).boxed().toList());
    }
}
