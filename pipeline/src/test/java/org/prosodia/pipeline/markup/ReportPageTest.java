package org.prosodia.pipeline.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final Section SECTION = Section.of("One & two").text("a < b").table(Grid.of("x", "y").with("1|2", "<3>"))
            .pictures(List.of("<svg id=\"picture\"/>"));

    @Test
    void markdownHasTextAndTablesButNoPictures() {
        assertEquals("# R\n\n## One & two\n\na < b\n\n| x | y |\n|---|---|\n| 1\\|2 | <3> |\n", ReportPage.markdown("R", List.of(SECTION)));
    }

    @Test
    void pagesEscapeTextAndKeepPictures() {
        String page = ReportPage.html("R", List.of(SECTION));
        assertTrue(page.contains("<h2>One &amp; two</h2>"), page);
        assertTrue(page.contains("<p>a &lt; b</p>") && page.contains("<td>&lt;3&gt;</td>") && page.contains("<th>1|2</th>"), page);
        assertTrue(page.contains("<svg id=\"picture\"/>"), page);
        assertFalse(page.contains("src=") || page.contains("href="), "loads nothing");
    }

    @Test
    void aSectionWithoutPicturesHasNoEmptyFigure() {
        assertFalse(Section.of("t").pictures(List.of()).toHtml().contains("figure"));
    }

    @Test
    void rowsAreAsLongAsTheHeader() {
        assertThrows(IllegalArgumentException.class, () -> Grid.of("x", "y").with("1"));
    }
}
