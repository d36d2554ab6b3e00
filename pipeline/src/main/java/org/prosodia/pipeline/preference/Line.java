package org.prosodia.pipeline.preference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One line of a file.
 *
 * @param number 1 for the first
 * @param bytes without the line end; one more than the limit where the line is longer than that
 * @param ended whether a line feed follows; without one a writer may have died in the middle
 */
record Line(int number, byte[] bytes, boolean ended) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * The next line of a buffered stream, null after the last, reading no more than {@code limit} bytes of it.
     *
     * @param number of this line
     */
    static Line next(InputStream in, int number, int limit) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = first; b != '\n'; b = in.read()) {
            if (b < 0) {
                return new Line(number, bytes.toByteArray(), false);
            }
            bytes.write(b);
            if (bytes.size() > limit) {
                return new Line(number, bytes.toByteArray(), true);
            }
        }
        return new Line(number, bytes.toByteArray(), true);
    }

    /** As UTF-8, without the byte order mark of a file and the carriage return of a CRLF. */
    String text() throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        int from = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        return text.substring(from, text.endsWith("\r") ? text.length() - 1 : text.length());
    }

    /** Whether a writer died in the middle: without an end, and neither blank nor one whole JSON object. */
    boolean halfWritten() throws IOException {
        if (ended) {
            return false;
        }
        try {
            String text = text();
            return !text.isBlank() && !PreferenceLine.isWhole(text);
        } catch (CharacterCodingException e) {
            return true; // cut within a character
        }
    }
}
