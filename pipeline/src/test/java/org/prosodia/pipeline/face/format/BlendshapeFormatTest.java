package org.prosodia.pipeline.face.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.pipeline.face.Blendshape;
import org.prosodia.pipeline.face.BlendshapeCurve;

class BlendshapeFormatTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(BlendshapeFormat.class)
    void whatIsWrittenReadsBackBitForBit(BlendshapeFormat format) throws IOException {
        for (double fps : new double[] {60, 29.97, 23.976, 24}) {
            BlendshapeCurve curve = random(50, fps);
            BlendshapeCurve read = BlendshapeFormat.read(file(format, text(format, curve)));
            assertEquals(fps, read.fps());
            assertArrayEquals(curve.values(), read.values());
        }
    }

    @ParameterizedTest
    @EnumSource(BlendshapeFormat.class)
    void filesAreTheSameInEveryLocale(BlendshapeFormat format) throws IOException {
        Locale before = Locale.getDefault();
        String expected = text(format, random(2, 60));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertEquals(expected, text(format, random(2, 60)));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void csvHasAColumnOfTimeAndOneForEachChannel() throws IOException {
        String[] lines = text(BlendshapeFormat.CSV, new BlendshapeCurve(50, new float[104])).split("\r\n");
        assertEquals("time," + String.join(",", Blendshape.NAMES), lines[0]);
        assertEquals("0.02" + ",0.0".repeat(52), lines[2]);
        assertEquals(3, lines.length);
    }

    @Test
    void jsonHasAFrameALine() throws IOException {
        String text = text(BlendshapeFormat.JSON, new BlendshapeCurve(50, new float[104]));
        assertTrue(text.startsWith("{\"schema\":\"prosodia.blendshapes/1\",\n\"fps\":50.0,\n\"channels\":[\"eyeBlinkLeft\","), text);
        assertEquals("[0.0" + ",0.0".repeat(51) + "],", text.split("\n")[4]);
        assertTrue(text.endsWith("]\n]}\n"), text);
    }

    @Test
    void channelsMayBeInAnyOrderAndTimesAsRoundAsProgramsWriteThem() throws IOException {
        String header = "time," + String.join(",", Blendshape.NAMES.reversed());
        StringBuilder csv = new StringBuilder("\uFEFF" + header + "\n");
        for (int t = 0; t < 40; t++) {
            csv.append(String.format(Locale.ROOT, "%.2f", t / 60.0)).append(",0.5").append(",0".repeat(50)).append(",0.25\n");
        }
        BlendshapeCurve curve = BlendshapeFormat.read(file(BlendshapeFormat.CSV, csv.toString()));
        assertEquals(0.5f, curve.value(7, Blendshape.TONGUE_OUT));
        assertEquals(0.25f, curve.value(7, Blendshape.EYE_BLINK_LEFT));
        assertEquals(60, curve.fps(), 1);
        String json = text(BlendshapeFormat.JSON, random(1, 60)).replaceFirst("\"fps\"", "\"maker\":{\"name\":[1]},\"fps\"");
        assertEquals(1, BlendshapeFormat.read(file(BlendshapeFormat.JSON, json)).frameCount());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tongueOut      | tongue         | channels: expected ARKit's names, such as eyeBlinkLeft, found \"tongue\"",
        ",tongueOut     | ''             | channels: expected all 52, found none of the name \"tongueOut\"",
        "jawLeft        | jawOpen        | channels: expected each once, found jawOpen twice",
        "time,          | seconds,       | header: expected \"time\" first, found \"seconds\"",
        "0.02,0.0       | 0.02,NaN       | line 3, eyeBlinkLeft: expected a number, found \"NaN\"",
        "0.02,0.0       | 0.02,1.5       | frame 1, eyeBlinkLeft: expected a number within [0, 1], found 1.5",
        "0.02,0.0       | 0.02,-0.1      | frame 1, eyeBlinkLeft: expected a number within [0, 1], found -0.1",
        "0.02,0.0       | 0.02,          | line 3, eyeBlinkLeft: expected a number, found nothing",
        "0.02,0.0       | 0.02,a         | line 3, eyeBlinkLeft: expected a number, found \"a\"",
        "0.02,0.0       | 0.02           | line 3: expected 53 fields as in the header, found 52",
        "0.02,          | 0.0,           | line 3, time: expected one after 0.0 s, found 0.0 s",
        "0.02,          | 0.035,         | time of frame 1: expected a constant frame rate from 0 s on, here 0.02 s, found 0.035 s",
        "0.02,0.0       | '0.02,\"0.0'   | not valid CSV"})
    void aMalformedCsvFileIsRefusedWithThePlace(String there, String instead, String message) throws IOException {
        String text = text(BlendshapeFormat.CSV, new BlendshapeCurve(50, new float[3 * 52]));
        assertTrue(text.contains(there), there);
        refuses(file(BlendshapeFormat.CSV, text.replaceFirst(there, instead)), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "prosodia.blendshapes/1 | prosodia.blendshapes/2 | schema: expected \"prosodia.blendshapes/1\", found \"prosodia.blendshapes/2\"",
        "\"schema\"             | \"scheme\"             | schema: expected this key in the object, found none",
        "\"fps\":50.0           | \"fps\":\"50\"         | fps: expected a number, found 50 (line 2)",
        "\"fps\":50.0           | \"fps\":0              | fps: expected 1.0 to 1000.0 frames per second, found 0.0",
        "\"fps\"                | \"rate\"               | fps: expected this key in the object, found none",
        "\"channels\"           | \"names\"              | channels: expected this key before \"frames\", found none",
        "\"tongueOut\"          | \"tongue\"             | channels: expected ARKit's names",
        "\"tongueOut\"          | 7                      | channels[51]: expected a string, found 7",
        "\"frames\"             | \"rows\"               | frames: expected this key in the object, found none",
        "\\[0.0,0.0             | [NaN,0.0               | not valid JSON",
        "\\[0.0,0.0             | [\"0\",0.0             | frames[0]: expected a number, found 0 (line 5)",
        "\\[0.0,0.0             | [2,0.0                 | frame 0, eyeBlinkLeft: expected a number within [0, 1], found 2.0",
        "\\[0.0,0.0             | [1e99,0.0              | frame 0, eyeBlinkLeft: expected a number within [0, 1], found Infinity",
        "\\[0.0,0.0             | [0.0                   | frames[0]: expected a number, found ]",
        "\\[0.0,0.0             | [0.0,0.0,0.0           | frames[0]: expected 52 numbers and no more, found 0.0",
        "]}                     | ]}[]                   | blendshapes: expected one object, found more after it",
        "]}                     | ''                     | not valid JSON",
        "\"fps\"                | \"schema\":1,\"fps\"   | not valid JSON: Duplicate field 'schema'"})
    void aMalformedJsonFileIsRefusedWithThePlace(String there, String instead, String message) throws IOException {
        String text = text(BlendshapeFormat.JSON, new BlendshapeCurve(50, new float[3 * 52]));
        String changed = text.replaceFirst(there, instead);
        assertTrue(!changed.equals(text), there);
        refuses(file(BlendshapeFormat.JSON, changed), message);
    }

    @Test
    void whatIsNoFileOfFramesIsRefused() throws IOException {
        refuses(file(BlendshapeFormat.CSV, ""), "header: expected time and the names of the channels, found an empty file");
        refuses(file(BlendshapeFormat.CSV, text(BlendshapeFormat.CSV, random(1, 60))), "frames: expected at least two");
        refuses(file(BlendshapeFormat.JSON, ""), "blendshapes: expected an object, found the end of the file");
        refuses(file(BlendshapeFormat.JSON, "[]"), "blendshapes: expected an object, found [");
        refuses(folder, "expected a file of blendshapes, found something else");
        String none = text(BlendshapeFormat.JSON, random(1, 60)).replaceAll("(?s)\"frames\".*", "\"frames\":[]}");
        refuses(file(BlendshapeFormat.JSON, none), "values: expected [T, 52] with at least one frame");
        assertThrows(NoSuchFileException.class, () -> BlendshapeFormat.read(folder.resolve("none.json")));
    }

    private void refuses(Path file, String message) {
        String found = assertThrows(BlendshapeFormatException.class, () -> BlendshapeFormat.read(file)).getMessage();
        assertTrue(found.startsWith(file + ": " + message), found);
    }

    private Path file(BlendshapeFormat format, String text) throws IOException {
        return Files.writeString(folder.resolve("face." + format.name().toLowerCase(Locale.ROOT)), text);
    }

    private static String text(BlendshapeFormat format, BlendshapeCurve curve) throws IOException {
        StringWriter out = new StringWriter();
        format.write(curve, out);
        return out.toString();
    }

    private static BlendshapeCurve random(int frames, double fps) {
        Random random = new Random(1);
        float[] values = new float[frames * 52];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextFloat();
        }
        return new BlendshapeCurve(fps, values);
    }
}
