package org.prosodia.studio.study;

/** So many of so many. */
public record Share(int part, int whole) {
    /** Nothing of nothing. */
    public static final Share NONE = new Share(0, 0);

    Share plus(Share other) {
        return new Share(part + other.part, whole + other.whole);
    }
}
