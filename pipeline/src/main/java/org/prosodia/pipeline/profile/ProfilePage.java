package org.prosodia.pipeline.profile;

import java.util.List;
import java.util.stream.Collectors;
import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.markup.Style;
import org.prosodia.tensor.backend.profile.ProfileEntry;

/** The picture and the tables of a profile on one page, which loads nothing and says so to the browser. */
public final class ProfilePage {
    private static final String CSS = """
            body { margin: 0; background: #f4f5f7; color: %s; font: 15px/1.45 %s; }
            main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
            h1 { font-size: 1.3rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
            figure { margin: 0 0 1.5rem; padding: .8rem; background: #fff; border: 1px solid %s; border-radius: 8px; }
            figure svg { display: block; width: 100%%; height: auto; }
            table { border-collapse: collapse; margin: 0 0 1.5rem; background: #fff; font-variant-numeric: tabular-nums; }
            caption { text-align: left; font-weight: bold; padding: 0 0 .4rem; background: #f4f5f7; }
            th, td { padding: .2rem .9rem; text-align: right; border-bottom: 1px solid #eceff2; }
            th { color: %s; font-weight: normal; }
            th:first-child, td:first-child { text-align: left; white-space: pre; }
            """;

    private ProfilePage() {}

    /** The document; the same for equal profiles. */
    public static String html(String title, ProfileEntry root) {
        String name = Markup.escape(title);
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + name + "</title>\n<style>\n"
                + CSS.formatted(Style.INK, Style.FONT, Style.GRID, Style.MUTED) + "</style>\n</head>\n<body>\n<main>\n<h1>" + name
                + "</h1>\n<figure>\n" + ProfilePicture.svg(title, root) + "</figure>\n" + table("Kernels", ProfileTable.ofKernels(root))
                + table("Parts of the computation", ProfileTable.ofParts(root)) + "</main>\n</body>\n</html>\n";
    }

    private static String table(String caption, ProfileTable table) {
        return "<table>\n<caption>" + caption + "</caption>\n<thead>" + row("th", table.titles()) + "</thead>\n<tbody>\n"
                + table.rows().stream().map(row -> row("td", row) + "\n").collect(Collectors.joining()) + "</tbody>\n</table>\n";
    }

    private static String row(String cell, List<String> texts) {
        return texts.stream().map(text -> "<" + cell + ">" + Markup.escape(text) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
