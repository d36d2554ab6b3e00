package org.prosodia.wav2vec2.checkpoint;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the zip file of torch since 1.6: {@code NAME/data.pkl} is the pickle, {@code NAME/data/KEY} the numbers of each storage and
 * {@code NAME/byteorder}, where it exists, says {@code little} or {@code big}.
 */
final class TorchZipReader {
    private static final String PICKLE = "/data.pkl";

    private TorchZipReader() {}

    static Contents read(WeightFile file) throws CheckpointException {
        ZipDirectory zip = ZipDirectory.read(file);
        List<String> pickles = zip.names().stream()
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .toList();
        if (pickles.size() != 1) {
            throw file.fault("is a zip file with " + pickles.size() + " entries NAME" + PICKLE + ", expected one, as torch.save writes it");
        }
        String folder = pickles.getFirst().substring(0, pickles.getFirst().length() - PICKLE.length());
        ZipDirectory.Span pickle = zip.span(pickles.getFirst());
        ByteCursor in = new ByteCursor(file, "data.pkl", pickle.start(), pickle.start() + pickle.length());
        TorchObjects objects = new TorchObjects(in);
        Map<String, TorchTensor> stateDict = StateDict.of(PickleReader.read(in, objects), in);
        ByteOrder order = byteOrder(file, zip, folder);

        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, TorchTensor> named : stateDict.entrySet()) {
            TorchTensor tensor = named.getValue();
            Storage storage = storage(file, zip, folder, tensor.storage(), order);
            tensors.put(named.getKey(), new StoredTensor(named.getKey(), storage, tensor.offset(), tensor.shape(), tensor.strides()));
        }
        return new Contents("PyTorch zip", tensors, Map.of());
    }

    private static Storage storage(WeightFile file, ZipDirectory zip, String folder, TorchStorage storage, ByteOrder order)
            throws CheckpointException {
        String name = folder + "/data/" + storage.key();
        ZipDirectory.Span span = zip.span(name);
        int bytes = storage.dtype().bytes();
        if (span.length() % bytes != 0 || span.length() / bytes != storage.count()) {
            throw file.fault("entry " + Quoted.of(name) + " has " + span.length() + " bytes, expected " + storage.count() + " elements of "
                    + storage.dtype());
        }
        return new Storage(file, storage.dtype(), span.start(), storage.count(), order);
    }

    private static ByteOrder byteOrder(WeightFile file, ZipDirectory zip, String folder) throws CheckpointException {
        String name = folder + "/byteorder";
        if (!zip.names().contains(name)) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        ZipDirectory.Span span = zip.span(name);
        int length = (int) Math.min(span.length(), "little".length());
        String order = StandardCharsets.US_ASCII.decode(file.bytes(span.start(), length)).toString();
        return switch (order) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw file.fault("byteorder is " + Quoted.of(order) + ", expected little or big");
        };
    }
}
