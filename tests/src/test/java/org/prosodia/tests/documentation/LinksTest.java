package org.prosodia.tests.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTest {
    private static final String SIGMOID = "tensor/src/main/java/org/prosodia/tensor/math/Sigmoid.java";

    static List<Page> pages() throws IOException {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToWhatTheyName(Page page) {
        assertEquals(List.of(), page.links().stream()
                .flatMap(link -> link.problem(page).map(problem -> link + ": " + problem).stream()).toList());
    }

    @ParameterizedTest
    @MethodSource("org.prosodia.tests.documentation.Page#teaching")
    void teachingPagesPointAtTheCodeOfTheirFormulas(Page page) {
        assertTrue(page.links().stream().filter(link -> link.target().contains(".java#L")).count() >= 10, page::toString);
    }

    /** Sigmoid's derivative, with its Javadoc, is at lines 17 to 20. */
    @Test
    void aLinkToADeclarationIsFine() {
        assertEquals(Optional.empty(), new Link("`Sigmoid.derivative`", SIGMOID + "#L17-L20").problem(Page.readme()));
    }

    @ParameterizedTest
    @CsvSource({
        "`Sigmoid.derivative`, #L18-L21",
        "`Sigmoid.derivative`, #L8-L15",
        "`Sigmoid.derivative`, ''",
        "`Sigmoid.derivation`, #L17-L20",
        "`Tanh.derivative`, #L17-L20",
        "the derivative, #L17-L2000",
        "the derivative, #derivative"})
    void aLinkThatDriftedIsFound(String text, String lines) {
        assertFalse(new Link(text, SIGMOID + lines).problem(Page.readme()).isEmpty());
        assertFalse(new Link(text, "no" + SIGMOID + lines).problem(Page.readme()).isEmpty());
    }
}
