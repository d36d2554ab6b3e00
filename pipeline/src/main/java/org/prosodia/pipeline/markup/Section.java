package org.prosodia.pipeline.markup;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a report, which can be Markdown (without pictures) or HTML.
 *
 * @param title heading
 * @param parts in order
 */
public record Section(String title, List<Part> parts) {
    /** Takes a copy. */
    public Section {
        parts = List.copyOf(parts);
    }

    /** What a section is made of. */
    public sealed interface Part {
        /** A paragraph of plain text. */
        record Text(String text) implements Part {}

        /** A table. */
        record Table(Grid grid) implements Part {}

        /** Pictures beside each other, as SVG elements. */
        record Pictures(List<String> svgs) implements Part {}
    }

    /** A section without parts. */
    public static Section of(String title) {
        return new Section(title, List.of());
    }

    /** This section and a paragraph more. */
    public Section text(String text) {
        return with(new Part.Text(text));
    }

    /** This section and a table more. */
    public Section table(Grid grid) {
        return with(new Part.Table(grid));
    }

    /** This section and pictures more, where there are any. */
    public Section pictures(List<String> svgs) {
        return svgs.isEmpty() ? this : with(new Part.Pictures(List.copyOf(svgs)));
    }

    private Section with(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Section(title, more);
    }

    /** GitHub's Markdown. */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder("## " + title + "\n");
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String paragraph) -> text.append('\n').append(paragraph).append('\n');
                case Part.Table(Grid grid) -> text.append('\n').append(grid.toMarkdown());
                case Part.Pictures _ -> { } // pages have them
            }
        }
        return text.toString();
    }

    /** An HTML section. */
    public String toHtml() {
        Svg html = new Svg();
        html.open("section").text("h2", title);
        StringBuilder text = new StringBuilder(html.toString());
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String paragraph) -> text.append(new Svg().text("p", paragraph));
                case Part.Table(Grid grid) -> text.append(grid.toHtml());
                case Part.Pictures(List<String> svgs) -> {
                    text.append("<figure>\n");
                    svgs.forEach(text::append);
                    text.append("</figure>\n");
                }
            }
        }
        return text.append("</section>\n").toString();
    }
}
