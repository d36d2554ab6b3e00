package org.prosodia.wav2vec2.checkpoint;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads safetensors: eight bytes with the length N of the header, N bytes of JSON, then the numbers, little-endian and row-major.
 * Stricter than the reference implementation: the header begins with its brace and names nothing twice, as the format demands and the
 * crate does not check; an entry has its three fields and no other, and at most 64 dimensions.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
final class SafetensorsReader {
    private SafetensorsReader() {}

    static Contents read(WeightFile file) throws CheckpointException {
        long headerLength = headerLength(file);
        long dataStart = Long.BYTES + headerLength;
        SafetensorsHeader header = SafetensorsHeader.read(file, Long.BYTES, headerLength);
        List<SafetensorsHeader.Entry> entries = new ArrayList<>(header.entries());
        entries.sort(Comparator.comparingLong(SafetensorsHeader.Entry::begin).thenComparingLong(SafetensorsHeader.Entry::end));
        requireGapless(file, entries, file.size() - dataStart);

        Map<String, StoredTensor> tensors = LinkedHashMap.newLinkedHashMap(entries.size());
        for (SafetensorsHeader.Entry entry : entries) {
            Storage storage = new Storage(file, entry.dtype(), dataStart + entry.begin(), Strides.count(entry.shape()),
                    ByteOrder.LITTLE_ENDIAN);
            tensors.put(entry.name(), StoredTensor.dense(entry.name(), storage, entry.shape()));
        }
        return new Contents("safetensors", tensors, header.metadata());
    }

    private static long headerLength(WeightFile file) throws CheckpointException {
        if (file.size() == 0) {
            throw file.fault("is empty");
        }
        if (file.size() < Long.BYTES) {
            throw file.fault("has " + file.size() + " bytes; a safetensors file begins with 8 bytes that tell the length of its header");
        }
        long length = file.bytes(0, Long.BYTES).getLong();
        if (length < 0 || length > StrictJson.MAX_BYTES) {
            throw file.fault("its first 8 bytes claim a header of " + Long.toUnsignedString(length)
                    + " bytes, more than the " + StrictJson.MAX_BYTES + " of safetensors");
        }
        if (length > file.size() - Long.BYTES) {
            throw file.fault("is truncated: a header of " + length + " bytes, but only " + (file.size() - Long.BYTES) + " bytes follow");
        }
        if (length == 0) {
            throw file.fault("has a header of 0 bytes, expected a JSON object");
        }
        byte first = file.bytes(Long.BYTES, 1).get();
        if (first != '{') {
            throw file.fault("header begins with byte 0x" + Integer.toHexString(Byte.toUnsignedInt(first)) + ", expected '{'");
        }
        return length;
    }

    /** The tensors, sorted by their place, must fill the data part: no byte unused, none used twice. */
    private static void requireGapless(WeightFile file, List<SafetensorsHeader.Entry> sorted, long dataLength) throws CheckpointException {
        long filled = 0;
        String previous = null;
        for (SafetensorsHeader.Entry entry : sorted) {
            String tensor = "tensor " + Quoted.of(entry.name());
            if (previous == null && entry.begin() != 0) {
                throw file.fault(tensor + " is the first and begins at " + entry.begin() + " of the data, expected 0");
            }
            if (entry.begin() > filled) {
                throw file.fault("hole of " + (entry.begin() - filled) + " bytes between tensors " + Quoted.of(previous) + " and "
                        + Quoted.of(entry.name()));
            }
            if (entry.begin() < filled) {
                throw file.fault(tensor + " overlaps tensor " + Quoted.of(previous) + ": begins at " + entry.begin()
                        + " of the data, expected " + filled);
            }
            filled = entry.end();
            previous = entry.name();
        }
        if (filled > dataLength) {
            throw file.fault("is truncated: tensors need " + filled + " bytes of data, found " + dataLength);
        }
        if (filled < dataLength) {
            throw file.fault("has " + (dataLength - filled) + " bytes after its last tensor");
        }
    }
}
