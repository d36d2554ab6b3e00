package org.prosodia.pipeline.markup;


/** The {@code d} attribute of a path, with a tenth of a pixel of precision. */
public final class PathData {
    private final StringBuilder d = new StringBuilder();

    /** No point yet. */
    public PathData() {}

    /** Goes to a point: the first time by a move, then by lines. */
    public PathData to(double x, double y) {
        d.append(d.isEmpty() ? "M" : "L").append(Markup.number(x, 1)).append(' ').append(Markup.number(y, 1));
        return this;
    }

    public PathData close() {
        d.append('Z');
        return this;
    }

    @Override
    public String toString() {
        return d.toString();
    }
}
