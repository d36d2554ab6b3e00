package org.prosodia.tests.restricted;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tests.Fixtures;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.PretrainedFolder;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import org.prosodia.wav2vec2.Weights;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/**
 * The program of the child processes: hears with fixture model A, trains it for one step, saves it and hears with what was saved. It
 * needs nothing but the core modules, and prints what the tests compare as {@code name=value}, one a line.
 */
final class CoreProbe {
    private CoreProbe() {}

    /** @param args backend, number of threads, folder to save to */
    public static void main(String[] args) throws IOException {
        Properties properties = (Properties) System.getProperties().clone();
        Set<String> threads = liveThreads();
        try (TensorRuntime runtime = TensorRuntime.create(args[0], Integer.parseInt(args[1]))) {
            Outcome outcome = Outcome.of("A", runtime);
            print("backend", runtime.backend().name());
            print("description", runtime.backend().description());
            print("error", Double.toString(outcome.error()));
            print("convolution error", Double.toString(convolutionError(runtime)));
            print("forward", outcome.forward());
            print("step", outcome.step());
            print("saved", Bits.of(List.of(saveAndHear(Path.of(args[2]), runtime))));
            print("threads", added(liveThreads(), threads));
        }
        print("threads after close", added(liveThreads(), threads));
        print("changed properties", changed(properties, System.getProperties()));
    }

    private static double[] saveAndHear(Path folder, TensorRuntime runtime) throws IOException {
        PretrainedFolder.save(folder, Fixtures.encoder("A", "model.safetensors", runtime, DType.F32), new Preprocessor(true));
        Wav2Vec2Model saved = new Wav2Vec2Model(runtime, DType.F32, Wav2Vec2Config.read(folder.resolve("config.json")), new Rng(0));
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            Weights.load(saved, checkpoint);
        }
        return Hearing.lastHiddenState(saved, runtime);
    }

    /** Of a convolution as large as a real model's, in inference, against F64; tiles of two, three or four rows leave some over. */
    private static double convolutionError(TensorRuntime runtime) {
        Tensor x = runtime.uniform(DType.F32, -1, 1, new Rng(1), 1, 131, 192);
        Tensor weight = runtime.uniform(DType.F32, -1, 1, new Rng(2), 192, 3, 192);
        double[] exact = x.to(DType.F64).conv1d(weight.to(DType.F64), null, 2, 1).toDoubles();
        try (var _ = runtime.noGrad()) {
            float[] found = x.conv1d(weight, null, 2, 1).toFloats();
            return IntStream.range(0, exact.length).mapToDouble(i -> Math.abs(exact[i] - found[i])).max().orElseThrow();
        }
    }

    /** All but those of the Java runtime itself, which are in the group above the main one. */
    private static Set<String> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(CoreProbe::belongsToTheProgram).map(Thread::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean belongsToTheProgram(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null && group.getParent() != null;
    }

    private static String added(Set<String> now, Set<String> before) {
        return now.stream().filter(name -> !before.contains(name)).toList().toString();
    }

    private static String changed(Properties before, Properties after) {
        Set<String> names = new TreeSet<>(before.stringPropertyNames());
        names.addAll(after.stringPropertyNames());
        names.removeIf(name -> before.getProperty(name, "").equals(after.getProperty(name, "")));
        return names.toString();
    }

    private static void print(String name, String value) {
        System.out.println(name + "=" + value);
    }
}
