package org.prosodia.pipeline.corpus.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.recognition.ModelDescriptor;

class CremaDTest {
    private static final String HEADER = "\"\",\"A\",\"D\",\"F\",\"H\",\"N\",\"S\",\"fileName\",\"numResponses\"\n";
    private static final String ANGER = "\"100001\",6,2,0,0,2,0,\"1001_DFA_ANG_XX\",10\n";
    private static final String SADNESS = "\"100002\",0,0,1,0,4,5,\"1040_ITH_SAD_XX\",10\n";

    @TempDir
    private Path folder;

    private Tree tree() throws IOException {
        return new Tree(folder).clips("AudioWAV/1001_DFA_ANG_XX.wav", "AudioWAV/1040_ITH_SAD_X.wav");
    }

    private static EmotionVotes votes(double... counts) {
        return new EmotionVotes(Arrays.stream(counts).boxed().toList());
    }

    @Test
    void votesOfPeopleWhoHeardTheVoiceAloneAreSoftTargets() throws IOException {
        CorpusReading reading = tree().text("processedResults/tabulatedVotes.csv", HEADER + ANGER + SADNESS
                + "\"200001\",0,0,0,9,0,0,\"1001_DFA_ANG_XX\",9\n\"300001\",0,0,0,0,0,8,\"1001_DFA_ANG_XX\",8\n").read();
        assertEquals(List.of(Optional.of(votes(6, 2, 0, 0, 2, 0)), Optional.of(votes(0, 0, 1, 0, 4, 5))),
                reading.clips().stream().map(clip -> clip.description().votes()).toList());
        assertEquals("1040_ITH_SAD_XX 1040 ITH SAD sadness", Tree.lines(reading).get(1), "an old copy's name, corrected");
        Manifest manifest = new CorpusManifest(TargetKind.VOTES, new SplitRule.Undivided())
                .of(folder.resolve("m.csv"), ModelDescriptor.EMOTIONS, List.of(reading));
        assertEquals(Optional.of(votes(6, 2, 0, 0, 2, 0)), manifest.entries().getFirst().votes());
        Manifest labels = new CorpusManifest(TargetKind.LABELS, new SplitRule.Undivided())
                .of(folder.resolve("m.csv"), ModelDescriptor.EMOTIONS, List.of(reading));
        assertEquals(Optional.of(EmotionVotes.label(0, 6)), labels.entries().getFirst().votes());
    }

    @Test
    void theStatisticsOfVotesNeedNoAudio() throws IOException {
        CorpusReading reading = new Tree(folder).text("tabulatedVotes.csv", HEADER + ANGER + SADNESS).read();
        assertEquals(PublishedCorpus.CREMA_D, reading.corpus());
        assertEquals(List.of(), reading.clips());
        assertEquals(List.of("1001_DFA_ANG_XX", "1040_ITH_SAD_XX"), Tree.skipped(reading, SkipReason.MISSING));
        VoteStatistics votes = VoteStatistics.of(reading).orElseThrow();
        assertEquals(2, votes.clips());
        assertEquals(10, votes.votes());
        assertEquals(2, votes.mixed());
        assertEquals((0.6 + 0.5) / 2, votes.intended(), 1e-12);
        double first = -0.6 * Math.log(0.6) - 2 * 0.2 * Math.log(0.2);
        double second = -0.1 * Math.log(0.1) - 0.4 * Math.log(0.4) - 0.5 * Math.log(0.5);
        assertEquals((first + second) / 2, votes.entropy(), 1e-12);
        assertEquals(Optional.empty(), VoteStatistics.of(new CorpusReading(PublishedCorpus.CREMA_D, folder, List.of(), List.of(),
                reading.skipped())));
    }

    @Test
    void theListOfSentencesSaysWhatIsMissing() throws IOException {
        CorpusReading reading = tree().text("SentenceFilenames.csv",
                "\"Stimulus_Number\",\"Filename\"\n1,\"1001_DFA_ANG_XX\"\n2,\"1001_IEO_NEU_XX\"\n3,\"1040_ITH_SAD_XX\"\n").read();
        assertEquals(List.of("1001_IEO_NEU_XX"), Tree.skipped(reading, SkipReason.MISSING));
        assertEquals(List.of("neutral"), reading.withoutAudio().stream().map(clip -> clip.emotion().orElseThrow()).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"100001\",0,0,0,0,0,0,\"1001_DFA_ANG_XX\",0 | line 2: A, D, F, H, N, S: expected at least one vote, found none",
        "\"100001\",1,0,0,x,0,0,\"1001_DFA_ANG_XX\",1 | line 2: H: expected a number that is not negative",
        "\"100001\",1,0,0,0.5,0,0,\"1001_DFA_ANG_XX\",1 | line 2: H: expected a whole number of votes, at most 1000000, found 0.5",
        "\"100001\",1,0,0,0,0,2000000,\"1001_DFA_ANG_XX\",1 | line 2: S: expected a whole number of votes",
        "\"400001\",1,0,0,0,0,0,\"1001_DFA_ANG_XX\",1 | line 2: number of the row: expected one that begins with 1 (voice), 2 (face)",
        ",1,0,0,0,0,0,\"1001_DFA_ANG_XX\",1 | line 2: number of the row: expected one that begins with 1 (voice), 2 (face) or 3",
        "\"100001\",1,0,0,0,0,0,,1 | line 2: fileName: expected the name of a clip, found none"})
    void votesThatCannotBeMeantAreRefused(String row, String message) throws IOException {
        tree().text("tabulatedVotes.csv", HEADER + row + "\n");
        assertMessage(message);
    }

    @Test
    void aTableOfAnotherKindIsRefused() throws IOException {
        tree().text("tabulatedVotes.csv", "clip,anger\nx,1\n");
        assertMessage("tabulatedVotes.csv: header: expected the columns A, D, F, H, N, S, , fileName, found none of the name ");
        tree().text("tabulatedVotes.csv", HEADER + ANGER + ANGER);
        assertMessage("line 3: fileName: expected one row of people who heard the voice alone for each clip, found a second for 1001_DFA_ANG_XX");
    }

    private void assertMessage(String expected) {
        String message = assertThrows(ManifestException.class, () -> PublishedCorpus.CREMA_D.read(folder)).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
