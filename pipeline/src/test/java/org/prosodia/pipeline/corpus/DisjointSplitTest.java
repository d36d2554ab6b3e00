package org.prosodia.pipeline.corpus;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DisjointSplitTest {
    private static final Path FILE = Path.of("m.csv");
    private static final List<String> EMOTIONS = List.of("joy", "sadness");

    private static Manifest manifest(List<ManifestEntry> entries) throws IOException {
        return Manifest.of(FILE, EMOTIONS, entries);
    }

    /** Speaker {@code i} says {@code clips[i]} clips. */
    private static List<ManifestEntry> entries(int... clips) {
        List<ManifestEntry> entries = new ArrayList<>();
        for (int speaker = 0; speaker < clips.length; speaker++) {
            for (int i = 0; i < clips[speaker]; i++) {
                entries.add(ManifestEntry.of(speaker + "-" + i, Path.of("a.wav")).withSpeaker("s" + speaker));
            }
        }
        return entries;
    }

    private static Map<String, Split> splits(Manifest manifest) {
        return manifest.entries().stream().collect(Collectors.toMap(ManifestEntry::id, entry -> entry.split().orElseThrow()));
    }

    @Property(tries = 200, seed = "1")
    void partsAreDisjointCompleteAndNearTheirShares(@ForAll @IntRange(min = 3, max = 40) int speakers, @ForAll long seed)
            throws IOException {
        int[] clips = new Random(seed).ints(speakers, 1, 12).toArray();
        Manifest divided = manifest(entries(clips)).splitBySpeaker(0.2, 0.1, seed);
        divided.requireSpeakersDisjoint();
        int total = divided.entries().size();
        int dev = divided.split(Split.DEV).entries().size();
        int test = divided.split(Split.TEST).entries().size();
        assertEquals(total, dev + test + divided.split(Split.TRAIN).entries().size());
        assertTrue(dev > 0 && test > 0 && dev + test < total);
        // One speaker, of at most 11 clips, more or less.
        assertTrue(speakers < 10 || Math.abs(dev - 0.2 * total) <= 11 && Math.abs(test - 0.1 * total) <= 11, dev + ", " + test);
    }

    @Test
    void theSeedDecidesAndTheOrderOfClipsDoesNotMatter() throws IOException {
        List<ManifestEntry> entries = entries(4, 4, 4, 4, 4, 4, 4, 4, 4, 4);
        Map<String, Split> once = splits(manifest(entries).splitBySpeaker(0.2, 0.2, 7));
        List<ManifestEntry> reversed = new ArrayList<>(entries);
        Collections.reverse(reversed);
        assertEquals(once, splits(manifest(reversed).splitBySpeaker(0.2, 0.2, 7)));
        assertNotEquals(once, splits(manifest(entries).splitBySpeaker(0.2, 0.2, 8)));
    }

    @Test
    void aShareOfNothingGetsNobody() throws IOException {
        Manifest divided = manifest(entries(1, 1)).splitBySpeaker(0, 0.5, 1);
        assertEquals(List.of(0, 1, 1), List.of(Split.DEV, Split.TEST, Split.TRAIN).stream()
                .map(split -> divided.split(split).entries().size()).toList());
    }

    @Test
    void whatCannotBeDividedIsRefused() throws IOException {
        Manifest two = manifest(entries(3, 3));
        assertMessage("speakers: expected at least 3, one for each part, found [s0, s1]", () -> two.splitBySpeaker(0.1, 0.1, 1));
        Manifest divided = two.splitBySpeaker(0.5, 0, 1);
        assertMessage("split: expected none", () -> divided.splitBySpeaker(0.5, 0, 1));
        Manifest nameless = manifest(List.of(ManifestEntry.of("x", Path.of("a.wav"))));
        assertMessage("clip x: speaker: expected one, to keep speakers apart, found none", () -> nameless.splitBySpeaker(0.1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> two.splitBySpeaker(0.5, 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> two.splitBySpeaker(-0.1, 0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> two.splitBySpeaker(Double.NaN, 0.5, 1));
    }

    @Test
    void speakersInSeveralSplitsAreListed() throws IOException {
        List<ManifestEntry> entries = entries(2, 2, 1);
        entries.set(0, entries.get(0).withSplit(Split.TRAIN));
        entries.set(1, entries.get(1).withSplit(Split.TEST));
        entries.set(2, entries.get(2).withSplit(Split.DEV));
        assertMessage("split: expected each speaker in one, found 1 in several: s0 [train, test]",
                () -> manifest(entries).requireSpeakersDisjoint());
        entries.set(1, entries.get(1).withSplit(Split.TRAIN));
        assertDoesNotThrow(() -> manifest(entries).requireSpeakersDisjoint());
        entries.set(4, ManifestEntry.of("x", Path.of("a.wav")).withSplit(Split.TEST));
        assertMessage("clip x: speaker: expected one", () -> manifest(entries).requireSpeakersDisjoint());
    }

    @Test
    void sentencesAreKeptApartInTheSameWay() throws IOException {
        List<ManifestEntry> entries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            entries.add(ManifestEntry.of("c" + i, Path.of("a.wav")).withSpeaker("s" + i % 2).withSentence("t" + i % 5));
        }
        Manifest divided = manifest(entries).splitBySentence(0.2, 0.2, 3);
        divided.requireSentencesDisjoint();
        assertTrue(divided.hasSentences());
        assertEquals(List.of(12, 4, 4), List.of(Split.TRAIN, Split.DEV, Split.TEST).stream()
                .map(split -> divided.split(split).entries().size()).toList());
        assertMessage("split: expected each speaker in one, found 2 in several", divided::requireSpeakersDisjoint);
        entries.set(0, ManifestEntry.of("c0", Path.of("a.wav")).withSpeaker("s0"));
        assertMessage("clip c0: sentence: expected one, to keep sentences apart", () -> manifest(entries).splitBySentence(0.2, 0, 1));
        Manifest crossing = manifest(List.of(entries.get(1).withSplit(Split.TRAIN), entries.get(6).withSplit(Split.TEST)));
        assertMessage("split: expected each sentence in one, found 1 in several: t1 [train, test]", crossing::requireSentencesDisjoint);
        assertEquals(false, manifest(List.of(entries.get(0).withSplit(Split.TRAIN))).hasSentences());
    }

    @Test
    void splitsGoByManyNames() {
        assertEquals(Optional.of(Split.DEV), Split.of(" Validation "));
        assertEquals(Optional.of(Split.TRAIN), Split.of("TRAIN"));
        assertEquals(Optional.empty(), Split.of("trian"));
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void assertMessage(String expected, Action action) {
        String message = assertThrows(ManifestException.class, action::run).getMessage();
        assertTrue(message.startsWith(FILE + ": " + expected), message);
    }
}
