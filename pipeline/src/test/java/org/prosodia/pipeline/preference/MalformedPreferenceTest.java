package org.prosodia.pipeline.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.prosodia.pipeline.preference.Preferences.EMOTIONS;
import static org.prosodia.pipeline.preference.Preferences.NOON;
import static org.prosodia.pipeline.preference.Preferences.joy;
import static org.prosodia.pipeline.preference.Preferences.side;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Timelines;

/** Every fault is told by file, line, field, what was expected and what was found. The timeout is for loops that would never end. */
@Timeout(60)
class MalformedPreferenceTest {
    private static final String CHOSEN = timeline("0.25,0.75", "0.5,0.5");
    private static final String GOOD = "{'schema':'prosodia.preference/1','audio':'a.wav','chosen':" + CHOSEN + ",'rejected':"
            + timeline("0.5,0.5", "0.25,0.75") + ",'annotator':'ann','time':'2026-11-01T12:00:00Z','tie':false,'simulated':false}";

    @TempDir
    private Path folder;
    private PreferenceFile file;

    private static String timeline(String first, String second) {
        return "{'schema':'prosodia.timeline/1','audio':'a','duration':2,'emotions':['anger','joy'],'frames':[{'time':0.5,'mean':["
                + first + "]},{'time':1.5,'mean':[" + second + "]}],'clip':{'mean':[0.5,0.5]}}";
    }

    @BeforeEach
    void name() {
        file = new PreferenceFile(folder.resolve("p.jsonl"), EMOTIONS);
    }

    @Test
    void theLineThatTheTablesBreakIsGood() throws IOException {
        Files.writeString(file.path(), GOOD.replace('\'', '"'));
        assertEquals(1, file.read().size());
    }

    /** The good line, with the first of a part of it replaced. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "prosodia.preference/1 ~ prosodia.preference/2 ~ schema: expected \"prosodia.preference/1\" or \"prosodia.retraction/1\", found "
            + "\"prosodia.preference/2\"",
        "'schema':'prosodia.preference/1', ~ `` ~ schema: expected this key, found none",
        "'audio':'a.wav', ~ `` ~ audio: expected this key, found none",
        "'audio':'a.wav' ~ 'audio':' ' ~ audio: expected a name, found none",
        "'audio':'a.wav' ~ 'audio':7 ~ audio: expected a string, found 7",
        "'annotator':'ann', ~ `` ~ annotator: expected this key, found none",
        "'annotator':'ann' ~ 'annotator':null ~ annotator: expected a string, found null",
        "'annotator':'ann' ~ 'annotator':'simulated-x' ~ annotator: expected a name not beginning with simulated-",
        "'simulated':false ~ 'simulated':true ~ annotator: expected a name beginning with simulated-",
        "'time':'2026-11-01T12:00:00Z', ~ `` ~ time: expected this key, found none",
        "12:00:00Z ~ 12:00:00 ~ time: expected a time such as 2026-11-01T12:00:00Z, found \"2026-11-01T12:00:00\"",
        "'tie':false ~ 'tie':0 ~ tie: expected true or false, found 0",
        "'tie':false ~ 'tied':false ~ preference: expected a key of the schema, found \"tied\"",
        "'tie':false ~ 'tie':false,'tie':true ~ not valid JSON: Duplicate",
        "'simulated':false} ~ 'simulated':false} {} ~ preference: expected one object on a line, found an object",
        "'rejected': ~ 'reject': ~ preference: expected a key of the schema, found \"reject\"",
        "'chosen':{ ~ 'chosen':[],'x':{ ~ chosen: expected a timeline or the path of one, found an array",
        "'chosen':{ ~ 'chosen':'none.json','x':{ ~ chosen: expected a timeline file, found nothing: ",
        "'chosen':{ ~ 'chosen':'.','x':{ ~ chosen: expected a timeline file, found something else: ",
        "'chosen':{ ~ 'chosen':'a\\u0000b','x':{ ~ chosen: expected a timeline file, found Nul character not allowed",
        "prosodia.timeline/1 ~ prosodia.timeline/9 ~ chosen: schema: expected \"prosodia.timeline/1\", found \"prosodia.timeline/9\"",
        "[0.25,0.75] ~ [0.25,0.85] ~ chosen: mean of frame 0 (0.5 s): expected shares that sum to 1",
        "[0.25,0.75] ~ [-0.25,1.25] ~ chosen: mean of frame 0 (0.5 s): expected non-negative shares, found -0.25 at position 0",
        "[0.25,0.75] ~ [0.25,null] ~ chosen: frames[0].mean[1]: expected a number, found null",
        "[0.25,0.75] ~ [0.25,0.5,0.25] ~ chosen: frames[1]: expected 3 numbers as in frames[0], found 2",
        "['anger','joy'] ~ ['anger','awe'] ~ rejected.emotions: expected [anger, awe], found the unknown label \"joy\"",
        "['anger','joy'] ~ ['joy','anger'] ~ rejected.emotions: expected [joy, anger] in this order, found [anger, joy]",
        "'duration':2 ~ 'duration':2.1 ~ rejected.duration: expected that of chosen, 2.100 s, found 2.000 s",
        "'duration':2 ~ 'duration':4 ~ chosen.frames: expected frames over all of the audio, 4.000 s, found them from 0.500 s to 1.500 s",
        "'duration':2 ~ 'duration':1 ~ chosen.frames: expected times from 0 s to the duration, 1.000 s, found 0.500 s to 1.500 s",
    })
    void saysWhichFieldOfWhichLineIsWrong(String part, String replacement, String message) throws IOException {
        assertTrue(GOOD.contains(part), part);
        int at = GOOD.indexOf(part);
        String bad = GOOD.substring(0, at) + replacement + GOOD.substring(at + part.length());
        refused(GOOD + "\n" + bad + "\n" + GOOD + "\n", 2, message);
    }

    @Test
    void refusesASequenceComparedWithItself() throws IOException {
        refused(GOOD.replace(timeline("0.5,0.5", "0.25,0.75"), CHOSEN), 1,
                "rejected: expected another sequence than chosen, found the same");
    }

    @Test
    void refusesOtherEmotionsThanTheModelHas() throws IOException {
        refused(GOOD.replace("'joy'", "'awe'"), 1, "chosen.emotions: expected [anger, joy], found the unknown label \"awe\"");
    }

    @Test
    void refusesTheValuesOfDimensionalModels() {
        String found = assertThrows(IllegalArgumentException.class, () -> new Preference("a.wav", side(0.5),
                Preference.Side.of(Timelines.dimensional()), "ann", NOON, false, false)).getMessage();
        assertEquals("rejected: expected a mixture of emotions, found the raw values of [arousal, dominance, valence]", found);
        assertThrows(IllegalArgumentException.class, () -> new Preference("a.wav", side(0.5), side(0.6), "ann", null, false, false));
    }

    @Test
    void acceptsASingleFrameForAllOfTheAudio() {
        Timeline one = Timeline.ofMeans("a.wav", 0.085, EMOTIONS, new double[] {0.04}, new float[] {1, 0});
        Preference preference = new Preference("a.wav", Preference.Side.of(one), side(0.5), "ann", NOON, false, false);
        assertEquals(joy(0.5).duration(), preference.duration());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "[]", "'text'", "not json", "{", "{'x':[[", "}", "{'schema'}"})
    void refusesLinesThatAreNoObject(String line) throws IOException {
        refused(line + "\n", 1, "");
    }

    @Test
    void refusesEndlessNestingInBoundedSpace() throws IOException {
        refused("{'chosen':" + "[".repeat(1_000_000) + "\n", 1, "chosen: expected a timeline or the path of one, found an array");
        refused("{'chosen':" + "{'a':".repeat(100_000) + "\n", 1, "not valid JSON: Document nesting depth");
    }

    static Stream<Arguments> bytes() {
        byte[] latin = GOOD.replace('\'', '"').replace("ann", "Jürgen").getBytes(StandardCharsets.ISO_8859_1);
        byte[] long1 = new byte[PreferenceFile.MAX_LINE_BYTES + 1];
        Arrays.fill(long1, (byte) ' ');
        byte[] zeros = new byte[4096];
        zeros[4095] = '\n';
        return Stream.of(
                arguments("Latin-1", append(latin, '\n'), ", line 1: expected UTF-8, found other bytes"),
                arguments("UTF-16", "{\"schema\":1}\n".getBytes(StandardCharsets.UTF_16), ", line 1: expected UTF-8, found other bytes"),
                arguments("a line without end", long1, ", line 1: expected at most 16777216 bytes on a line, found more: long timelines"
                        + " belong in files of their own"),
                arguments("a long line", append(long1, '\n'), ", line 1: expected at most 16777216 bytes on a line, found more: long"
                        + " timelines belong in files of their own"),
                arguments("zeros", zeros, ", line 1: not valid JSON: Illegal character ((CTRL-CHAR, code 0))"),
                arguments("a byte order mark later on", ("\n\uFEFF" + GOOD.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8),
                        ", line 2: not valid JSON: Unexpected character ('\uFEFF' (code 65279 / 0xfeff)): expected a valid value (JSON"
                                + " String, Number, Array, Object or token 'null', 'true' or 'false') (column 1)"));
    }

    private static byte[] append(byte[] bytes, char last) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = (byte) last;
        return longer;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytes")
    void refusesBytesThatAreNoLines(String name, byte[] content, String message) throws IOException {
        Files.write(file.path(), content);
        String found = assertThrows(PreferenceFormatException.class, () -> file.read()).getMessage();
        assertTrue(found.startsWith(file.path() + message), found);
    }

    private void refused(String text, int line, String message) throws IOException {
        Files.writeString(file.path(), text.replace('\'', '"'));
        String found = assertThrows(PreferenceFormatException.class, () -> file.read()).getMessage();
        String start = file.path() + ", line " + line + ": ";
        assertTrue(found.startsWith(start) && found.contains(message), () -> "expected \"" + start + message + "\" in \"" + found + "\"");
        assertTrue(found.length() < 600, "a message, not a file: " + found.length());
    }
}
