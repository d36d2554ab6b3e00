package org.prosodia.pipeline.markup;

/** Builds SVG text. Attributes come in pairs, name then value; every value and text is escaped, numbers keep two decimals. */
public final class Svg {
    private final StringBuilder out = new StringBuilder(1 << 16);

    /** No element yet. */
    public Svg() {}

    /** An element without content. */
    public Svg element(String name, Object... attributes) {
        start(name, attributes);
        out.append("/>\n");
        return this;
    }

    public Svg open(String name, Object... attributes) {
        start(name, attributes);
        out.append(">\n");
        return this;
    }

    public Svg close(String name) {
        out.append("</").append(name).append(">\n");
        return this;
    }

    /** An element with text alone. */
    public Svg text(String name, String content, Object... attributes) {
        start(name, attributes);
        out.append('>').append(Markup.escape(content)).append("</").append(name).append(">\n");
        return this;
    }

    /** A text label; {@code anchor} is start, middle or end. */
    public Svg label(double x, double y, String anchor, String content, Object... attributes) {
        Object[] all = new Object[attributes.length + 6];
        System.arraycopy(new Object[] {"x", x, "y", y, "text-anchor", anchor}, 0, all, 0, 6);
        System.arraycopy(attributes, 0, all, 6, attributes.length);
        return text("text", content, all);
    }

    public Svg line(double x1, double y1, double x2, double y2, String colour, double width) {
        return element("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", colour, "stroke-width", width);
    }

    private void start(String name, Object... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String text = value instanceof Number number ? Markup.number(number.doubleValue(), 2) : Markup.escape(value.toString());
            out.append(' ').append(attributes[i]).append("=\"").append(text).append('"');
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
