package org.prosodia.pipeline.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/**
 * A file of rows: comma- or tab-separated, or a JSON object a line, as its name says.
 *
 * @param rows at least none, in the file's order
 * @param ignored headers of the columns that the reader had no use for
 * @param bytes the file as it was read
 */
record Table(List<Row> rows, SequencedSet<String> ignored, byte[] bytes) {
    /** Half a million clips with long paths; what is made of a file in memory is about ten times its size. */
    private static final long MAX_BYTES = 64L << 20;

    /** The formats, told by the end of the name. */
    enum Format {
        CSV, TSV, JSON_LINES;

        static Format of(Path file) throws ManifestException {
            String name = file.toString().toLowerCase(Locale.ROOT);
            String extension = name.substring(name.lastIndexOf('.') + 1);
            return switch (extension) {
                case "csv" -> CSV;
                case "tsv" -> TSV;
                case "jsonl", "ndjson" -> JSON_LINES;
                default -> throw new ManifestException(file, "name", "an end of .csv, .tsv or .jsonl", ManifestException.quoted(name));
            };
        }
    }

    static Table read(Path file, Columns columns) throws IOException {
        Format format = Format.of(file);
        byte[] bytes = bytes(file);
        String text = text(file, bytes);
        return switch (format) {
            case CSV -> SeparatedValues.read(file, text, ',', columns).table(bytes);
            case TSV -> SeparatedValues.read(file, text, '\t', columns).table(bytes);
            case JSON_LINES -> JsonLines.read(file, text, columns).table(bytes);
        };
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new ManifestException(file, "expected a file of rows, found something else");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new ManifestException(file, "size", "at most " + MAX_BYTES + " bytes", Files.size(file) + "");
        }
        return Files.readAllBytes(file);
    }

    /** The bytes as UTF-8, without the mark of byte order that some programs begin it with. */
    private static String text(Path file, byte[] bytes) throws ManifestException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            long line = 1 + out.flip().chars().filter(c -> c == '\n').count();
            throw new ManifestException(file, line, "text", "UTF-8", String.format(Locale.ROOT, "the byte %02x", in.get()));
        }
        out.flip();
        boolean marked = out.length() > 0 && out.charAt(0) == '\uFEFF';
        return out.subSequence(marked ? 1 : 0, out.length()).toString();
    }
}
