package org.prosodia.wav2vec2.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The entries of a zip file and where their bytes lie. {@link java.util.zip.ZipFile} does not tell the place, which positional reads
 * of a tensor need; torch stores entries uncompressed, so the place is all there is to know. Zip64 is understood.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE, sections 4.3 and 4.5.3</a>
 */
final class ZipDirectory {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int END64_LOCATOR = 0x07064b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int END64_BYTES = 56;
    private static final int LOCATOR_BYTES = 20;
    private static final int MAX_COMMENT = 0xffff;
    private static final int EXTRA_ZIP64 = 1;
    /** Room for 100 000 entries with names as torch gives them. */
    private static final long MAX_BYTES = 16L << 20;
    private static final long IN_ZIP64 = 0xffff_ffffL;

    private final WeightFile file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private ZipDirectory(WeightFile file) {
        this.file = file;
    }

    private record Entry(int flags, int method, long size, long header) {}

    /**
     * The bytes of an entry.
     *
     * @param start where they begin in the file
     */
    record Span(long start, long length) {}

    static ZipDirectory read(WeightFile file) throws CheckpointException {
        ZipDirectory directory = new ZipDirectory(file);
        directory.readEntries();
        return directory;
    }

    Set<String> names() {
        return entries.keySet();
    }

    /** Where the bytes of an uncompressed entry lie. */
    Span span(String name) throws CheckpointException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw file.fault("has no entry " + Quoted.of(name));
        }
        if (entry.method != 0 || (entry.flags & 1) != 0) {
            throw file.fault("entry " + Quoted.of(name) + " is compressed or encrypted; torch.save stores entries as they are");
        }
        if (entry.header < 0 || entry.header > file.size() - LOCAL_BYTES) {
            throw file.fault("entry " + Quoted.of(name) + " lies beyond the end of the file");
        }
        ByteBuffer local = file.bytes(entry.header, LOCAL_BYTES);
        long start = entry.header + LOCAL_BYTES + Short.toUnsignedInt(local.getShort(26)) + Short.toUnsignedInt(local.getShort(28));
        if (local.getInt(0) != LOCAL_HEADER || entry.size < 0 || entry.size > file.size() - start) {
            throw file.fault("entry " + Quoted.of(name) + " does not lie where the directory of the zip file says");
        }
        return new Span(start, entry.size);
    }

    private void readEntries() throws CheckpointException {
        long end = findEnd();
        ByteBuffer record = file.bytes(end, END_BYTES);
        long length = Integer.toUnsignedLong(record.getInt(12));
        long start = Integer.toUnsignedLong(record.getInt(16));
        if (start == IN_ZIP64 || length == IN_ZIP64 || record.getShort(10) == -1) {
            ByteBuffer record64 = readEnd64(end);
            length = record64.getLong(40);
            start = record64.getLong(48);
        }
        if (start < 0 || length < 0 || start > end || length > end - start) {
            throw file.fault("the directory of the zip file is said to lie beyond its end");
        }
        if (length > MAX_BYTES) {
            throw file.fault("the directory of the zip file takes " + length + " bytes, more than the " + MAX_BYTES + " allowed");
        }
        ByteBuffer directory = file.bytes(start, (int) length);
        while (directory.hasRemaining()) {
            readEntry(directory);
        }
    }

    /** The end record closes the file; only a comment, whose length it knows, may follow. */
    private long findEnd() throws CheckpointException {
        int length = (int) Math.min(file.size(), END_BYTES + MAX_COMMENT);
        ByteBuffer tail = file.bytes(file.size() - length, length);
        for (int i = length - END_BYTES; i >= 0; i--) {
            if (tail.getInt(i) == END && Short.toUnsignedInt(tail.getShort(i + 20)) == length - END_BYTES - i) {
                return file.size() - length + i;
            }
        }
        throw file.fault("is a truncated zip file: its directory, which should be at the end, is missing");
    }

    private ByteBuffer readEnd64(long end) throws CheckpointException {
        if (end >= LOCATOR_BYTES) {
            ByteBuffer locator = file.bytes(end - LOCATOR_BYTES, LOCATOR_BYTES);
            long position = locator.getLong(8);
            if (locator.getInt(0) == END64_LOCATOR && position >= 0 && position <= end - LOCATOR_BYTES - END64_BYTES) {
                ByteBuffer record = file.bytes(position, END64_BYTES);
                if (record.getInt(0) == END64) {
                    return record;
                }
            }
        }
        throw file.fault("the zip64 end record is missing");
    }

    private void readEntry(ByteBuffer directory) throws CheckpointException {
        int at = directory.position();
        if (directory.remaining() < CENTRAL_BYTES || directory.getInt(at) != CENTRAL_HEADER) {
            throw file.fault("the directory of the zip file is damaged");
        }
        int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
        int extraLength = Short.toUnsignedInt(directory.getShort(at + 30));
        int commentLength = Short.toUnsignedInt(directory.getShort(at + 32));
        if (directory.remaining() - CENTRAL_BYTES < nameLength + extraLength + commentLength) {
            throw file.fault("the directory of the zip file is damaged");
        }
        byte[] name = new byte[nameLength];
        directory.position(at + CENTRAL_BYTES).get(name);
        Entry entry = entry(directory, at, directory.slice(directory.position(), extraLength).order(directory.order()));
        String text = new String(name, StandardCharsets.UTF_8);
        if (entries.put(text, entry) != null) {
            throw file.fault("entry " + Quoted.of(text) + " is twice in the zip file");
        }
        directory.position(directory.position() + extraLength + commentLength);
    }

    private static Entry entry(ByteBuffer directory, int at, ByteBuffer extra) {
        long packed = Integer.toUnsignedLong(directory.getInt(at + 20));
        long size = Integer.toUnsignedLong(directory.getInt(at + 24));
        long header = Integer.toUnsignedLong(directory.getInt(at + 42));
        // The zip64 field holds, in this order, only those of the three that did not fit 32 bits.
        ByteBuffer wide = zip64(extra);
        if (size == IN_ZIP64 && wide.remaining() >= Long.BYTES) {
            size = wide.getLong();
        }
        if (packed == IN_ZIP64 && wide.remaining() >= Long.BYTES) {
            wide.getLong();
        }
        if (header == IN_ZIP64 && wide.remaining() >= Long.BYTES) {
            header = wide.getLong();
        }
        return new Entry(directory.getShort(at + 8), directory.getShort(at + 10), size, header);
    }

    /** The zip64 part of the extra field; empty if there is none. */
    private static ByteBuffer zip64(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            ByteBuffer field = extra.slice(extra.position(), length).order(extra.order());
            if (id == EXTRA_ZIP64) {
                return field;
            }
            extra.position(extra.position() + length);
        }
        return extra.limit(extra.position());
    }
}
