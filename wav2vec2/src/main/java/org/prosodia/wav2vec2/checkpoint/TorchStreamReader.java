package org.prosodia.wav2vec2.checkpoint;

import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the stream torch wrote before 1.6: pickles of a magic number, the protocol, facts about the system, the objects and a list of
 * storage keys; then for each key a 64-bit count and that many numbers, little-endian.
 */
final class TorchStreamReader {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final Long PROTOCOL = 1001L;

    private TorchStreamReader() {}

    static Contents read(WeightFile file) throws CheckpointException {
        ByteCursor in = new ByteCursor(file, "pickle", 0, file.size());
        TorchObjects objects = new TorchObjects(in);
        if (!MAGIC.equals(PickleReader.read(in, objects)) || !PROTOCOL.equals(PickleReader.read(in, objects))) {
            throw file.fault("is a pickle, but not one torch.save wrote: its magic number or protocol is another");
        }
        PickleReader.read(in, objects);
        Map<String, TorchTensor> stateDict = StateDict.of(PickleReader.read(in, objects), in);
        Object keys = PickleReader.read(in, objects);
        Map<String, Storage> storages = locate(file, in.position(), keys, objects.storages());

        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, TorchTensor> named : stateDict.entrySet()) {
            TorchTensor tensor = named.getValue();
            Storage storage = storages.get(tensor.storage().key());
            if (storage == null) {
                throw file.fault("tensor " + Quoted.of(named.getKey()) + ": its storage " + Quoted.of(tensor.storage().key())
                        + " is not in the file");
            }
            tensors.put(named.getKey(), new StoredTensor(named.getKey(), storage, tensor.offset(), tensor.shape(), tensor.strides()));
        }
        return new Contents("PyTorch before 1.6", tensors, Map.of());
    }

    /** Walks the storages after the pickles, from {@code start} to the end of the file, which must be the end of the last one. */
    private static Map<String, Storage> locate(WeightFile file, long start, Object keys, Map<String, TorchStorage> known)
            throws CheckpointException {
        if (!(keys instanceof List<?> list)) {
            throw file.fault("expected a list of storage keys after the objects");
        }
        Map<String, Storage> storages = HashMap.newHashMap(list.size());
        long position = start;
        for (Object key : list) {
            if (!(key instanceof String name) || !known.containsKey(name) || storages.containsKey(name)) {
                throw file.fault("storage key " + (key instanceof String name ? Quoted.of(name) : "of another type than text")
                        + " is listed twice or belongs to no tensor");
            }
            TorchStorage storage = known.get(name);
            String what = "storage " + Quoted.of(name);
            if (file.size() - position < Long.BYTES) {
                throw file.fault("is truncated before " + what);
            }
            long count = file.bytes(position, Long.BYTES).getLong();
            position += Long.BYTES;
            if (count != storage.count()) {
                throw file.fault(what + " has " + count + " elements, its tensors say " + storage.count());
            }
            if (count > (file.size() - position) / storage.dtype().bytes()) {
                throw file.fault("is truncated: " + what + " of " + count + " " + storage.dtype() + " at byte " + position
                        + " reaches beyond the end");
            }
            storages.put(name, new Storage(file, storage.dtype(), position, count, ByteOrder.LITTLE_ENDIAN));
            position += count * storage.dtype().bytes();
        }
        if (position != file.size()) {
            throw file.fault("has " + (file.size() - position) + " bytes after its last storage");
        }
        return storages;
    }
}
