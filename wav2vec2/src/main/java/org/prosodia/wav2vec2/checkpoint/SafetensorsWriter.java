package org.prosodia.wav2vec2.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes a safetensors file that transformers loads. Tensors are described first; their numbers are asked for one tensor at a time while
 * the file is written, so a large model is never copied.
 *
 * <pre>{@code
 * new SafetensorsWriter()
 *         .float32("classifier.bias", new long[] {6}, () -> bias)
 *         .write(folder.resolve("model.safetensors"));
 * }</pre>
 *
 * <p>The metadata say {@code format=pt}, without which transformers refuses a file. Tensors lie in the order the safetensors library
 * gives them: wider types first, then by name.
 */
public final class SafetensorsWriter {
    private static final String METADATA = "__metadata__";
    private static final int HEADER_ALIGNMENT = 8;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final Comparator<Item> FILE_ORDER = Comparator.comparing(Item::dtype).reversed()
            .thenComparing(item -> item.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>(Map.of("format", "pt"));

    /** One tensor to be written; {@code data} gives a {@code float[]} or a {@code double[]}, as the type demands. */
    private record Item(String name, StoredDType dtype, long[] shape, long count, Supplier<?> data) {
        long bytes() {
            return count * dtype.bytes();
        }
    }

    /** A writer without tensors. */
    public SafetensorsWriter() {}

    /** Adds a pair of text to the metadata, or replaces the value of the key. */
    public SafetensorsWriter metadata(String key, String value) {
        requireText(key);
        requireText(value);
        metadata.put(key, value);
        return this;
    }

    /**
     * Adds a tensor of type F32.
     *
     * @param data gives the elements in row-major order, as many as the shape says; asked once for each {@link #write}
     * @throws IllegalArgumentException if the name is taken or reserved, or the shape is negative or too large
     */
    public SafetensorsWriter float32(String name, long[] shape, Supplier<float[]> data) {
        return add(name, StoredDType.F32, shape, data);
    }

    /**
     * Adds a tensor of type F64.
     *
     * @param data gives the elements in row-major order, as many as the shape says; asked once for each {@link #write}
     * @throws IllegalArgumentException if the name is taken or reserved, or the shape is negative or too large
     */
    public SafetensorsWriter float64(String name, long[] shape, Supplier<double[]> data) {
        return add(name, StoredDType.F64, shape, data);
    }

    private SafetensorsWriter add(String name, StoredDType dtype, long[] shape, Supplier<?> data) {
        requireText(name);
        long[] ownShape = shape.clone();
        String tensor = "tensor " + Quoted.of(name) + " of shape " + Arrays.toString(ownShape);
        if (name.equals(METADATA)) {
            throw new IllegalArgumentException("no tensor may be called " + METADATA);
        }
        if (Arrays.stream(ownShape).anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException(tensor + " has a negative dimension");
        }
        long count = countOf(tensor, ownShape);
        if (items.putIfAbsent(name, new Item(name, dtype, ownShape, count, data)) != null) {
            throw new IllegalArgumentException(tensor + " was added before");
        }
        return this;
    }

    private static long countOf(String tensor, long[] shape) {
        try {
            long count = Strides.count(shape);
            if (count <= Integer.MAX_VALUE) {
                return count;
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(tensor + " has more elements than an array holds", e);
        }
        throw new IllegalArgumentException(tensor + " has more elements than an array holds");
    }

    /** UTF-16 with a lone surrogate has no UTF-8, so it could not be read back. */
    private static void requireText(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(Quoted.of(text) + " is not valid Unicode");
        }
    }

    /**
     * Writes the file in one step: either all of it stands under its name afterwards, or what stood there before.
     *
     * @throws CheckpointException if the file cannot be written
     * @throws IllegalArgumentException if a supplier gives an array of another length than its shape says
     */
    public void write(Path target) throws CheckpointException {
        List<Item> sorted = items.values().stream().sorted(FILE_ORDER).toList();
        try {
            AtomicFile.replace(target, file -> {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    write(sorted, channel);
                }
            });
        } catch (IOException e) {
            throw new CheckpointException(target, "cannot be written (" + e + ")", e);
        }
    }

    private void write(List<Item> sorted, FileChannel channel) throws IOException {
        byte[] header = header(sorted);
        if (header.length > StrictJson.MAX_BYTES) {
            throw new IOException("a header of " + header.length + " bytes, more than the " + StrictJson.MAX_BYTES + " allowed");
        }
        writeFully(channel, ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).flip());
        writeFully(channel, ByteBuffer.wrap(header));
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer buffer = arena.allocate(CHUNK_BYTES, Long.BYTES).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            for (Item item : sorted) {
                writeNumbers(channel, item, buffer);
            }
        }
    }

    /** The JSON, padded with spaces so that the numbers begin at a multiple of eight bytes. */
    private byte[] header(List<Item> sorted) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart(METADATA);
            for (Map.Entry<String, String> pair : metadata.entrySet()) {
                json.writeStringField(pair.getKey(), pair.getValue());
            }
            json.writeEndObject();
            long begin = 0;
            for (Item item : sorted) {
                json.writeObjectFieldStart(item.name());
                json.writeStringField("dtype", item.dtype().name());
                json.writeFieldName("shape");
                json.writeArray(item.shape(), 0, item.shape().length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {begin, begin + item.bytes()}, 0, 2);
                json.writeEndObject();
                begin += item.bytes();
            }
            json.writeEndObject();
        }
        while (bytes.size() % HEADER_ALIGNMENT != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    private static void writeNumbers(FileChannel channel, Item item, ByteBuffer buffer) throws IOException {
        Object numbers = item.data().get();
        int length = numbers instanceof float[] floats ? floats.length : ((double[]) numbers).length;
        if (length != item.count()) {
            throw new IllegalArgumentException("tensor " + Quoted.of(item.name()) + " of shape " + Arrays.toString(item.shape())
                    + " was given " + length + " elements");
        }
        int chunk = CHUNK_BYTES / item.dtype().bytes();
        for (int from = 0; from < length; from += chunk) {
            int n = Math.min(chunk, length - from);
            buffer.clear();
            if (numbers instanceof float[] floats) {
                buffer.asFloatBuffer().put(floats, from, n);
            } else {
                buffer.asDoubleBuffer().put((double[]) numbers, from, n);
            }
            writeFully(channel, buffer.limit(n * item.dtype().bytes()));
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
