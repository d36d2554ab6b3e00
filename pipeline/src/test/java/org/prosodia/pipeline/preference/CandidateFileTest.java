package org.prosodia.pipeline.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.preference.CandidateSet.Candidate;
import org.prosodia.pipeline.timeline.Window;

class CandidateFileTest {
    private static final CandidateSet A = new CandidateSet("a \"quoted\" ü", "clips/a.wav", "stage1",
            List.of(new Candidate("a/0.json", new Window(1.25, 0.5)), new Candidate("a/1.json", new Window(2, 1))));
    private static final CandidateSet B = new CandidateSet("b", "/clips/b.wav", "stage1",
            List.of(new Candidate("b/0.json", new Window(1, 1))));

    @TempDir
    Path folder;

    private CandidateFile file;

    private CandidateFile with(String text) throws IOException {
        Path path = Files.writeString(folder.resolve("candidates.jsonl"), text);
        return new CandidateFile(path);
    }

    @Test
    void whatWasAppendedOrWrittenIsReadBack() throws IOException {
        file = new CandidateFile(folder.resolve("candidates.jsonl"));
        file.append(A);
        file.append(B);
        assertEquals(List.of(A, B), file.read());
        file.write(List.of(B));
        assertEquals(List.of(B), file.read());
        file.write(List.of());
        assertEquals(List.of(), file.read());
        assertEquals(folder.resolve("b/0.json"), file.resolve("b/0.json"));
    }

    @Test
    void keysComeInAnyOrderAndBlankLinesDoNotCount() throws IOException {
        file = with("\uFEFF\r\n{\"candidates\":[{\"stride\":1,\"window\":1,\"file\":\"b/0.json\"}],\"model\":\"stage1\","
                + "\"audio\":\"/clips/b.wav\",\"id\":\"b\",\"schema\":\"prosodia.candidates/1\"}\r\n\n");
        assertEquals(List.of(B), file.read());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[1]                         | clip: expected an object, found a list",
        "{\"schema\":\"other/1\"}    | schema: expected \"prosodia.candidates/1\", found \"other/1\"",
        "{\"id\":\"a\"}              | schema: expected \"prosodia.candidates/1\", found none",
        "{S}                         | id: expected a name, found none",
        "{S,\"id\":7}                | id: expected a string, found a number",
        "{S,\"id\":\"a\",\"id\":\"b\"} | not valid JSON: Duplicate field 'id'",
        "{S,\"name\":\"a\"}          | clip: expected a key of the schema, found \"name\"",
        "{S,C,\"candidates\":[]}     | candidates: expected at least one, found none",
        "{S,C,\"candidates\":{}}     | candidates: expected a list, found an object",
        "{S,C,\"candidates\":[1]}    | candidates[0]: expected an object, found a number",
        "{S,C,\"candidates\":[{W}]}  | file: expected a name, found none",
        "{S,C,\"candidates\":[{W,\"file\":null}]} | candidates[0].file: expected a string, found null",
        "{S,C,\"candidates\":[{\"file\":\"f\",\"window\":\"1\"}]} | candidates[0].window: expected a number, found a string",
        "{S,C,\"candidates\":[{\"file\":\"f\",\"window\":0,\"stride\":1}]} | window length: expected a positive number of seconds, found 0",
        "{S,C,\"candidates\":[{\"file\":\"f\",\"window\":1}]} | window stride: expected a positive number of seconds, found NaN",
        "{S,C,\"candidates\":[{\"file\":\"f\",W},{\"file\":\"f\",W}]} | candidates: expected no two of the same file",
        "{S,C,\"candidates\":[{\"file\":\"f\",W}]} {} | clip: expected one object on a line, found more after it",
        "{S,C                        | half-written: expected a whole line"})
    void aLineThatIsNotOfTheSchemaIsNamed(String line, String message) throws IOException {
        String text = line.replace("S", "\"schema\":\"prosodia.candidates/1\"")
                .replace("C,", "\"id\":\"a\",\"audio\":\"a\",\"model\":\"m\",").replace("W", "\"window\":1,\"stride\":1");
        boolean cutOff = !text.endsWith("}") && !text.endsWith("]");
        file = with("\n" + text + (cutOff ? "" : "\n"));
        String found = assertThrows(PreferenceFormatException.class, file::read).getMessage();
        assertTrue(found.startsWith(file.path() + ", line 2: " + message), found);
    }

    @Test
    void noTwoLinesAreOfOneClip() throws IOException {
        file = new CandidateFile(folder.resolve("candidates.jsonl"));
        file.write(List.of(B, A, B));
        String found = assertThrows(PreferenceFormatException.class, file::read).getMessage();
        assertTrue(found.endsWith(", line 3: id: expected one that no other clip has, found \"b\" of line 1"), found);
    }

    @Test
    void otherBytesThanTextAreRefusedAndSoIsNoFile() throws IOException {
        file = new CandidateFile(Files.write(folder.resolve("candidates.jsonl"), new byte[] {(byte) 0xff, '\n'}));
        assertTrue(assertThrows(PreferenceFormatException.class, file::read).getMessage().contains("line 1: expected UTF-8"));
        assertTrue(assertThrows(PreferenceFormatException.class, () -> new CandidateFile(folder).read()).getMessage()
                .endsWith("expected a file of candidates, found something else"));
    }

    @Test
    void aHalfWrittenLineIsTakenOutByRepairAndTheOthersStay() throws IOException {
        file = new CandidateFile(folder.resolve("candidates.jsonl"));
        file.append(A);
        byte[] whole = Files.readAllBytes(file.path());
        Files.writeString(file.path(), new String(whole, StandardCharsets.UTF_8) + "{\"schema\":\"pros");
        assertThrows(PreferenceFormatException.class, () -> file.append(B));
        assertTrue(file.repair().isPresent());
        file.append(B);
        assertEquals(List.of(A, B), file.read());
    }
}
