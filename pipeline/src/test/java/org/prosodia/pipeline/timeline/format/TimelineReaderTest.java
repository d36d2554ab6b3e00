package org.prosodia.pipeline.timeline.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.timeline.Timeline;

class TimelineReaderTest {
    private static final String GOOD = "{'schema':'prosodia.timeline/1','audio':'a.wav','duration':2,'emotions':['anger','joy'],"
            + "'frames':[{'time':0.5,'alpha':[1,3],'mean':[0.25,0.75],'certainty':4},"
            + "{'time':1,'alpha':[2,2],'mean':[0.5,0.5],'certainty':4}],"
            + "'clip':{'alpha':null,'mean':[0.5,0.5]}}";

    @Test
    void readsKeysInAnyOrderAndSkipsRemarksAtTheTop() throws IOException {
        Timeline timeline = read("{'remark':{'by':[1,{'x':null}]},'clip':{'values':[3]},'frames':[{'values':[1.5],'time':0}],"
                + "'emotions':['arousal'],'duration':1,'audio':'a.wav','schema':'prosodia.timeline/1'}");
        assertEquals(1.5f, timeline.value(0, 0));
        assertEquals(3, timeline.clip().value(0));
    }

    @Test
    void derivesAlphaFromMeanAndCertainty() throws IOException {
        Timeline timeline = read(GOOD.replace("'alpha':[1,3],", "").replace("'alpha':[2,2],", "'alpha':null,"));
        assertEquals(3, timeline.alpha(0, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "prosodia.timeline/1 ~ prosodia.timeline/2 ~ schema: expected \"prosodia.timeline/1\", found \"prosodia.timeline/2\"",
        "'audio':'a.wav', ~ `` ~ audio: expected this key, found none",
        "'clip' ~ 'klip' ~ clip: expected this key, found none",
        "'duration':2 ~ 'duration':'2' ~ duration: expected a number, found the string \"2\"",
        "'duration':2 ~ 'duration':-2 ~ duration: expected seconds, 0 or more, found -2.0",
        "'duration':2 ~ 'duration':1e999 ~ duration: expected a number that a 64-bit float holds",
        "['anger','joy'] ~ ['anger',7] ~ emotions[1]: expected a string, found 7",
        "['anger','joy'] ~ ['joy','joy'] ~ no two alike",
        "['anger','joy'] ~ ['joy'] ~ frames[0]: expected 1 numbers, one for each of the emotions, found 2",
        "'time':0.5, ~ `` ~ frames[0].time: expected this key, found none",
        "'time':1, ~ 'time':0.5, ~ strictly increasing",
        "'time':1, ~ 'tame':1, ~ frames[1]: expected a key of the schema, found \"tame\"",
        "'mean':[0.25,0.75] ~ 'mean':[0.25,null] ~ frames[0].mean[1]: expected a number, found null",
        "'mean':[0.25,0.75] ~ 'mean':[0.25,1e99] ~ frames[0].mean[1]: expected a number that a 32-bit float holds",
        "'mean':[0.25,0.75] ~ 'mean':[0.75,0.25] ~ frames[0].mean[0]: expected alpha / sum(alpha) = 0.25, found 0.75",
        "'mean':[0.25,0.75] ~ 'mean':null ~ frames[0].mean: expected an array of numbers, found null",
        "'mean':[0.25,0.75],'certainty':4 ~ 'certainty':4 ~ frames[0]: expected either \"mean\" or \"values\", found neither",
        "'alpha':[2,2], ~ `` ~ frames[1]: expected the same of alpha, mean, values and certainty as in frames[0]",
        "'alpha':[1,3] ~ 'alpha':[1] ~ frames[0].alpha: expected as many numbers as in \"mean\", 2, found 1",
        "'alpha':[1,3],'mean':[0.25,0.75],'certainty':4 ~ 'alpha':[0,3],'mean':[0,1],'certainty':3 ~ expected positive concentrations",
        "'certainty':4},{ ~ 'certainty':5},{ ~ frames[0].certainty: expected sum(alpha) = 4.0, found 5.0",
        "'certainty':4},{ ~ 'certainty':4,'certainty':4},{ ~ not valid JSON: Duplicate",
        "'clip':{'alpha':null,'mean':[0.5,0.5]} ~ 'clip':{'mean':[0.5,0.6]} ~ mean: expected shares that sum to 1",
        "'clip':{'alpha':null,'mean':[0.5,0.5]} ~ 'clip':{'values':[0.5,0.6]} ~ clip: expected 2 shares",
        "'clip':{'alpha':null,'mean':[0.5,0.5]} ~ 'clip':{'time':1,'mean':[0.5,0.5]} ~ clip: expected a key of the schema, found \"time\"",
        "'clip' ~ 'window':{'length':1},'clip' ~ window stride: expected a positive number of seconds",
        "[0.5,0.5]}} ~ [0.5,0.5]}} {} ~ timeline: expected one object, found more after it",
        "[0.5,0.5]}} ~ [0.5,0.5] ~ not valid JSON",
    })
    void refusesWhatTheSchemaDoesNotAllowAndSaysWhere(String part, String replacement, String message) {
        assertTrue(GOOD.contains(part), part);
        refused(GOOD.replace(part, replacement), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{}", "7", "{'frames':[", "{'frames':{}}", "{'x':[[", "not json"})
    void refusesWhatIsNoTimelineAtAll(String text) {
        refused(text, "test.json: ");
    }

    @Test
    void refusesEndlessNestingInBoundedSpace() {
        refused("{'x':" + "[".repeat(100_000), "not valid JSON");
    }

    @Test
    void readsFilesWithAByteOrderMarkAndNamesTheFileInErrors(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("marked.json"), "\uFEFF" + GOOD.replace('\'', '"'));
        assertEquals(2, TimelineReader.read(file).frameCount());
        Path latin = Files.write(folder.resolve("latin.json"), GOOD.replace('\'', '"').replace("a.wav", "ä.wav")
                .getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(TimelineFormatException.class, () -> TimelineReader.read(latin)).getMessage().startsWith(latin
                + ": not valid JSON: "));
    }

    private static Timeline read(String text) throws IOException {
        return TimelineReader.read(new StringReader(text.replace('\'', '"')), "test.json");
    }

    private static void refused(String text, String message) {
        String found = assertThrows(TimelineFormatException.class, () -> read(text)).getMessage();
        assertTrue(found.startsWith("test.json: ") && found.contains(message), () -> "expected \"" + message + "\" in \"" + found + "\"");
    }
}
