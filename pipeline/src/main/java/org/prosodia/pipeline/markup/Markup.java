package org.prosodia.pipeline.markup;

import java.math.BigDecimal;

/** Text and numbers made safe and short for XML and HTML. */
public final class Markup {
    private static final char REPLACEMENT = '\uFFFD';

    private Markup() {}

    /** Escapes for element text and quoted attributes; what XML 1.0 does not allow at all becomes U+FFFD. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : REPLACEMENT);
            }
        });
        return out.toString();
    }

    // XML 1.0, production 2; Java's code points also hold lone surrogates.
    private static boolean allowed(int c) {
        boolean character = c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        return character && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }

    /** With at most this many decimals and no trailing zeros, always with a point. */
    public static String number(double value, int decimals) {
        double scale = Math.pow(10, decimals);
        double rounded = Math.rint(value * scale) / scale;
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
            return Long.toString((long) rounded);
        }
        return new BigDecimal(Double.toString(rounded)).stripTrailingZeros().toPlainString();
    }

    /** As {@link #number}, with a true minus sign: for eyes, not for machines. */
    public static String signed(double value, int decimals) {
        return number(value, decimals).replace('-', '−');
    }

    /** At most {@code length} characters, with an ellipsis in the middle of what is longer. */
    public static String shortened(String text, int length) {
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        int head = text.offsetByCodePoints(0, length / 2);
        int tail = text.offsetByCodePoints(text.length(), -(length - length / 2 - 1));
        return text.substring(0, head) + "…" + text.substring(tail);
    }
}
