package org.prosodia.pipeline.timeline.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes palette images as PNG (ISO/IEC 15948): the three chunks a picture with 256 colours needs, and the end. */
final class PngEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS = 8;
    private static final byte INDEXED = 3;

    private PngEncoder() {}

    /**
     * @param width pixels
     * @param height pixels
     * @param pixels palette indices [height, width], the top row first
     * @param palette up to 256 colours as 0xRRGGBB
     */
    static byte[] encode(int width, int height, byte[] pixels, int[] palette) {
        byte[] header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(BITS).put(INDEXED).array();
        ByteBuffer colours = ByteBuffer.allocate(3 * palette.length);
        for (int rgb : palette) {
            colours.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
        }
        byte[] data = deflate(withFilterBytes(width, height, pixels));
        ByteBuffer out = ByteBuffer.allocate(SIGNATURE.length + 4 * 12 + header.length + colours.capacity() + data.length);
        out.put(SIGNATURE);
        putChunk(out, "IHDR", header);
        putChunk(out, "PLTE", colours.array());
        putChunk(out, "IDAT", data);
        putChunk(out, "IEND", new byte[0]);
        return out.array();
    }

    /** Every row begins with its filter type; 0, none, is best for palette images. */
    private static byte[] withFilterBytes(int width, int height, byte[] pixels) {
        byte[] rows = new byte[Math.multiplyExact(height, width + 1)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, y * width, rows, y * (width + 1) + 1, width);
        }
        return rows;
    }

    private static byte[] deflate(byte[] raw) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(raw);
            deflater.finish();
            byte[] out = new byte[raw.length / 2 + 1024];
            int size = 0;
            while (!deflater.finished()) {
                if (size == out.length) {
                    out = Arrays.copyOf(out, 2 * size);
                }
                size += deflater.deflate(out, size, out.length - size);
            }
            return Arrays.copyOf(out, size);
        }
    }

    private static void putChunk(ByteBuffer out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.putInt(data.length).put(name).put(data).putInt((int) crc.getValue());
    }
}
