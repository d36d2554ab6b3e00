package org.prosodia.pipeline.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.prosodia.pipeline.chart.LineChart.Kind;
import org.prosodia.pipeline.evaluation.ConfusionMatrix;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ChartTest {
    private static Document parse(String svg) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> all(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int n = 0; n < nodes.getLength(); n++) {
            elements.add((Element) nodes.item(n));
        }
        return elements;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void higherNumbersAreHigherUpAndEqualFactorsAreEqualSteps() throws Exception {
        Series series = new Series("a < b", new double[] {0.1, 1, 10}, new double[] {3, 1, 2}, new double[] {2.5, 0.5, 1.5},
                new double[] {3.5, 1.5, 2.5});
        List<Element> dots = all(parse(new LineChart("t", "x", "y", Kind.LOG_X, List.of(series)).svg()), "circle");
        assertEquals(3, dots.size());
        assertTrue(number(dots.get(0), "cy") < number(dots.get(2), "cy") && number(dots.get(2), "cy") < number(dots.get(1), "cy"));
        assertEquals(number(dots.get(1), "cx") - number(dots.get(0), "cx"), number(dots.get(2), "cx") - number(dots.get(1), "cx"), 0.05);
    }

    @Test
    void onTheUnitSquareTheDiagonalIsDrawnAndPointsOnItLieOnIt() throws Exception {
        Document chart = parse(new LineChart("t", "x", "y", Kind.UNIT_SQUARE, List.of(Series.of("s", new double[] {0.5}, new double[] {0.5})))
                .svg());
        Element diagonal = all(chart, "line").stream().filter(line -> !line.getAttribute("x1").equals(line.getAttribute("x2"))
                && !line.getAttribute("y1").equals(line.getAttribute("y2"))).findFirst().orElseThrow();
        Element dot = all(chart, "circle").getFirst();
        assertEquals((number(diagonal, "x1") + number(diagonal, "x2")) / 2, number(dot, "cx"), 0.02);
        assertEquals((number(diagonal, "y1") + number(diagonal, "y2")) / 2, number(dot, "cy"), 0.02);
    }

    @Test
    void whatIsNotFiniteIsLeftOut() throws Exception {
        Series series = Series.counted("s", new double[] {1, Double.NaN, 3, Double.POSITIVE_INFINITY});
        assertEquals(2, all(parse(new LineChart("t", "x", "y", Kind.LINEAR, List.of(series)).svg()), "circle").size());
    }

    @Test
    void onePointIsAPicture() throws Exception {
        for (Kind kind : Kind.values()) {
            Series one = Series.of("s", new double[] {1}, new double[] {0});
            assertEquals(1, all(parse(new LineChart("t", "x", "y", kind, List.of(one)).svg()), "circle").size());
        }
    }

    @Test
    void seriesNeedAHeightForEachPlace() {
        assertThrows(IllegalArgumentException.class, () -> Series.of("s", new double[2], new double[3]));
        assertThrows(IllegalArgumentException.class, () -> new Series("s", new double[2], new double[2], new double[2], new double[1]));
    }

    @Test
    void aConfusionMatrixHasARowForEachTruthThatThereIs() throws Exception {
        ConfusionMatrix matrix = ConfusionMatrix.of(List.of("a", "b", "c"), new long[][] {{3, 1, 0}, {0, 0, 0}, {0, 0, 5}});
        List<Element> cells = all(parse(new ConfusionChart("t", matrix).svg()), "rect");
        assertEquals(6, cells.size());
        assertEquals("0.75", cells.getFirst().getAttribute("fill-opacity"));
        assertEquals("1", cells.getLast().getAttribute("fill-opacity"));
    }
}
