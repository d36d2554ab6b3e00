package org.prosodia.pipeline.timeline.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.synth.Prosody;
import org.prosodia.pipeline.synth.ProsodyCurve;
import org.prosodia.pipeline.synth.SpeechSynthesizer;
import org.prosodia.pipeline.synth.Voice;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.TimelineWriter;
import org.prosodia.pipeline.timeline.Timelines;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PictureWritersTest {
    private static final String EVIL = "</script><script>alert(1)</script>\"'<b onload=x>&amp;\u0000\uD800]]>";
    private static final Pattern SVG = Pattern.compile("<svg.*</svg>", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final TimelineWriter svg = new SvgTimelineWriter();
    private final TimelineWriter html = new HtmlTimelineWriter();

    @Test
    void drawsSoundEmotionsAndCertaintyAsWellFormedXml() throws Exception {
        Document document = parse(Timelines.write(svg, Timelines.random("a.wav", Timelines.SIX, 99, 1), speech(2)));
        assertEquals("svg", document.getDocumentElement().getNodeName());
        assertTrue(document.getElementsByTagName("image").item(0).getAttributes().getNamedItem("xlink:href").getNodeValue()
                .startsWith("data:image/png;base64,"));
        // One path for the wave, one for each emotion, one for the certainty.
        assertEquals(8, document.getElementsByTagName("path").getLength());
        assertTrue(texts(document).containsAll(Timelines.SIX));
        assertTrue(texts(document).containsAll(List.of("a.wav", "time (s)", "certainty", "emotion mixture", "0.5", "1.8")));
    }

    @Test
    void leavesOutWhatIsNotThere() throws Exception {
        Document document = parse(Timelines.write(svg, Timelines.meansOf(Timelines.random("a.wav", Timelines.SIX, 99, 1))));
        assertEquals(6, document.getElementsByTagName("path").getLength());
        assertEquals(0, document.getElementsByTagName("image").getLength());
        assertFalse(texts(document).contains("certainty"));
    }

    @Test
    void drawsDimensionalModelsAsLines() throws Exception {
        Document document = parse(Timelines.write(svg, Timelines.dimensional()));
        NodeList paths = document.getElementsByTagName("path");
        assertEquals(3, paths.getLength());
        assertEquals("none", paths.item(0).getAttributes().getNamedItem("fill").getNodeValue());
        assertTrue(texts(document).containsAll(List.of("value", "arousal", "valence", "−0.5", "1")), () -> texts(document).toString());
    }

    @Test
    void stacksTheSharesToTheTop() throws Exception {
        Timeline half = Timeline.ofMeans("a.wav", 1, List.of("joy", "sad"), new double[] {0.5}, new float[] {0.25f, 0.75f});
        NodeList paths = parse(Timelines.write(svg, half)).getElementsByTagName("path");
        double[] joy = extent(paths.item(0).getAttributes().getNamedItem("d").getNodeValue());
        double[] sad = extent(paths.item(1).getAttributes().getNamedItem("d").getNodeValue());
        assertEquals(joy[0], sad[1], 0.11);
        assertEquals(3, (sad[1] - sad[0]) / (joy[1] - joy[0]), 0.02);
    }

    @Test
    void namesCannotBreakOutOfThePicture() throws Exception {
        Timeline timeline = Timelines.random(EVIL, List.of(EVIL, "joy"), 9, 1).withNotes(List.of(EVIL));
        Document document = parse(Timelines.write(svg, timeline));
        assertEquals(0, document.getElementsByTagName("script").getLength());
        assertEquals(0, document.getElementsByTagName("b").getLength());
    }

    @Test
    void namesCannotBreakOutOfThePage() throws Exception {
        Timeline timeline = Timelines.random(EVIL, List.of(EVIL, "joy"), 9, 1).withNotes(List.of(EVIL));
        String page = Timelines.write(html, timeline, speech(0.2));
        assertEquals(2, page.split("<script", -1).length - 1);
        assertEquals(2, page.split("</script", -1).length - 1);
        assertFalse(page.contains("<b onload"));
        parse(svgOf(page));
    }

    @Test
    void thePageNeedsNothingElse() throws Exception {
        String page = Timelines.write(html, Timelines.random("a.wav", Timelines.SIX, 99, 1), speech(1));
        assertTrue(page.contains("default-src 'none'"));
        String links = page.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "");
        assertFalse(links.contains("http:") || links.contains("https:") || links.contains("src=\""));
        assertTrue(page.contains("<caption>The whole clip</caption>"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 30})
    void drawsAnyNumberOfEmotionsEachInAColourOfItsOwn(int count) throws Exception {
        List<String> names = IntStream.range(0, count).mapToObj(i -> "LABEL_" + i).toList();
        Document document = parse(Timelines.write(svg, Timelines.random("a.wav", names, 20, 1)));
        assertEquals(count + 1, document.getElementsByTagName("path").getLength());
        assertEquals(count, EmotionColours.of(names).stream().distinct().count());
    }

    @Test
    void anHourStaysSmall() throws Exception {
        Timeline hour = Timelines.random("hour.wav", Timelines.SIX, 179_999, 1);
        float[] samples = speech(30);
        float[] long16 = new float[16_000 * 3600];
        for (int i = 0; i < long16.length; i++) {
            long16[i] = samples[i % samples.length];
        }
        String picture = Timelines.write(svg, hour, long16);
        assertTrue(picture.length() < 1_000_000, () -> picture.length() + " characters");
        assertTrue(texts(parse(picture)).containsAll(List.of("0:10:00", "time (h:min:s)")));
        assertTrue(Timelines.write(html, hour, long16).length() < 2_000_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 399, 400, 5000})
    void drawsVeryShortAndSilentSounds(int length) throws Exception {
        Timeline one = Timeline.ofMeans("a.wav", length / 16_000.0, List.of("joy"), new double[] {0.0125}, new float[] {1});
        Document document = parse(Timelines.write(svg, one, new float[length]));
        assertFalse(document.getDocumentElement().getTextContent().contains("NaN"));
        assertFalse(Timelines.write(svg, one, new float[length]).contains("NaN"));
    }

    private static float[] speech(double seconds) {
        return SpeechSynthesizer.synthesize(ProsodyCurve.constant(Prosody.NEUTRAL), Voice.LOW, seconds, 1);
    }

    private static String svgOf(String page) {
        Matcher matcher = SVG.matcher(page);
        assertTrue(matcher.find());
        return matcher.group();
    }

    /** Smallest and largest y of a path. */
    private static double[] extent(String d) {
        double[] extent = {Double.MAX_VALUE, -Double.MAX_VALUE};
        Matcher matcher = NUMBER.matcher(d);
        for (int i = 0; matcher.find(); i++) {
            if (i % 2 == 1) {
                extent[0] = Math.min(extent[0], Double.parseDouble(matcher.group()));
                extent[1] = Math.max(extent[1], Double.parseDouble(matcher.group()));
            }
        }
        return extent;
    }

    private static List<String> texts(Document document) {
        List<String> texts = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
