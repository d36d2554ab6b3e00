package org.prosodia.tensor.tornado;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** How large the device heap is, and the array that stands for it on the host. */
final class DeviceMemory {
    /** Bytes of the device heap: a number, or one with k, m or g. */
    static final String PROPERTY = "prosodia.device.memory";

    /** Work items of the last group may begin behind the last element: their indices must not overflow. */
    private static final int LARGEST = Integer.MAX_VALUE - (1 << 20);

    private DeviceMemory() {}

    /** Elements of the heap: as asked for, else a quarter of the device's memory; at most what it gives in one piece. */
    static int elements(TornadoDevice device) {
        long most = Math.min(device.getPhysicalDevice().getDeviceMaxAllocationSize(), (long) LARGEST * Float.BYTES)
                - TornadoNativeArray.ARRAY_HEADER;
        String asked = System.getProperty(PROPERTY, "");
        long bytes = asked.isEmpty() ? device.getPhysicalDevice().getDeviceGlobalMemorySize() / 4 : bytes(asked);
        if (!asked.isEmpty() && bytes > most) {
            throw new UnsupportedOperationException("backend tornado: " + PROPERTY + "=" + asked + " asks for " + bytes
                    + " bytes, but the device gives at most " + most + " in one piece");
        }
        return (int) (Math.min(bytes, most) / Float.BYTES);
    }

    /** A number of bytes such as 536870912, 512m or 4g. */
    static long bytes(String text) {
        String digits = text.replaceFirst("(?i)[kmg]$", "");
        int scale = switch (digits.length() == text.length() ? ' ' : Character.toLowerCase(text.charAt(text.length() - 1))) {
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            default -> 0;
        };
        if (!digits.matches("[1-9][0-9]{0,9}")) {
            throw new IllegalArgumentException(PROPERTY + ": expected bytes such as 512m or 4g, found '" + text + "'");
        }
        return Long.parseLong(digits) << scale;
    }

    /**
     * The array that TornadoVM knows the heap by. Its elements on the host are never read or written, so that they are pages of an empty
     * file that take no memory: an ordinary array of that size would be filled with zeros.
     */
    static FloatArray array(int elements) {
        try {
            Path file = Files.createTempFile("prosodia-device", ".heap");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long bytes = (long) elements * Float.BYTES + TornadoNativeArray.ARRAY_HEADER;
                MemorySegment segment = channel.map(MapMode.PRIVATE, 0, bytes, Arena.ofAuto());
                return FloatArray.fromSegmentShallow(segment);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
