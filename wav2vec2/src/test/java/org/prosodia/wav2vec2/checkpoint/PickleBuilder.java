package org.prosodia.wav2vec2.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles opcode by opcode, good ones and bad ones. */
final class PickleBuilder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PickleBuilder op(int opcode) {
        bytes.write(opcode);
        return this;
    }

    PickleBuilder ops(String opcodes) {
        bytes.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    PickleBuilder protocol(int version) {
        return op(0x80).op(version);
    }

    PickleBuilder text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        op('X').int32(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    PickleBuilder int32(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
        return this;
    }

    PickleBuilder integer(int value) {
        return op('J').int32(value);
    }

    /** A whole number of eight bytes, by LONG1. */
    PickleBuilder longInteger(long value) {
        op(0x8a).op(Long.BYTES);
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
        return this;
    }

    PickleBuilder global(String module, String name) {
        return ops("c" + module + "\n" + name + "\n");
    }

    /** Pushes the storage {@code key} of {@code count} numbers. */
    PickleBuilder storage(String type, String key, long count) {
        return op('(').text("storage").global("torch", type).text(key).text("cpu").longInteger(count).op('t').op('Q');
    }

    /** Pushes a view of the float storage {@code key}. */
    PickleBuilder tensor(String key, long count, long offset, long[] shape, long[] strides) {
        global("torch._utils", "_rebuild_tensor_v2").op('(').storage("FloatStorage", key, count).longInteger(offset).tuple(shape)
                .tuple(strides);
        return op(0x89).op('}').op('t').op('R');
    }

    PickleBuilder tuple(long... items) {
        op('(');
        for (long item : items) {
            longInteger(item);
        }
        return op('t');
    }

    byte[] stop() {
        op('.');
        return bytes.toByteArray();
    }
}
