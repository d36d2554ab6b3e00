package org.prosodia.tests;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import org.prosodia.wav2vec2.Weights;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;
import org.prosodia.wav2vec2.checkpoint.StoredTensor;

/** Reads the reference fixtures; their README says what each tensor is. */
public final class Fixtures {
    /** Samples of the two clips of {@code batch}. */
    public static final int[] LENGTHS = {24000, 16000};

    private Fixtures() {}

    /** A file or folder of the fixtures. */
    public static Path path(String name) {
        try {
            return Path.of(Fixtures.class.getResource("/fixtures/README.md").toURI()).getParent().resolve(name);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All tensors of a safetensors file as double[]. */
    public static Map<String, double[]> values(String file) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(path(file))) {
            Map<String, double[]> all = new LinkedHashMap<>();
            for (StoredTensor stored : checkpoint.tensors().values()) {
                double[] numbers = new double[Math.toIntExact(stored.count())];
                stored.read(numbers, 0);
                all.put(stored.name(), numbers);
            }
            return all;
        }
    }

    /** One tensor of a safetensors file. */
    public static Tensor tensor(String file, String name, TensorRuntime runtime, DType dtype) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(path(file))) {
            StoredTensor stored = checkpoint.tensors().get(name);
            double[] numbers = new double[Math.toIntExact(stored.count())];
            stored.read(numbers, 0);
            return runtime.tensor(dtype, numbers, Arrays.stream(stored.shape()).mapToInt(Math::toIntExact).toArray());
        }
    }

    /** The input of a case: {@code single}, {@code batch_masked} or {@code batch_nomask}. */
    public static Tensor input(String testCase, TensorRuntime runtime, DType dtype) throws IOException {
        return tensor("inputs.safetensors", testCase.equals("single") ? "single" : "batch", runtime, dtype);
    }

    /** The lengths to pass with a case; null where it has no attention mask. */
    public static int[] lengths(String testCase) {
        return testCase.equals("batch_masked") ? LENGTHS.clone() : null;
    }

    /** The encoder of a fixture folder, with the weights of one of its files. */
    public static Wav2Vec2Model encoder(String folder, String weights, TensorRuntime runtime, DType dtype) throws IOException {
        Wav2Vec2Model model = new Wav2Vec2Model(runtime, dtype, Wav2Vec2Config.read(path(folder).resolve("config.json")), new Rng(0));
        try (Checkpoint checkpoint = Checkpoint.open(path(folder).resolve(weights))) {
            Weights.load(model, checkpoint);
        }
        return model;
    }
}
