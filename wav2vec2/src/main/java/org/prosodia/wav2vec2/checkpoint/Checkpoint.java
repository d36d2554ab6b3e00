package org.prosodia.wav2vec2.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * An open checkpoint: named tensors in one file or several. The tensors can be read until it is closed.
 *
 * <pre>{@code
 * try (Checkpoint checkpoint = Checkpoint.open(Path.of("wav2vec2-base"))) {
 *     StoredTensor bias = checkpoint.tensors().get("wav2vec2.encoder.layer_norm.bias");
 *     float[] values = new float[(int) bias.count()];
 *     bias.read(values, 0);
 * }
 * }</pre>
 */
public final class Checkpoint implements Closeable {
    private final List<WeightFile> open = new ArrayList<>();
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private String format;

    private Checkpoint() {}

    /**
     * Opens the weights in a folder or the weights in a file.
     *
     * <p>In a folder the first that exists of {@code model.safetensors}, {@code model.safetensors.index.json}, {@code pytorch_model.bin},
     * {@code pytorch_model.bin.index.json}; else the only {@code *.safetensors} or {@code *.bin}. A file is opened by what it contains
     * (safetensors, the zip file of torch, the stream of torch before 1.6), a name that ends in {@code .index.json} as an index of shards.
     *
     * @throws CheckpointException if there is no model or anything in it is not as its format demands; nothing stays open
     */
    public static Checkpoint open(Path folderOrFile) throws CheckpointException {
        Path path = Files.isDirectory(folderOrFile) ? CheckpointFolder.pick(folderOrFile) : folderOrFile;
        Checkpoint checkpoint = new Checkpoint();
        try {
            if (path.toString().endsWith(CheckpointFolder.INDEX_SUFFIX)) {
                checkpoint.addShards(ShardIndex.read(path));
            } else {
                checkpoint.add(path);
            }
            return checkpoint;
        } catch (CheckpointException | RuntimeException e) {
            try {
                checkpoint.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /** All tensors by name, in the order of the file: reading them in this order reads the file from front to back. */
    public Map<String, StoredTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /**
     * The text pairs of safetensors, such as {@code format=pt}; of shards, those of the first that has the key. Empty for torch's formats.
     */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /** The container, for people: {@code safetensors}, {@code PyTorch zip} or {@code PyTorch before 1.6}. */
    public String format() {
        return format;
    }

    /** The files the tensors lie in: one, or the shards. */
    public List<Path> files() {
        return open.stream().map(WeightFile::path).toList();
    }

    private void addShards(ShardIndex index) throws CheckpointException {
        for (String shard : new LinkedHashSet<>(index.shardOf().values())) {
            Path path = index.path().resolveSibling(shard);
            if (!Files.exists(path)) {
                throw new CheckpointException(index.path(), "shard " + shard + " is missing");
            }
            add(path);
        }
        for (Map.Entry<String, String> entry : index.shardOf().entrySet()) {
            StoredTensor tensor = tensors.get(entry.getKey());
            if (tensor == null || !tensor.file().equals(index.path().resolveSibling(entry.getValue()))) {
                throw new CheckpointException(index.path(), "tensor " + Quoted.of(entry.getKey()) + " is not in shard " + entry.getValue());
            }
        }
    }

    private void add(Path path) throws CheckpointException {
        WeightFile file = WeightFile.open(path);
        open.add(file);
        Contents contents = Container.read(file);
        format = contents.format();
        contents.metadata().forEach(metadata::putIfAbsent);
        for (StoredTensor tensor : contents.tensors().values()) {
            StoredTensor before = tensors.put(tensor.name(), tensor);
            if (before != null) {
                throw file.fault("tensor " + Quoted.of(tensor.name()) + " is also in shard " + before.file().getFileName());
            }
        }
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (WeightFile file : open) {
            try {
                file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
