package org.prosodia.pipeline.corpus.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.recognition.ModelDescriptor;

class CorpusManifestTest {
    private static final List<String> SIX = ModelDescriptor.EMOTIONS;

    @TempDir
    private static Path folder;

    private static CorpusReading nemo;
    private static CorpusReading emoDb;

    @BeforeAll
    static void make() throws IOException {
        Tree tree = new Tree(folder.resolve("nemo"));
        for (String speaker : List.of("EB0", "IC0", "KS0", "SM0", "XY1")) {
            for (int sentence = 1; sentence <= 4; sentence++) {
                tree.clips("samples/" + speaker + "_happiness_" + sentence + ".wav", "samples/" + speaker + "_fear_" + sentence + ".wav");
            }
        }
        nemo = tree.read();
        emoDb = new Tree(folder.resolve("emodb")).clips("03a01Fa.wav", "08a01Wa.wav", "09b02Ea.wav").read();
    }

    private static Manifest manifest(SplitRule rule, CorpusReading... corpora) throws ManifestException {
        return new CorpusManifest(TargetKind.LABELS, rule).of(folder.resolve("m.csv"), SIX, List.of(corpora));
    }

    private static List<String> sentences(Manifest manifest, Split split) {
        return manifest.split(split).entries().stream().map(entry -> entry.sentence().orElseThrow()).distinct().sorted().toList();
    }

    @Test
    void speakersAreKeptApartByDefault() throws IOException {
        Manifest manifest = manifest(SplitRule.DEFAULT, nemo);
        manifest.requireSpeakersDisjoint();
        assertEquals(List.of(24, 8, 8), List.of(Split.TRAIN, Split.DEV, Split.TEST).stream()
                .map(split -> manifest.split(split).entries().size()).toList());
        ManifestEntry first = manifest.entries().getFirst();
        assertEquals("EB0_fear_1", first.id());
        assertEquals(Optional.of("nemo-EB0"), first.speaker());
        assertEquals(Optional.of("nemo-1"), first.sentence());
        assertEquals(Optional.of(EmotionVotes.label(2, 6)), first.votes());
        Path file = folder.resolve("written.csv");
        manifest.write(file);
        assertEquals(manifest.entries(), Manifest.read(file, SIX).entries());
    }

    @Test
    void sentencesAreKeptApartOnRequest() throws IOException {
        Manifest drawn = manifest(new SplitRule.BySentence(0.25, 0.25, 1), nemo);
        drawn.requireSentencesDisjoint();
        assertEquals(10, drawn.split(Split.TEST).entries().size());
        Manifest named = manifest(new SplitRule.Sentences(SentenceSet.parse("2"), SentenceSet.parse("3-4")), nemo);
        assertEquals(List.of("nemo-1"), sentences(named, Split.TRAIN));
        assertEquals(List.of("nemo-2"), sentences(named, Split.DEV));
        assertEquals(List.of("nemo-3", "nemo-4"), sentences(named, Split.TEST));
    }

    @Test
    void eachCorpusIsDividedForItself() throws IOException {
        Manifest manifest = manifest(new SplitRule.BySpeaker(0, 0.3, 2), nemo, emoDb);
        manifest.requireSpeakersDisjoint();
        for (String corpus : List.of("nemo-", "emodb-")) {
            assertTrue(manifest.split(Split.TEST).entries().stream().anyMatch(entry -> entry.speaker().orElseThrow().startsWith(corpus)));
        }
        assertFalse(manifest(new SplitRule.Undivided(), nemo, emoDb).hasSplits());
    }

    @Test
    void otherNamesOfEmotionsAreUnderstood() throws IOException {
        List<String> names = List.of("sad", "happy", "fear", "ang", "dis");
        Manifest manifest = new CorpusManifest(TargetKind.LABELS, new SplitRule.Undivided())
                .of(folder.resolve("m.csv"), names, List.of(emoDb));
        assertEquals(List.of(1, 3, 4), manifest.entries().stream().map(entry -> entry.votes().orElseThrow().dominant()).toList());
        assertMessage("emotion: expected one of happy, sad, found anger", () -> new CorpusManifest(TargetKind.LABELS, SplitRule.DEFAULT)
                .of(folder.resolve("m.csv"), List.of("happy", "sad"), List.of(emoDb)));
    }

    @Test
    void whatARuleCannotGoByIsRefused() {
        assertMessage("EmoDB: expected clips with audio and votes, found none (3 clips with audio, 0 without)",
                () -> new CorpusManifest(TargetKind.VOTES, SplitRule.DEFAULT).of(folder.resolve("m.csv"), SIX, List.of(emoDb)));
        assertMessage("nEMO: expected a corpus whose authors divided it", () -> manifest(new SplitRule.AsPublished(), nemo));
        assertMessage("sentences for test: expected some of 1, 2, 3, 4, found 71-90",
                () -> manifest(new SplitRule.Sentences(SentenceSet.NONE, SentenceSet.parse("71-90")), nemo));
        assertThrows(IllegalArgumentException.class,
                () -> manifest(new SplitRule.Sentences(SentenceSet.parse("1-2"), SentenceSet.parse("2-3")), nemo));
        assertMessage("sentence: expected one, to keep sentences apart", () -> manifest(new SplitRule.BySentence(0.1, 0.1, 1),
                new Tree(folder.resolve("vox")).clips("id1/film/1.wav", "id2/film/1.wav").read()));
    }

    @ParameterizedTest
    @CsvSource({"71-90, 71, true", "71-90, 90, true", "71-90, 91, false", "1-2, 01, true", "2, 02, true", "2, a02, false",
        "'IEO, tie', TIE, true", "IEO, IEOX, false", "a01, a01, true"})
    void sentencesAreNamedOrCounted(String set, String sentence, boolean contained) {
        assertEquals(contained, SentenceSet.parse(set).contains(sentence));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,,2", "9-1", "1, "})
    void listsOfSentencesThatCannotBeMeantAreRefused(String set) {
        String message = assertThrows(IllegalArgumentException.class, () -> SentenceSet.parse(set)).getMessage();
        assertTrue(message.contains("expected names or ranges such as 71-90 or IEO,TIE, found \"" + set + "\""), message);
    }

    @Test
    void statisticsAreTheRowsOfATable() throws IOException {
        CorpusStatistics row = CorpusStatistics.of(nemo);
        assertEquals(List.of(40, 5, 4), List.of(row.clips(), row.speakers(), row.sentences()));
        assertEquals(20, row.seconds(), 1e-9);
        assertEquals(List.of(0, 0, 20, 20, 0, 0), List.copyOf(row.emotions().values()));
        CorpusStatistics total = CorpusStatistics.total(List.of(row, CorpusStatistics.of(emoDb)));
        assertEquals("""
                corpus    clips  speakers  sentences  hours  mean s  anger  disgust  fear  joy  neutral  sadness
                nEMO         40         5          4   0.01    0.50      0        0    20   20        0        0
                together     43         8          6   0.01    0.50      1        1    20   21        0        0
                """, CorpusStatistics.toText(List.of(row, total)));
        assertEquals(Optional.empty(), CorpusStatistics.withoutAudio(nemo));
    }

    private interface Action {
        Object run() throws IOException;
    }

    private static void assertMessage(String expected, Action action) {
        String message = assertThrows(ManifestException.class, action::run).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
