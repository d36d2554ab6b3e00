package org.prosodia.pipeline.profile;

import java.util.Locale;
import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.markup.Style;
import org.prosodia.pipeline.markup.Svg;
import org.prosodia.tensor.backend.profile.ProfileEntry;

/**
 * A profile as an icicle (a flame graph that hangs; Gregg, 2016): a bar for each place, as wide as its time, below the bar of what it is part
 * of, in the order in which parts first ran. What is under no bar of the next row is the part's own time. A self-contained SVG 1.1
 * document; a pointer that rests on a bar is shown its figures.
 */
public final class ProfilePicture {
    private static final double WIDTH = 1200;
    private static final double MARGIN = 12;
    private static final double HEADER = 56;
    private static final double ROW = 19;
    private static final double FOOTER = 34;
    /** Narrower bars are left out, with all that is in them: nobody would see them. */
    private static final double NARROWEST = 0.3;
    private static final double LETTER = 0.55 * Style.SMALL;
    private static final double PADDING = 4;
    private static final int FEWEST_LETTERS = 3;

    /** Kinds of bars, in colours that stay apart for colour-blind eyes (Okabe and Ito, 2008), dark letters readable on all of them. */
    private enum Kind {
        PART("part of the computation", "#E6E9ED"),
        PRODUCT("matrix product", "#56B4E9"),
        MEMORY("other kernel", "#E69F00"),
        ALLOCATION("new tensor", "#F0E442");

        private final String label;
        private final String colour;

        Kind(String label, String colour) {
            this.label = label;
            this.colour = colour;
        }

        static Kind of(ProfileEntry entry) {
            if (!entry.isKernel()) {
                return PART;
            }
            return entry.work().operations() > 0 ? PRODUCT : entry.work().allocated() > 0 ? ALLOCATION : MEMORY;
        }
    }

    private final Svg svg = new Svg();
    private final ProfileEntry root;
    private final double perNano;

    private ProfilePicture(ProfileEntry root) {
        this.root = root;
        this.perNano = (WIDTH - 2 * MARGIN) / Math.max(1, root.nanos());
    }

    /** The document, without an XML declaration; the same for equal profiles. */
    public static String svg(String title, ProfileEntry root) {
        ProfilePicture picture = new ProfilePicture(root);
        double height = HEADER + ROW * picture.depth(root) + FOOTER;
        picture.svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "version", "1.1",
                "viewBox", "0 0 " + Markup.number(WIDTH, 2) + " " + Markup.number(height, 2), "width", WIDTH, "height", height, "role", "img",
                "font-family", Style.FONT);
        picture.svg.text("title", title);
        picture.svg.element("rect", "width", WIDTH, "height", height, "fill", "#FFFFFF");
        picture.drawHeader(title);
        picture.draw(root, MARGIN, HEADER, "");
        picture.drawLegend(height - FOOTER + 14);
        return picture.svg.close("svg").toString();
    }

    private boolean isVisible(ProfileEntry entry) {
        return entry.nanos() * perNano >= NARROWEST;
    }

    private int depth(ProfileEntry entry) {
        return 1 + entry.children().stream().filter(this::isVisible).mapToInt(this::depth).max().orElse(0);
    }

    private void drawHeader(String title) {
        svg.label(MARGIN, 24, "start", Markup.shortened(title, 120), "fill", Style.INK, "font-size", Style.TITLE, "font-weight", "bold");
        svg.label(MARGIN, 43, "start", Figures.millis(root.nanos()) + " ms · a bar is as wide as its time and hangs from what it is part of", "fill",
                Style.MUTED, "font-size", Style.SMALL);
    }

    private void draw(ProfileEntry entry, double x, double y, String outside) {
        String path = outside.isEmpty() ? entry.name() : outside + " / " + entry.name();
        drawBar(entry, x, y, path);
        double left = x;
        for (ProfileEntry child : entry.children()) {
            if (isVisible(child)) {
                draw(child, left, y + ROW, entry == root ? "" : path);
            }
            left += child.nanos() * perNano;
        }
    }

    private void drawBar(ProfileEntry entry, double x, double y, String path) {
        double width = entry.nanos() * perNano;
        svg.open("g");
        svg.text("title", path + "\n" + figures(entry));
        svg.element("rect", "x", x, "y", y, "width", width, "height", ROW, "fill", Kind.of(entry).colour, "stroke", "#FFFFFF",
                "stroke-width", Math.min(1, width / 4));
        int letters = (int) ((width - 2 * PADDING) / LETTER);
        if (letters >= FEWEST_LETTERS) {
            svg.label(x + PADDING, y + 0.72 * ROW, "start", Markup.shortened(entry.name(), letters), "fill", Style.INK, "font-size",
                    Style.SMALL);
        }
        svg.close("g");
    }

    private String figures(ProfileEntry entry) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s ms, %s %%, %d call%s", Figures.millis(entry.nanos()),
                Figures.share(entry, root.nanos()), entry.calls(), entry.calls() == 1 ? "" : "s"));
        add(text, Figures.gflops(entry), " GFLOP/s");
        add(text, Figures.gigabytes(entry), " GB/s");
        add(text, Figures.megabytesAllocated(entry), " MB allocated");
        if (!entry.isKernel()) {
            add(text, Figures.millis(entry.selfNanos()), " ms self");
        }
        return text.toString();
    }

    private static void add(StringBuilder text, String figure, String unit) {
        if (!figure.equals(Figures.NONE)) {
            text.append(", ").append(figure).append(unit);
        }
    }

    private void drawLegend(double y) {
        double x = MARGIN;
        for (Kind kind : Kind.values()) {
            svg.element("rect", "x", x, "y", y, "width", 14, "height", 12, "rx", 2, "fill", kind.colour);
            svg.label(x + 20, y + 10, "start", kind.label, "fill", Style.MUTED, "font-size", Style.SMALL);
            x += 44 + kind.label.length() * LETTER;
        }
    }
}
