package org.prosodia.wav2vec2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;
import org.prosodia.wav2vec2.checkpoint.CheckpointException;
import org.prosodia.wav2vec2.checkpoint.SafetensorsWriter;
import org.prosodia.wav2vec2.checkpoint.StoredTensor;

/**
 * Moves weights between checkpoints and modules. Names are matched without the {@code wav2vec2.} or {@code hubert.} prefix and with
 * weight norm in either of PyTorch's spellings.
 */
public final class Weights {
    private static final List<String> PREFIXES = List.of("wav2vec2.", "hubert.");
    private static final List<String> ENCODER_PARTS = List.of("feature_extractor.", "feature_projection.", "encoder.", "masked_spec_embed");
    private static final String MASK_EMBEDDING = "masked_spec_embed";
    private static final int NAMES_IN_MESSAGE = 8;

    private Weights() {}

    /**
     * What a checkpoint held besides.
     *
     * @param ignored tensors outside of the model: heads of other tasks
     * @param absent parameters that only training needs and that the checkpoint lacks; they were left as they are
     * @param nonFinite parameters of the model with a NaN or an infinity in them, perhaps from rounding to the precision they are kept in
     */
    public record Report(List<String> ignored, List<String> absent, List<String> nonFinite) {}

    /**
     * Fails when the configuration asks for an encoder of more parameters than the checkpoint has bytes: such a model can never be
     * loaded, and building it first might take all memory. To be asked before the model is built.
     */
    public static void requireRoom(Wav2Vec2Config config, Checkpoint checkpoint) throws IOException {
        long bytes = 0;
        for (Path file : checkpoint.files()) {
            bytes += Files.size(file);
        }
        if (config.parameterCount() > bytes) {
            throw new ModelException(config.json().file(), "asks for an encoder of " + config.parameterCount() + " parameters, but "
                    + checkpoint.files().getFirst() + " has only " + bytes + " bytes of weights;"
                    + " check num_hidden_layers, hidden_size and the like");
        }
    }

    /**
     * Loads every parameter of the model, converting to its dtype and precision.
     *
     * @throws ModelException that names every parameter that is missing, has another shape, or that the encoder does not know
     */
    public static Report load(Module model, Checkpoint checkpoint) throws ModelException, CheckpointException {
        Path file = checkpoint.files().getFirst();
        Map<String, StoredTensor> stored = byCanonicalName(checkpoint, file);
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        model.namedParameters().forEach((name, parameter) -> parameters.put(canonical(name), parameter));
        List<String> absent = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        parameters.forEach((name, parameter) -> {
            StoredTensor found = stored.get(name);
            if (found == null) {
                (name.equals(MASK_EMBEDDING) ? absent : missing).add(name);
            } else if (!Arrays.equals(found.shape(), Arrays.stream(parameter.shape()).asLongStream().toArray())) {
                misshapen.add(found.name()
                        + " (expected " + Arrays.toString(parameter.shape()) + ", found " + Arrays.toString(found.shape()) + ")");
            }
        });
        List<String> others = stored.keySet().stream().filter(name -> !parameters.containsKey(name)).toList();
        List<String> unexpected = others.stream().filter(name -> isEncoder(name) && !name.equals(MASK_EMBEDDING)).toList();
        refuse(file, missing, misshapen, unexpected);
        List<String> nonFinite = copy(parameters, stored);
        return new Report(others.stream().filter(name -> !isEncoder(name)).toList(), absent, nonFinite);
    }

    private static void refuse(Path file, List<String> missing, List<String> misshapen, List<String> unexpected) throws ModelException {
        List<String> faults = new ArrayList<>();
        describe(faults, "missing", missing);
        describe(faults, "of another shape", misshapen);
        describe(faults, "unexpected", unexpected);
        if (!faults.isEmpty()) {
            throw new ModelException(file, "weights do not fit the configuration: " + String.join("; ", faults));
        }
    }

    private static void describe(List<String> faults, String what, List<String> names) {
        if (!names.isEmpty()) {
            String more = names.size() > NAMES_IN_MESSAGE ? " and " + (names.size() - NAMES_IN_MESSAGE) + " more" : "";
            faults.add(what + ": " + String.join(", ", names.subList(0, Math.min(NAMES_IN_MESSAGE, names.size()))) + more);
        }
    }

    /** One host array, as large as the largest parameter, carries all of them. Returns the names of those that are not finite. */
    private static List<String> copy(Map<String, Tensor> parameters, Map<String, StoredTensor> stored) throws CheckpointException {
        List<String> nonFinite = new ArrayList<>();
        int largest = parameters.values().stream().mapToInt(Tensor::size).max().orElse(0);
        boolean doubles = parameters.values().stream().anyMatch(parameter -> parameter.dtype() == DType.F64);
        Object host = doubles ? new double[largest] : new float[largest];
        for (Map.Entry<String, Tensor> entry : parameters.entrySet()) {
            StoredTensor source = stored.get(entry.getKey());
            if (source != null) {
                if (host instanceof double[] numbers) {
                    source.read(numbers, 0);
                } else {
                    source.read((float[]) host, 0);
                }
                entry.getValue().assign(host);
                if (!isFinite(host, entry.getValue())) {
                    nonFinite.add(entry.getKey());
                }
            }
        }
        return nonFinite;
    }

    /** Whether the numbers of a parameter are finite as it keeps them. */
    private static boolean isFinite(Object host, Tensor parameter) {
        for (int i = 0; i < parameter.size(); i++) {
            boolean finite = host instanceof float[] numbers
                    ? Float.isFinite(parameter.precision().nearest(numbers[i])) : Double.isFinite(((double[]) host)[i]);
            if (!finite) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, StoredTensor> byCanonicalName(Checkpoint checkpoint, Path file) throws ModelException {
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        for (StoredTensor tensor : checkpoint.tensors().values()) {
            StoredTensor twin = stored.put(canonical(tensor.name()), tensor);
            if (twin != null) {
                throw new ModelException(file, "tensors " + twin.name() + " and " + tensor.name() + " are the same parameter");
            }
        }
        return stored;
    }

    /**
     * The name without the model's prefix, weight norm as in PyTorch's parametrisations, and the last layer of a dense head as
     * {@code classifier.out_proj}, which some trainers called {@code classifier.output}.
     */
    public static String canonical(String name) {
        String bare = name;
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                bare = name.substring(prefix.length());
            }
        }
        if (bare.startsWith("classifier.output.")) {
            return bare.replace("classifier.output.", "classifier.out_proj.");
        }
        return bare.replace("pos_conv_embed.conv.weight_g", "pos_conv_embed.conv.parametrizations.weight.original0")
                .replace("pos_conv_embed.conv.weight_v", "pos_conv_embed.conv.parametrizations.weight.original1");
    }

    private static boolean isEncoder(String canonicalName) {
        return ENCODER_PARTS.stream().anyMatch(canonicalName::startsWith);
    }

    /** Writes all parameters of a model as safetensors, under its own names, which transformers knows. */
    public static void save(Module model, Path file) throws CheckpointException {
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        model.namedParameters().forEach((name, parameter) -> {
            long[] shape = Arrays.stream(parameter.shape()).asLongStream().toArray();
            if (parameter.dtype() == DType.F32) {
                writer.float32(name, shape, parameter::toFloats);
            } else {
                writer.float64(name, shape, parameter::toDoubles);
            }
        });
        writer.write(file);
    }
}
