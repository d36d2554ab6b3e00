package org.prosodia.pipeline.corpus.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.recognition.ModelDescriptor;

class MeldTest {
    private static final String HEADER = "Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,"
            + "EndTime\n";
    private static final String TIMES = ",4,7,\"00:20:57,256\",\"00:21:00,049\"\n";
    private static final String FIRST = "1,\"Oh, he’s \"\"lost\"\"\nit.\",Phoebe,sadness,negative,0,0" + TIMES;
    private static final String SECOND = "2,What?,Monica,surprise,negative,0,1" + TIMES;
    private static final String OTHER = "1,No!,Joey,Anger,negative,0,0" + TIMES;

    @TempDir
    private Path folder;

    @Test
    void eachPartCountsItsDialoguesAndTheFolderSaysWhichPart() throws IOException {
        CorpusReading reading = new Tree(folder).text("train_sent_emo.csv", HEADER + OTHER)
                .text("dev_sent_emo.csv", HEADER + FIRST + SECOND).clips("train_splits/dia0_utt0.wav", "dev_splits_complete/dia0_utt0.wav", "dev_splits_complete/dia0_utt1.wav",
                        "dev_splits_complete/dia0_utt7.wav", "output_repeated_splits_test/dia0_utt0.wav", "elsewhere/dia0_utt0.wav").read();
        assertEquals(PublishedCorpus.MELD, reading.corpus());
        assertEquals(List.of("dev-dia0_utt0 Phoebe dev-dia0 sadness sadness", "train-dia0_utt0 Joey train-dia0 anger anger"),
                Tree.lines(reading));
        assertEquals(List.of("dev_splits_complete/dia0_utt1.wav (surprise)"), Tree.skipped(reading, SkipReason.LEFT_OUT));
        assertEquals(List.of("dev_splits_complete/dia0_utt7.wav (as dev)", "elsewhere/dia0_utt0.wav (in no folder that says train, dev or"
                + " test)", "output_repeated_splits_test/dia0_utt0.wav (as test)"), Tree.skipped(reading, SkipReason.NOT_LISTED));
        Manifest manifest = new CorpusManifest(TargetKind.LABELS, new SplitRule.AsPublished())
                .of(folder.resolve("m.csv"), ModelDescriptor.EMOTIONS, List.of(reading));
        assertEquals(List.of(Optional.of(Split.DEV), Optional.of(Split.TRAIN)),
                manifest.entries().stream().map(ManifestEntry::split).toList());
        manifest.requireSentencesDisjoint();
    }

    @Test
    void oneTableAloneIsOfAllFiles() throws IOException {
        CorpusReading reading = new Tree(folder).text("dev_sent_emo.csv", HEADER + FIRST + SECOND).clips("audio/dia0_utt0.wav").read();
        assertEquals(List.of("dev-dia0_utt0 Phoebe dev-dia0 sadness sadness"), Tree.lines(reading));
        assertEquals(List.of("dev-dia0_utt1"), Tree.skipped(reading, SkipReason.MISSING));
    }

    @Test
    void theVideoAsPublishedHoldsNoAudioThatCanBeRead() throws IOException {
        CorpusReading reading = new Tree(folder).text("dev_sent_emo.csv", HEADER + FIRST)
                .text("dev_splits_complete/dia0_utt0.mp4", "\0\0\0 ftypisom").read();
        assertEquals(List.of("dev_splits_complete/dia0_utt0.mp4"), Tree.skipped(reading, SkipReason.NOT_AUDIO));
        assertTrue(reading.skipped().toText().contains("extract it from video"));
        assertEquals(1, reading.withoutAudio().size());
    }

    @Test
    void tablesThatCannotBeMeantAreRefused() throws IOException {
        Tree tree = new Tree(folder).clips("audio/dia0_utt0.wav").text("dev_sent_emo.csv", HEADER + FIRST + OTHER);
        String twice = assertThrows(ManifestException.class, tree::read).getMessage();
        assertTrue(twice.endsWith("Utterance_ID: expected one that no other row of the dialogue has, found 0"), twice);
        tree.text("dev_sent_emo.csv", HEADER.replace("Emotion", "Mood") + FIRST);
        String header = assertThrows(ManifestException.class, tree::read).getMessage();
        assertTrue(header.contains("header: expected the columns Dialogue_ID, Utterance_ID, Speaker, Emotion, found none of the name "
                + "Emotion"), header);
    }
}
