package org.prosodia.pipeline.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.backend.profile.ProfileEntry;
import org.prosodia.tensor.backend.profile.Work;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ProfilePictureTest {
    private static final String EVIL = "</title><script>alert(1)</script>\"'<b onload=x>&amp;\u0000\uD800]]>";

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    /** The bars: each a group of a title, a rectangle and, where there is room, a label. */
    private static List<Element> bars(Document document) {
        NodeList groups = document.getElementsByTagName("g");
        return IntStream.range(0, groups.getLength()).mapToObj(i -> (Element) groups.item(i)).toList();
    }

    private static String title(Element bar) {
        return bar.getElementsByTagName("title").item(0).getTextContent();
    }

    private static double number(Element bar, String attribute) {
        Node rect = bar.getElementsByTagName("rect").item(0);
        return Double.parseDouble(rect.getAttributes().getNamedItem(attribute).getNodeValue());
    }

    private static Element bar(Document document, String path) {
        return bars(document).stream().filter(bar -> title(bar).startsWith(path + "\n")).findFirst().orElseThrow();
    }

    @Test
    void isWellFormedAndSaysWhatItIs() throws Exception {
        Document document = parse(ProfilePicture.svg("Where it goes", Profiles.twoLayers("model")));
        Element svg = document.getDocumentElement();
        assertEquals("svg", svg.getNodeName());
        assertEquals("img", svg.getAttribute("role"));
        assertEquals("Where it goes", svg.getElementsByTagName("title").item(0).getTextContent());
        assertEquals(0, document.getElementsByTagName("script").getLength());
    }

    @Test
    void aBarIsAsWideAsItsTimeAndHangsFromWhatItIsPartOf() throws Exception {
        Document document = parse(ProfilePicture.svg("t", Profiles.twoLayers("model")));
        Element model = bar(document, "model");
        Element first = bar(document, "model / layer.0");
        Element second = bar(document, "model / layer.1");
        Element softmax = bar(document, "model / softmax");
        assertEquals(number(model, "width") / 4, number(first, "width"), 0.02);
        assertEquals(number(model, "width") / 2, number(softmax, "width"), 0.02);
        assertEquals(number(model, "x"), number(first, "x"), 0.02);
        assertEquals(number(first, "x") + number(first, "width"), number(second, "x"), 0.02);
        assertEquals(number(model, "y") + number(model, "height"), number(first, "y"), 0.02);
        assertEquals(number(first, "x"), number(bar(document, "model / layer.0 / gemm"), "x"), 0.02);
    }

    @Test
    void aBarTellsItsFigures() throws Exception {
        Document document = parse(ProfilePicture.svg("t", Profiles.twoLayers("model")));
        assertEquals("model / layer.0\n2.00 ms, 25.0 %, 1 call, 25.0 GFLOP/s, 1.0 GB/s, 3.00 MB allocated, 1.00 ms self",
                title(bar(document, "model / layer.0")));
        assertEquals("model / softmax\n4.00 ms, 50.0 %, 5 calls, 1.0 GB/s", title(bar(document, "model / softmax")));
    }

    @Test
    void whatNobodyWouldSeeIsLeftOut() throws Exception {
        ProfileEntry[] many = IntStream.range(0, 20_000).mapToObj(i -> Profiles.kernel("kernel " + i, 100 + i % 2, Work.NONE))
                .toArray(ProfileEntry[]::new);
        ProfileEntry crowd = Profiles.span("all", "all", 0, Profiles.span("crowd", "crowd", 0, many), Profiles.kernel("gemm", 2_000_000,
                Work.NONE));
        Document document = parse(ProfilePicture.svg("t", crowd));
        assertEquals(3, bars(document).size());
        assertTrue(number(bar(document, "crowd"), "width") > 500);
    }

    @Test
    void equalProfilesGiveEqualPictures() {
        assertEquals(ProfilePicture.svg("t", Profiles.twoLayers("model")), ProfilePicture.svg("t", Profiles.twoLayers("model")));
        assertEquals(ProfilePage.html("t", Profiles.twoLayers("model")), ProfilePage.html("t", Profiles.twoLayers("model")));
    }

    @Test
    void aProfileOfNothingIsAPictureToo() throws Exception {
        String svg = ProfilePicture.svg("t", Profiles.span("all", "all", 0));
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"));
        parse(svg);
    }

    @Test
    void namesCannotBreakOut() throws Exception {
        Document document = parse(ProfilePicture.svg(EVIL, Profiles.twoLayers(EVIL)));
        assertEquals(0, document.getElementsByTagName("script").getLength());
        assertEquals(0, document.getElementsByTagName("b").getLength());
        String page = ProfilePage.html(EVIL, Profiles.twoLayers(EVIL));
        assertFalse(page.contains("<script"));
        assertFalse(page.contains("<b onload"));
    }

    @Test
    void thePageHoldsPictureAndTablesAndNeedsNothingElse() throws Exception {
        String page = ProfilePage.html("t", Profiles.twoLayers("model"));
        assertTrue(page.contains("default-src 'none'"));
        String links = page.replace("http://www.w3.org/2000/svg", "");
        assertFalse(links.contains("http:") || links.contains("https:") || links.contains("src=\""));
        assertTrue(page.contains("<td>softmax</td><td>5</td><td>4.00</td>"), page);
        assertTrue(page.contains("<td>    layer.*</td><td>2</td>"), page);
        parse(page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6));
    }
}
