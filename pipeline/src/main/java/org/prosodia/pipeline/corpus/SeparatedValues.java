package org.prosodia.pipeline.corpus;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads comma- or tab-separated values as in RFC 4180, with a header and any kind of line end. */
final class SeparatedValues {
    private SeparatedValues() {}

    static TableRows read(Path file, String text, char separator, Columns columns) throws IOException {
        TableRows table = new TableRows(file, columns);
        try (CsvReader<CsvRecord> reader = CsvReader.builder().fieldSeparator(separator).allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord(text)) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new ManifestException(file, "header", "a line of column names", "an empty file");
            }
            CsvRecord header = records.next();
            Map<Integer, String> meanings = meanings(table, header);
            while (records.hasNext()) {
                add(file, table, meanings, header, records.next());
            }
        } catch (CsvParseException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new ManifestException(file, "no valid CSV (" + e.getMessage() + (reason == e ? "" : ": " + reason.getMessage()) + ")");
        }
        return table;
    }

    private static Map<Integer, String> meanings(TableRows table, CsvRecord header) throws ManifestException {
        Map<Integer, String> meanings = new LinkedHashMap<>();
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = header.getField(i);
            String meaning = table.meaning(name).orElse(null);
            if (meaning != null) {
                table.claim(headers, meaning, name, header.getStartingLineNumber());
                meanings.put(i, meaning);
            }
        }
        return meanings;
    }

    private static void add(Path file, TableRows table, Map<Integer, String> meanings, CsvRecord header, CsvRecord record)
            throws ManifestException {
        List<String> values = record.getFields();
        if (values.size() != header.getFieldCount()) {
            throw new ManifestException(file, record.getStartingLineNumber(), "fields", header.getFieldCount() + " as in the header",
                    Integer.toString(values.size()));
        }
        Map<String, String> fields = new LinkedHashMap<>();
        meanings.forEach((column, meaning) -> fields.put(meaning, values.get(column)));
        table.add(record.getStartingLineNumber(), fields);
    }
}
