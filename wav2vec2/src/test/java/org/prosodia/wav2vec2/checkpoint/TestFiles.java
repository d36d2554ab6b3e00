package org.prosodia.wav2vec2.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Weight files the tests make, and those they bring along. */
final class TestFiles {
    private TestFiles() {}

    static Path resource(String name) {
        try {
            return Path.of(TestFiles.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytesOf(String resource) throws IOException {
        try (InputStream in = TestFiles.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }

    /** A safetensors file: length, header as given, {@code dataBytes} zeros. */
    static byte[] safetensors(String header, int dataBytes) {
        return safetensors(header.getBytes(StandardCharsets.UTF_8), dataBytes);
    }

    static byte[] safetensors(byte[] header, int dataBytes) {
        return ByteBuffer.allocate(Long.BYTES + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header)
                .array();
    }

    /** Header entry of an F32 tensor. */
    static String entry(String name, String shape, long begin, long end) {
        return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + "," + end + "]}";
    }

    /** A zip file as torch.save makes it: entries under {@code archive/}, uncompressed. */
    static byte[] torchZip(byte[] pickle, Map<String, byte[]> others) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "archive/data.pkl", pickle);
            for (Map.Entry<String, byte[]> other : others.entrySet()) {
                store(zip, "archive/" + other.getKey(), other.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    static double[] numbers(StoredTensor tensor) throws CheckpointException {
        double[] numbers = new double[Math.toIntExact(tensor.count())];
        tensor.read(numbers, 0);
        return numbers;
    }

    static float[] floats(StoredTensor tensor) throws CheckpointException {
        float[] numbers = new float[Math.toIntExact(tensor.count())];
        tensor.read(numbers, 0);
        return numbers;
    }
}
