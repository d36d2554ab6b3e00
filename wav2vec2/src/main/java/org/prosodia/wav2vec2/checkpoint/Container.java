package org.prosodia.wav2vec2.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells the three containers apart by their first bytes, and reads the one it finds. */
final class Container {
    private static final int ZIP_LOCAL_HEADER = 0x04034b50;
    private static final byte[] LFS_POINTER = "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNATURE_BYTES = 9;

    private Container() {}

    static Contents read(WeightFile file) throws CheckpointException {
        ByteBuffer start = file.bytes(0, (int) Math.min(file.size(), LFS_POINTER.length));
        if (start.remaining() == LFS_POINTER.length && start.equals(ByteBuffer.wrap(LFS_POINTER))) {
            throw file.fault("is a Git LFS pointer, not the weights; fetch them with 'git lfs pull' or download the file itself");
        }
        // Byte 8 of safetensors is the brace that opens its header, whatever the length before it looks like.
        boolean safetensors = start.remaining() >= SIGNATURE_BYTES && start.get(8) == '{';
        if (!safetensors && start.remaining() >= SIGNATURE_BYTES) {
            if (start.getInt(0) == ZIP_LOCAL_HEADER) {
                return TorchZipReader.read(file);
            }
            if (isPickle(start)) {
                return TorchStreamReader.read(file);
            }
        }
        String name = file.path().toString().toLowerCase(Locale.ROOT);
        if (!safetensors && (name.endsWith(".bin") || name.endsWith(".pt") || name.endsWith(".pth"))) {
            throw file.fault("is neither of the containers torch.save writes (zip file, pickle stream) nor safetensors");
        }
        return SafetensorsReader.read(file);
    }

    /** PROTO 2 … 4, then LONG1 or FRAME: how the magic number of the old stream begins. */
    private static boolean isPickle(ByteBuffer start) {
        int next = Byte.toUnsignedInt(start.get(2));
        return start.get(0) == (byte) 0x80 && start.get(1) >= 2 && start.get(1) <= 4 && (next == 0x8a || next == 0x95);
    }
}
