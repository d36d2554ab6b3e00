package org.prosodia.pipeline.corpus.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is dropped in silence. */
class SkippedClipsTest {
    @TempDir
    private Path folder;

    private Tree tree() {
        return new Tree(folder);
    }

    @Test
    void aCloneWithoutGitLfsIsNamedAsSuch() throws IOException {
        CorpusReading reading = tree().pointer("AudioWAV/1001_DFA_ANG_XX.wav").pointer("AudioWAV/1001_DFA_DIS_XX.wav")
                .clips("AudioWAV/1001_DFA_FEA_XX.wav").read();
        assertEquals(List.of("1001_DFA_FEA_XX 1001 DFA FEA fear"), Tree.lines(reading));
        assertEquals(List.of("AudioWAV/1001_DFA_ANG_XX.wav", "AudioWAV/1001_DFA_DIS_XX.wav"),
                Tree.skipped(reading, SkipReason.GIT_LFS_POINTER));
        assertEquals(2, reading.withoutAudio().size());
        assertTrue(reading.skipped().toText().contains("       2  Git LFS pointers in the place of audio; 'git lfs pull'"));
    }

    @Test
    void whatTablesListAndIsNotThereIsMissing() throws IOException {
        CorpusReading reading = tree().clips("samples/EB0_anger_1.flac")
                .text("data.tsv", "file_id\temotion\nEB0_anger_1.wav\tanger\nEB0_anger_2.wav\tanger\n").read();
        assertEquals(List.of("EB0_anger_2"), Tree.skipped(reading, SkipReason.MISSING));
        assertEquals(List.of("EB0_anger_2"), reading.withoutAudio().stream().map(ClipDescription::id).toList());
    }

    @Test
    void labelsThatAreNoneOfTheSixAreCountedApartFromThoseThatNobodyKnows() throws IOException {
        CorpusReading reading = tree().clips("wav/03a01Fa.wav", "wav/03a02La.wav", "wav/03a04La.wav", "wav/03a05Xa.wav").read();
        assertEquals(List.of("03a01Fa 03 a01 F joy"), Tree.lines(reading));
        assertEquals(2, reading.skipped().count(SkipReason.LEFT_OUT));
        assertEquals(List.of("wav/03a05Xa.wav (X)"), Tree.skipped(reading, SkipReason.UNKNOWN_LABEL));
        assertTrue(reading.skipped().toText().contains(
                "       2  labels that are left out (L Langeweile (boredom) 2): wav/03a02La.wav, wav/03a04La.wav\n"),
                reading.skipped().toText());
    }

    @Test
    void songsAndFacesOfRavdessAreSkipped() throws IOException {
        CorpusReading reading = tree().clips("Actor_01/03-01-05-01-01-01-01.wav", "Actor_01/03-02-05-01-01-01-01.wav")
                .text("Actor_01/01-01-05-01-01-01-01.mp4", "x").clips("Actor_01/03-01-08-01-01-01-01.wav").read();
        assertEquals(List.of("03-01-05-01-01-01-01 01 01 05 anger"), Tree.lines(reading));
        assertEquals(List.of("Actor_01/01-01-05-01-01-01-01.mp4 (video)", "Actor_01/03-02-05-01-01-01-01.wav (song)"),
                Tree.skipped(reading, SkipReason.OTHER_RECORDING));
        assertEquals(List.of("Actor_01/03-01-08-01-01-01-01.wav (08 surprised)"), Tree.skipped(reading, SkipReason.LEFT_OUT));
    }

    @Test
    void theSameClipAgainIsSkippedAndLosslessAudioPreferred() throws IOException {
        CorpusReading reading = tree().encoded("AudioMP3/1001_DFA_ANG_XX.mp3", "mono.mp3").clips("AudioWAV/1001_DFA_ANG_XX.wav")
                .encoded("AudioMP3/1001_DFA_SAD_XX.mp3", "mono.mp3").pointer("AudioWAV/1001_DFA_SAD_XX.wav").read();
        assertEquals(List.of("AudioWAV/1001_DFA_ANG_XX.wav", "AudioMP3/1001_DFA_SAD_XX.mp3"),
                reading.clips().stream().map(clip -> folder.relativize(clip.audio()).toString().replace('\\', '/')).toList());
        assertEquals(List.of("AudioMP3/1001_DFA_ANG_XX.mp3"), Tree.skipped(reading, SkipReason.DUPLICATE));
        assertEquals(1, reading.skipped().count(SkipReason.GIT_LFS_POINTER));
    }

    @Test
    void whatCannotBeHeardIsSkippedWithTheDecodersWords() throws IOException {
        CorpusReading reading = tree().clips("EB0_anger_1.wav", "hello.wav").text("EB0_anger_2.wav", "").text("EB0_anger_3.wav", "no audio")
                .text("EB0_anger_4.wav", "RIFF").text("EB0_anger_5.mp4", "\0\0\0 ftypisom").read();
        assertEquals(1, reading.clips().size());
        List<String> damaged = Tree.skipped(reading, SkipReason.DAMAGED);
        assertEquals("EB0_anger_2.wav (an empty file)", damaged.getFirst());
        assertTrue(damaged.get(1).startsWith("EB0_anger_4.wav (") && !damaged.get(1).contains(folder.toString()), damaged.get(1));
        assertEquals(List.of("EB0_anger_3.wav", "EB0_anger_5.mp4"), Tree.skipped(reading, SkipReason.NOT_AUDIO));
        assertEquals(List.of("hello.wav"), Tree.skipped(reading, SkipReason.UNREADABLE_NAME));
        assertEquals(4, reading.withoutAudio().size());
    }

    @Test
    void theReportIsShortHoweverMuchIsSkipped() throws IOException {
        Tree tree = tree().clips("EB0_anger_1.wav");
        for (int i = 2; i < 30; i++) {
            tree.pointer("EB0_anger_" + i + ".wav");
        }
        SkipReport report = tree.read().skipped();
        assertEquals(1, report.toText().lines().count());
        assertTrue(report.toText().endsWith(": EB0_anger_10.wav, EB0_anger_11.wav, EB0_anger_12.wav, …\n"), report.toText());
        assertEquals(28, report.total());
        assertTrue(report.toJson().toString().startsWith("[{reason=git_lfs_pointer, count=28, examples=[EB0_anger_10.wav, "),
                report.toJson().toString());
    }
}
