package org.prosodia.pipeline.face.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.prosodia.pipeline.face.Blendshape;
import org.prosodia.pipeline.face.BlendshapeCurve;

/**
 * CSV as in RFC 4180: a header {@code time,eyeBlinkLeft,…}, then a row for each frame. Times are seconds, evenly spaced from 0 on: the
 * frame rate is {@code (T − 1) / last time}, to six decimals, so at least two frames are needed.
 */
final class BlendshapeCsv {
    private static final String TIME = "time";
    private static final String END_OF_ROW = "\r\n";

    private BlendshapeCsv() {}

    static void write(BlendshapeCurve curve, Writer out) throws IOException {
        out.append(TIME).append(',').append(String.join(",", Blendshape.NAMES)).append(END_OF_ROW);
        for (int t = 0; t < curve.frameCount(); t++) {
            out.append(Double.toString(curve.time(t)));
            for (Blendshape channel : Blendshape.ALL) {
                out.append(',').append(Float.toString(curve.value(t, channel)));
            }
            out.append(END_OF_ROW);
        }
        out.flush();
    }

    static BlendshapeCurve read(Path file) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().allowUnclosedQuote(false).allowExtraCharsAfterClosingQuote(false)
                .detectBomHeader(true).missingFieldStrategy(FieldMismatchStrategy.IGNORE).extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file)) {
            return read(file, reader.iterator());
        } catch (CsvParseException e) {
            throw new BlendshapeFormatException(file, "not valid CSV: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static BlendshapeCurve read(Path file, Iterator<CsvRecord> records) throws IOException {
        if (!records.hasNext()) {
            throw new BlendshapeFormatException(file, "header", "time and the names of the channels", "an empty file");
        }
        List<String> header = records.next().getFields().stream().map(String::strip).toList();
        if (!header.getFirst().equals(TIME)) {
            throw new BlendshapeFormatException(file, "header", "\"" + TIME + "\" first", "\"" + header.getFirst() + "\"");
        }
        Channels channels = Channels.of(file, header.subList(1, header.size()));
        Frames frames = new Frames(file, channels);
        Times times = new Times(file);
        float[] row = new float[channels.count()];
        while (records.hasNext()) {
            CsvRecord record = records.next();
            if (record.getFieldCount() != header.size()) {
                throw new BlendshapeFormatException(file, line(record), header.size() + " fields as in the header",
                        Integer.toString(record.getFieldCount()));
            }
            times.add(Double.parseDouble(number(file, record, 0, TIME)), line(record));
            for (int i = 0; i < row.length; i++) {
                row[i] = Float.parseFloat(number(file, record, i + 1, header.get(i + 1)));
            }
            frames.add(row);
        }
        return frames.curve(times.rate());
    }

    /** The text of a finite number. Values out of range are found with the whole curve; here, what is no number at all. */
    private static String number(Path file, CsvRecord record, int field, String name) throws BlendshapeFormatException {
        String text = record.getField(field).strip();
        try {
            if (Double.isFinite(Double.parseDouble(text))) {
                return text;
            }
        } catch (NumberFormatException e) {
            // said below, as for NaN
        }
        throw new BlendshapeFormatException(file, line(record) + ", " + name, "a number",
                text.isEmpty() ? "nothing" : "\"" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "\"");
    }

    private static String line(CsvRecord record) {
        return "line " + record.getStartingLineNumber();
    }
}
