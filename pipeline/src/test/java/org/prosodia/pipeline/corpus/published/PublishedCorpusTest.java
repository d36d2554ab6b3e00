package org.prosodia.pipeline.corpus.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.recognition.ModelDescriptor;

class PublishedCorpusTest {
    @TempDir
    private Path folder;

    private Tree tree() {
        return new Tree(folder);
    }

    static Stream<Arguments> published() {
        return Stream.of(
                arguments(PublishedCorpus.CREMA_D, List.of("AudioWAV/1001_DFA_ANG_XX.wav", "AudioWAV/1091_IEO_SAD_HI.wav"),
                        List.of("1001_DFA_ANG_XX 1001 DFA ANG anger", "1091_IEO_SAD_HI 1091 IEO SAD sadness")),
                arguments(PublishedCorpus.RAVDESS, List.of("Actor_02/03-01-05-02-01-01-02.wav", "Actor_24/03-01-02-01-02-02-24.wav"),
                        List.of("03-01-05-02-01-01-02 02 01 05 anger", "03-01-02-01-02-02-24 24 02 02 neutral")),
                arguments(PublishedCorpus.JL, List.of("Raw JL corpus (unchecked and unannotated)/JL(wav+txt)/female1_angry_10a_1.wav",
                                "Raw JL corpus (unchecked and unannotated)/JL(wav+txt)/male2_excited_3b_2.wav"),
                        List.of("female1_angry_10a_1 female1 10 angry anger", "male2_excited_3b_2 male2 3 excited joy")),
                arguments(PublishedCorpus.VOX_MOVIES, List.of("voxmovies_test/id10042/fargo/00002.wav",
                                "voxmovies_train/id10001/-x_1/7.wav"),
                        List.of("id10042-fargo-00002 id10042 - - -", "id10001--x_1-7 id10001 - - -")),
                arguments(PublishedCorpus.NEMO, List.of("samples/EB0_happiness_13.wav", "samples/SM0_neutral_90.wav"),
                        List.of("EB0_happiness_13 EB0 13 happiness joy", "SM0_neutral_90 SM0 90 neutral neutral")),
                arguments(PublishedCorpus.EMO_DB, List.of("wav/03a01Fa.wav", "wav/16b10Td.wav"),
                        List.of("03a01Fa 03 a01 F joy", "16b10Td 16 b10 T sadness")));
    }

    @ParameterizedTest
    @MethodSource("published")
    void namesAsPublishedSayAllOfAClip(PublishedCorpus corpus, List<String> files, List<String> clips) throws IOException {
        Tree tree = tree().clips(files.toArray(String[]::new));
        assertEquals(corpus, PublishedCorpus.recognise(folder));
        CorpusReading reading = tree.read();
        assertEquals(clips, Tree.lines(reading));
        assertEquals(0, reading.skipped().total(), reading.skipped().toText());
        assertEquals(List.of(), reading.withoutAudio());
        assertTrue(reading.clips().stream().allMatch(clip -> clip.seconds() == Tree.SECONDS && Files.exists(clip.audio())));
    }

    @Test
    void audioMayBeInAnyFormatAndLieAnywhere() throws IOException {
        CorpusReading reading = tree().encoded("a/EB0_anger_1.flac", "mono-16bit.flac").encoded("EB0_fear_1.mp3", "mono.mp3")
                .encoded("b/c/EB0_sadness_1.ogg", "mono.ogg").clips("EB0_neutral_1.WAV").read();
        assertEquals(List.of("EB0_fear_1", "EB0_neutral_1", "EB0_anger_1", "EB0_sadness_1"),
                reading.clips().stream().map(clip -> clip.description().id()).toList());
        assertTrue(reading.clips().stream().allMatch(clip -> clip.seconds() > 0.1));
    }

    @Test
    void hiddenFilesAndWhatArchivesAddAreNotOfTheCorpus() throws IOException {
        CorpusReading reading = tree().clips("wav/03a01Fa.wav").text("wav/._03a01Fa.wav", "x").text("__MACOSX/wav/03a01Nc.wav", "x")
                .text(".git/03a02Fa.wav", "x").read();
        assertEquals(1, reading.clips().size());
        assertEquals(0, reading.skipped().total());
    }

    @Test
    void aFolderOfNoKnownCorpusIsRefusedWithWhatWasExpectedAndFound() throws IOException {
        tree().clips("a/hello.wav", "world.wav");
        String message = assertThrows(ManifestException.class, () -> PublishedCorpus.recognise(folder)).getMessage();
        assertTrue(message.startsWith(folder + ": corpus: expected names of files as one of these has them: CREMA-D, "
                + "AudioWAV/1001_DFA_ANG_XX.wav (actor, sentence, emotion, level); RAVDESS, Actor_01/03-01-05-01-02-01-01.wav"), message);
        assertTrue(message.endsWith("found 2 files of audio or video such as a/hello.wav, world.wav"), message);
        assertMessage("found no files", () -> PublishedCorpus.recognise(Files.createDirectory(folder.resolve("empty"))));
        assertMessage("expected the folder of a corpus, found nothing of that name", () -> PublishedCorpus.recognise(folder.resolve("no")));
        assertMessage("expected the folder of a corpus, found a file", () -> PublishedCorpus.recognise(folder.resolve("world.wav")));
    }

    @Test
    void twoCorporaInOneFolderAreRefused() throws IOException {
        tree().clips("crema/1001_DFA_ANG_XX.wav", "crema/1001_DFA_DIS_XX.wav", "emo/03a01Fa.wav");
        assertMessage("corpus: expected the folder of one, found CREMA-D (2 files), EmoDB (1 files)",
                () -> PublishedCorpus.recognise(folder));
        CorpusReading emo = PublishedCorpus.EMO_DB.read(folder);
        assertEquals(1, emo.clips().size());
        assertEquals(List.of("crema/1001_DFA_ANG_XX.wav", "crema/1001_DFA_DIS_XX.wav"),
                Tree.skipped(emo, SkipReason.UNREADABLE_NAME));
    }

    @ParameterizedTest
    @EnumSource
    void theTreeOfAnotherCorpusIsRefused(PublishedCorpus corpus) throws IOException {
        tree().clips("something/else.wav").text("notes.txt", "x");
        assertMessage(corpus.title() + ": expected files of names such as " + corpus.layout().names()
                + ", found 1 files of audio or video such as something/else.wav", () -> corpus.read(folder));
    }

    @ParameterizedTest
    @EnumSource
    void labelsBecomeOneOfTheSixEmotionsOrAreLeftOut(PublishedCorpus corpus) {
        List<LabelMap.Row> rows = corpus.labels().rows();
        assertEquals(rows.size(), rows.stream().map(LabelMap.Row::label).distinct().count());
        assertTrue(rows.stream().flatMap(row -> row.emotion().stream()).allMatch(ModelDescriptor.EMOTIONS::contains));
        assertEquals(corpus == PublishedCorpus.VOX_MOVIES, rows.isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void theDocumentationAndTheJavadocShowTheLabels(PublishedCorpus corpus) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "corpora.md"));
        assertTrue(page.contains("## " + corpus.title() + "\n"), corpus.title());
        String javadoc = Files.readString(Path.of("src/main/java/org/prosodia/pipeline/corpus/published/PublishedCorpus.java"));
        if (!corpus.labels().rows().isEmpty()) {
            assertTrue(page.contains(corpus.labels().toMarkdown()), corpus.labels().toMarkdown());
        }
        for (LabelMap.Row row : corpus.labels().rows()) {
            String line = " *  *\\* " + String.join(" +", Stream.of(row.label(), row.meaning(), row.becomes())
                    .map(Pattern::quote).toList());
            assertTrue(javadoc.lines().anyMatch(text -> text.matches(line)), line);
        }
    }

    @Test
    void corporaGoByTheirKeys() {
        for (PublishedCorpus corpus : PublishedCorpus.values()) {
            assertEquals(corpus, PublishedCorpus.of(" " + corpus.key().toUpperCase(Locale.ROOT)).orElseThrow());
        }
        assertTrue(PublishedCorpus.of("iemocap").isEmpty());
    }

    private interface Action {
        Object run() throws IOException;
    }

    private static void assertMessage(String expected, Action action) {
        String message = assertThrows(ManifestException.class, action::run).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
