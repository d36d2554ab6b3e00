package org.prosodia.pipeline.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads event files by the format's description alone; shares no code with what writes them, not even for the CRC. */
final class EventFile {
    private static final int CASTAGNOLI_REVERSED = 0x82f63b78;

    private EventFile() {}

    /** What a message says: values by field number, in the order of the file; messages inside are bytes. */
    static List<Map<Integer, List<Object>>> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Map<Integer, List<Object>>> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] head = take(bytes, 8);
            check(head, bytes.getInt());
            byte[] data = take(bytes, Math.toIntExact(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong()));
            check(data, bytes.getInt());
            events.add(message(data));
        }
        return events;
    }

    static Map<Integer, List<Object>> message(byte[] data) {
        ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, List<Object>> fields = new LinkedHashMap<>();
        while (bytes.hasRemaining()) {
            long key = varint(bytes);
            Object value = switch ((int) key & 7) {
                case 0 -> varint(bytes);
                case 1 -> bytes.getDouble();
                case 2 -> take(bytes, Math.toIntExact(varint(bytes)));
                case 5 -> bytes.getFloat();
                default -> throw new IllegalStateException("wire type of key " + key);
            };
            fields.computeIfAbsent((int) (key >>> 3), field -> new ArrayList<>()).add(value);
        }
        return fields;
    }

    static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static byte[] take(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static void check(byte[] data, int stored) {
        int crc = -1;
        for (byte b : data) {
            crc ^= b & 0xff;
            for (int i = 0; i < 8; i++) {
                crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : CASTAGNOLI_REVERSED);
            }
        }
        crc = ~crc;
        int unrotated = stored - 0xa282ead8;
        if (crc != (unrotated << 15 | unrotated >>> 17)) {
            throw new IllegalStateException("wrong CRC");
        }
    }
}
