package org.prosodia.pipeline.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final List<String> EMOTIONS = List.of("anger", "disgust", "fear", "joy", "neutral", "sadness");

    @TempDir
    private Path folder;

    private Manifest read(String name, String text) throws IOException {
        return Manifest.read(Files.writeString(folder.resolve(name), text), EMOTIONS);
    }

    private String error(String name, String text) {
        String message = assertThrows(ManifestException.class, () -> read(name, text)).getMessage();
        assertTrue(message.startsWith(folder.resolve(name) + ": "), message);
        return message.substring(folder.resolve(name).toString().length() + 2);
    }

    private static EmotionVotes label(String emotion) {
        return EmotionVotes.label(EMOTIONS.indexOf(emotion), EMOTIONS.size());
    }

    @Test
    void everyColumnIsUnderstood() throws IOException {
        Manifest manifest = read("m.csv", """
                id,audio,start,end,emotion,speaker,sentence,split,timeline
                c1,a/1.wav,0.5,2.25,happy,S1,IEO,train,t/1.json
                ,/abs/2.flac,,,,,,,
                """);
        ManifestEntry first = new ManifestEntry("c1", folder.resolve("a/1.wav"), 0.5, 2.25, Optional.of(label("joy")), Optional.of("S1"),
                Optional.of("IEO"), Optional.of(Split.TRAIN), Optional.of(folder.resolve("t/1.json")));
        assertEquals(List.of(first, ManifestEntry.of("2.flac", Path.of("/abs/2.flac"))), manifest.entries());
        assertEquals(EMOTIONS, manifest.emotions());
        assertEquals(List.of(), manifest.ignored());
        assertFalse(manifest.entries().get(1).hasEnd());
    }

    @Test
    void jsonLinesSayTheSame() throws IOException {
        Manifest csv = read("m.csv", "audio,id,start,end,speaker,emotion,joy,fear\na.wav,x,1,2.5,7,calm,,\nb.wav,y,,,,,3,1\n");
        Manifest json = read("m.jsonl", """
                {"audio": "a.wav", "id": "x", "start": 1, "end": 2.5, "speaker": 7, "emotion": "calm", "joy": null}

                {"audio": "b.wav", "id": "y", "joy": 3, "fear": "1"}
                """);
        assertEquals(csv.entries(), json.entries());
    }

    @Test
    void votesKeepTheirCountsAndGiveAMixture() throws IOException {
        Manifest manifest = read("m.csv", "audio,Happiness,Neutral,SAD\na.wav,3,6,0\nb.wav,,,\n");
        EmotionVotes votes = manifest.entries().getFirst().votes().orElseThrow();
        assertEquals(List.of(0.0, 0.0, 0.0, 3.0, 6.0, 0.0), votes.counts());
        assertEquals(9, votes.total());
        assertArrayEquals(new double[] {0, 0, 0, 1 / 3.0, 2 / 3.0, 0}, votes.mixture());
        assertEquals(4, votes.dominant());
        assertFalse(votes.isLabel());
        assertEquals(Optional.empty(), manifest.entries().get(1).votes());
    }

    @ParameterizedTest
    @CsvSource({"anger, anger", "ANGRY, anger", "Happiness, joy", "' happy ', joy", "calm, neutral", "fearful, fear", "sad, sadness",
        "dis, disgust", "neu, neutral"})
    void labelsOfManyCorporaAreUnderstood(String label, String emotion) throws IOException {
        Manifest manifest = read("m.csv", "audio,emotion\na.wav,\"" + label + "\"\n");
        assertEquals(label(emotion), manifest.entries().getFirst().votes().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lineEndsMarksAndQuotesDoNotMatter(String end) throws IOException {
        String text = "\uFEFFaudio,speaker,text\n\"a,\"\"1\"\".wav\",Zoë,\"two\nlines\"\n\nb.wav,Łukasz,\n".replace("\n", end);
        Manifest manifest = read("m.csv", text);
        assertEquals(List.of("a,\"1\".wav", "b.wav"), manifest.entries().stream().map(ManifestEntry::id).toList());
        assertEquals(Optional.of("Łukasz"), manifest.entries().get(1).speaker());
        assertEquals(List.of("text"), manifest.ignored());
    }

    @Test
    void tabsSeparateInTsv() throws IOException {
        assertEquals(Optional.of("S, 1"), read("m.TSV", "audio\tspeaker\na.wav\tS, 1\n").entries().getFirst().speaker());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            audio,emotion~a.wav,joy~b.wav,bored | line 3: emotion: expected one of anger (angry, ang), disgust (disgusted, dis), \
            fear (fearful, fea), joy (happiness, happy, hap), neutral (calm, neu), sadness (sad), found "bored"
            audio,emotion~a.wav,surprised       | line 2: emotion: expected one of
            audio,surprised~a.wav,1             | column surprised: expected votes for anger
            audio,split~a.wav,eval              | line 2: split: expected one of train, dev, test, found "eval"
            audio,start~a.wav,-1                | line 2: start: expected a number that is not negative, such as 1.25, found "-1"
            audio,start~a.wav,0x1p3             | found "0x1p3"
            audio,start~a.wav,"1,5"             | found "1,5"
            audio,end~a.wav,NaN                 | line 2: end: expected a number
            audio,end~a.wav,1e999               | line 2: end: expected a number
            audio,start,end~a.wav,2,1.5         | line 2: end: expected more than the start of 2.0 s, found 1.5 s
            audio,end~a.wav,0                   | line 2: end: expected more than the start of 0.0 s, found 0.0 s
            audio,joy,fear~a.wav,1,-2           | line 2: fear: expected a number that is not negative
            audio,joy,fear~a.wav,0,0            | line 2: votes: expected at least one
            audio,emotion,joy~a.wav,fear,1      | line 2: emotion: expected a label or votes, found "fear" and the votes
            audio,joy,happiness~a.wav,1,1       | line 1: happiness: expected one column that means joy, found a second after "joy"
            audio,audio~a.wav,b.wav             | line 1: audio: expected one column that means audio
            emotion~joy                         | line 2: audio: expected the path of an audio file, found none
            audio,id~ ,x                        | line 2: audio: expected the path of an audio file, found none
            audio,id~a.wav                      | line 2: fields: expected 2 as in the header, found 1
            audio~a.wav,x                       | line 2: fields: expected 1 as in the header, found 2
            audio~x/a.wav~b.wav~y/a.wav         | line 4: id: expected one that no other clip has (by default the file name of the audio), \
            found "a.wav" of line 2
            audio                               | entries: expected at least one clip, found none
            ''                                  | header: expected a line of column names, found an empty file
            audio~"a.wav                        | no valid CSV
            """)
    void whatCannotBeMeantIsSaidWithItsLine(String text, String message) {
        String found = error("m.csv", text.replace('~', '\n'));
        assertTrue(found.contains(message), found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"audio": "a.wav"}~{"audio": 1,      | line 2, column
            {"audio": "a.wav"}~~[1]              | line 3: line: expected a JSON object, found "[1]"
            {"audio": "a.wav"} {}                | line 1: line: expected one JSON object, found more after it
            {"audio": ["a.wav"]}                 | line 1: audio: expected text or a number, found a list
            {"audio": true}                      | line 1: audio: expected text or a number, found true
            {"audio": "a", "audio": "b"}         | line 1, column
            {"audio": "a", "joy": 1, "happy": 2} | line 1: happy: expected one column that means joy
            {"start": 1}                         | line 1: audio: expected the path of an audio file, found none
            {"audio": "a", "start": NaN}         | line 1, column
            {"audio": "a\\u0000"}                | line 1: audio: expected a path
            """)
    void soItIsInJsonLines(String text, String message) {
        String found = error("m.jsonl", text.replace('~', '\n'));
        assertTrue(found.contains(message), found);
    }

    @Test
    void unknownFieldsMayHoldAnything() throws IOException {
        Manifest manifest = read("m.jsonl", "{\"audio\": \"a.wav\", \"tags\": [1, {\"audio\": 2}], \"ok\": true, \"text\": \"x\"}\n");
        assertEquals(List.of("tags", "ok", "text"), manifest.ignored());
        assertEquals(1, manifest.entries().size());
    }

    @Test
    void deepNestingAndLongLinesEndInAnError() {
        assertTrue(error("m.jsonl", "{\"x\": " + "[".repeat(100_000)).contains("line 1, column"));
        assertTrue(error("m.csv", "audio,emotion\na.wav," + "x".repeat(1_000_000)).length() < 400);
    }

    @Test
    void bytesThatAreNotUtf8AreSaidWithTheirLine() throws IOException {
        Path file = folder.resolve("m.csv");
        Files.write(file, "audio\na.wav\nSch\u00f6n.wav\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(file + ": line 3: text: expected UTF-8, found the byte f6",
                assertThrows(ManifestException.class, () -> Manifest.read(file, EMOTIONS)).getMessage());
    }

    @Test
    void aFolderOrAnotherKindOfFileIsRefused() {
        assertTrue(error("m.xlsx", "").contains("name: expected an end of .csv, .tsv or .jsonl"));
        assertThrows(ManifestException.class, () -> Manifest.read(Files.createDirectory(folder.resolve("d.csv")), EMOTIONS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.csv", "m.tsv", "m.jsonl"})
    void whatIsWrittenIsReadAgain(String name) throws IOException {
        List<ManifestEntry> entries = List.of(
                new ManifestEntry("a\t\"1\",\n2", folder.resolve("x/ä.wav"), 0.001, 1e-2, Optional.of(label("fear")), Optional.of("Zoë"),
                        Optional.of("12"), Optional.of(Split.DEV), Optional.of(folder.resolve("t.json"))),
                ManifestEntry.of("b", Path.of("/elsewhere/b.wav")).withVotes(new EmotionVotes(List.of(0.1, 0.0, 2.0, 3.0, 0.0, 1e-7))),
                ManifestEntry.of("c", folder.resolve("c.wav")).withSplit(Split.TEST).withSpeaker("#7"));
        Path file = folder.resolve(name);
        Manifest made = Manifest.of(file, EMOTIONS, entries);
        made.write(file);
        assertEquals(made, Manifest.read(file, EMOTIONS));
        assertTrue(Files.readString(file).contains("x/ä.wav") && !Files.readString(file).contains(folder + "/x"));
    }

    @Test
    void theHashIsThatOfTheFile() throws IOException {
        // printf 'audio\na.wav\n' | sha256sum
        Manifest manifest = read("m.csv", "audio\na.wav\n");
        assertEquals("a28b8a8c1bfea699e9dffc6700eb069fff111e9979d4d032c5227aeabf318b46", manifest.sha256());
        assertEquals(manifest.sha256(), manifest.split(Split.TRAIN).sha256());
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Files.writeString(folder.resolve("a.wav"), "");
        read("ok.csv", "audio\na.wav\n").requireFiles();
        Manifest noTimeline = read("m.csv", "audio,id,timeline\na.wav,x,gone.json\n");
        String message = assertThrows(ManifestException.class, noTimeline::requireFiles).getMessage();
        assertTrue(message.endsWith("clip x: timeline: expected a file that can be read, found " + folder.resolve("gone.json")), message);
        assertThrows(ManifestException.class, read("n.csv", "audio\nb.wav\n")::requireFiles);
    }

    @Test
    void aMissingManifestIsNamed() {
        Path file = folder.resolve("gone.csv");
        assertTrue(assertThrows(IOException.class, () -> Manifest.read(file, EMOTIONS)).getMessage().contains("gone.csv"));
    }
}
