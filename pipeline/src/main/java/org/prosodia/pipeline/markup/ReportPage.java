package org.prosodia.pipeline.markup;

import java.util.List;

/** A report as one HTML page that needs nothing else and loads nothing. */
public final class ReportPage {
    private static final String CSS = """
            body { margin: 0; background: #f4f5f7; color: %s; font: 15px/1.5 %s; }
            main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
            p { max-width: 46rem; }
            table { border-collapse: collapse; margin: 0 0 1.2rem; background: #fff; font-variant-numeric: tabular-nums; }
            th, td { padding: .3rem .9rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; border: 1px solid %s; }
            thead th { color: %s; font-weight: normal; } tbody th { font-weight: normal; }
            figure { display: flex; flex-wrap: wrap; gap: 1rem; margin: 0 0 1.2rem; padding: .8rem; background: #fff; border: 1px solid %s; }
            figure svg { max-width: 100%%; height: auto; }
            """.formatted(Style.INK, Style.FONT, Style.GRID, Style.MUTED, Style.GRID);

    private ReportPage() {}

    /** The document; the same for equal sections. */
    public static String html(String title, List<Section> sections) {
        String name = Markup.escape(title);
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + name + "</title>\n<style>\n" + CSS
                + "</style>\n</head>\n<body>\n<main>\n<h1>" + name + "</h1>\n");
        sections.forEach(section -> page.append(section.toHtml()));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    /** The same as Markdown, without the pictures. */
    public static String markdown(String title, List<Section> sections) {
        StringBuilder text = new StringBuilder("# " + title + "\n");
        sections.forEach(section -> text.append('\n').append(section.toMarkdown()));
        return text.toString();
    }
}
