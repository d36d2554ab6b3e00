package org.prosodia.pipeline.splice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;

class SplicerTest {
    private static final Optional<Split> TRAIN = Optional.of(Split.TRAIN);
    private static final Optional<Split> TEST = Optional.of(Split.TEST);

    @TempDir
    static Path folder;

    private static Manifest manifest;

    @BeforeAll
    static void make() throws IOException {
        manifest = ToneCorpus.in(folder, List.of("ann", "ben"), List.of(TRAIN, TEST), 3);
    }

    @Test
    void aSequenceIsOneSpeakersAndOneSplitsAndNeighboursDifferInEmotion() throws IOException {
        Splicer splicer = splicer(TEST, SpliceOptions.DEFAULT, 1);
        Set<Integer> counts = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            SplicedClip clip = splicer.splice(i);
            assertEquals(i % 2 == 0 ? "ann" : "ben", clip.speaker(), "speakers take turns");
            List<String> clips = clip.segments().stream().map(Segment::clip).toList();
            assertTrue(clips.stream().allMatch(id -> id.startsWith(clip.speaker() + "-test-")), clips.toString());
            assertEquals(clips.size(), Set.copyOf(clips).size(), "no clip twice while there are others of its emotion");
            for (int s = 1; s < clips.size(); s++) {
                assertNotEquals(clip.segments().get(s - 1).mixture(), clip.segments().get(s).mixture());
            }
            counts.add(clips.size());
        }
        assertEquals(Set.of(3, 4, 5, 6), counts);
    }

    @Test
    void theTruthIsWhatIsHeard() throws IOException {
        SplicedClip clip = splicer(TRAIN, SpliceOptions.DEFAULT, 3).splice(0);
        for (Segment segment : clip.segments()) {
            int from = segment.start() + segment.fadeIn();
            int emotion = segment.mixture().indexOf(1.0);
            // Crossings of zero in 0.1 s: two a period.
            int crossings = 0;
            for (int i = from + 1; i <= from + 1600; i++) {
                crossings += clip.samples()[i] >= 0 != clip.samples()[i - 1] >= 0 ? 1 : 0;
            }
            assertEquals(ToneCorpus.hertz(emotion), 5.0 * crossings, 20);
        }
    }

    @Test
    void allClipsHaveTheSameLevelAndNoSilenceAround() throws IOException {
        SplicedClip clip = splicer(TRAIN, SpliceOptions.DEFAULT, 5).splice(1);
        double power = Math.pow(10, -2.6);
        for (int from = 0; from + 800 <= clip.samples().length; from += 800) {
            assertEquals(power, ActiveLevel.meanPower(clip.samples(), from, from + 800), 0.25 * power, "from " + from);
        }
    }

    @Test
    void aSequenceIsDecidedBySeedSplitAndNumberAlone() throws IOException {
        SplicedClip clip = splicer(TRAIN, SpliceOptions.DEFAULT, 7).splice(4);
        SplicedClip again = splicer(TRAIN, SpliceOptions.DEFAULT, 7).splice(4);
        assertArrayEquals(clip.samples(), again.samples());
        assertEquals(clip.segments(), again.segments());
        assertEquals("spliced-train-0004", clip.id());
        assertNotEquals(clips(clip), clips(splicer(TRAIN, SpliceOptions.DEFAULT, 8).splice(4)));
        assertNotEquals(clips(clip), clips(splicer(TRAIN, SpliceOptions.DEFAULT, 7).splice(6)));
    }

    private static List<String> clips(SplicedClip clip) {
        return clip.segments().stream().map(Segment::clip).toList();
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 0.3, 0.1", "8, 8, 0.2, 0", "3, 3, 0.5, 0.5"})
    void countAndLengthAreAsAsked(int min, int max, double longest, double fade) throws IOException {
        SplicedClip clip = splicer(TEST, new SpliceOptions(min, max, longest, fade, 40, -26), 1).splice(0);
        assertEquals(min, clip.segments().size());
        for (Segment segment : clip.segments()) {
            assertEquals(longest, (segment.end() - segment.start()) / 16_000.0, 1e-9);
        }
        double overlap = Math.min(fade, longest / 2);
        assertEquals(min * longest - (min - 1) * overlap, clip.duration(), 1e-9);
    }

    @Test
    void untrimmedClipsKeepTheirSilence() throws IOException {
        SplicedClip clip = splicer(TEST, new SpliceOptions(2, 2, Double.POSITIVE_INFINITY, 0, 0, -26), 1).splice(0);
        assertEquals(2 * 17_600, clip.samples().length);
        assertEquals(0, clip.samples()[1000]);
    }

    @Test
    void withoutSplitsThereIsOnePot() throws IOException {
        Manifest plain = ToneCorpus.in(folder, List.of("cat"), List.of(Optional.empty()), 1);
        SplicedClip clip = new Splicer(plain, Optional.empty(), SpliceOptions.DEFAULT, new ClipLoader(0), 1).splice(12);
        assertEquals("spliced-0012", clip.id());
    }

    @Test
    void speakersOfOneEmotionAndClipsOfNobodyAreLeftOut() throws IOException {
        List<ManifestEntry> entries = manifest.split(Split.TRAIN).entries().stream()
                .filter(entry -> entry.speaker().orElseThrow().equals("ann") || entry.id().contains("joy")).toList();
        Splicer splicer = new Splicer(Manifest.of(folder.resolve("some.csv"), ToneCorpus.EMOTIONS, entries), TRAIN, SpliceOptions.DEFAULT,
                new ClipLoader(0), 1);
        assertEquals("ann", splicer.splice(1).speaker());
        ManifestException none = assertThrows(ManifestException.class, () -> splicer(Optional.of(Split.DEV), SpliceOptions.DEFAULT, 1));
        assertTrue(none.getMessage().contains("split dev: speakers: expected one at least with clips of two emotions, found none"),
                none.getMessage());
    }

    @Test
    void aSilentClipIsNamed() throws IOException {
        Path silence = folder.resolve("silence.wav");
        WavWriter.writePcm16(silence, new AudioClip(new float[16_000], 16_000));
        List<ManifestEntry> entries = List.of(entry("quiet", silence, 0), entry("hushed", silence, 1));
        Splicer splicer = new Splicer(Manifest.of(folder.resolve("silent.csv"), ToneCorpus.EMOTIONS, entries), Optional.empty(),
                SpliceOptions.DEFAULT, new ClipLoader(0), 1);
        String message = assertThrows(ManifestException.class, () -> splicer.splice(0)).getMessage();
        assertTrue(message.matches(".*silent\\.csv.*clip (quiet|hushed): expected speech, found silence.*"), message);
    }

    private static ManifestEntry entry(String id, Path audio, int emotion) {
        return ManifestEntry.of(id, audio).withSpeaker("s").withVotes(EmotionVotes.label(emotion, 3));
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 1, 0.2, 40, -26, segments", "4, 3, 1, 0.2, 40, -26, segments", "3, 1001, 1, 0.2, 40, -26, segments",
        "2, 3, 0.01, 0.2, 40, -26, longest", "2, 3, NaN, 0.2, 40, -26, longest", "2, 3, 1, -0.1, 40, -26, cross-fade",
        "2, 3, 1, 11, 40, -26, cross-fade", "2, 3, 1, 0.2, -1, -26, trim", "2, 3, 1, 0.2, 40, 0, level", "2, 3, 1, 0.2, 40, -61, level"})
    void wrongOptionsAreNamed(int min, int max, double longest, double fade, double trim, double level, String named) {
        String message = assertThrows(IllegalArgumentException.class,
                () -> new SpliceOptions(min, max, longest, fade, trim, level)).getMessage();
        assertTrue(message.startsWith(named + ": expected "), message);
    }

    private static Splicer splicer(Optional<Split> split, SpliceOptions options, long seed) throws IOException {
        return new Splicer(manifest, split, options, new ClipLoader(1 << 24), seed);
    }
}
