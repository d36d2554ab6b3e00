package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.run.Provenance;
import org.prosodia.wav2vec2.JsonObject;

/** A folder laid out and named as nEMO and EmoDB are, from {@code corpus} to a trained model and back. */
class PublishedCorpusTest {
    @TempDir
    private static Path folder;

    private static TinyCorpus tiny;
    private static Path nemo;
    private static Path emoDb;

    @BeforeAll
    static void make() throws IOException {
        tiny = new TinyCorpus(folder);
        nemo = Files.createDirectories(folder.resolve("nemo"));
        for (String speaker : List.of("EB0", "IC0", "KS0", "SM0")) {
            for (String clip : List.of("anger_1", "sadness_1", "anger_2")) {
                Cli.speech(nemo.resolve(speaker + "_" + clip + ".wav"), 0.6);
            }
        }
        Cli.speech(nemo.resolve("EB0_surprised_1.wav"), 0.6);
        emoDb = Files.createDirectories(folder.resolve("emodb"));
        Cli.speech(emoDb.resolve("03a01Fa.wav"), 0.6);
        Files.writeString(emoDb.resolve("08a01Fa.wav"), "version https://git-lfs.github.com/spec/v1\n");
    }

    @Test
    void aFolderSaysWhatItHoldsAndWhatWasSkipped() {
        String text = TinyCorpus.succeeds("corpus", nemo, emoDb).out();
        List<String> lines = text.lines().toList();
        assertTrue(lines.get(0).matches("corpus +clips +speakers +sentences +hours +mean s +anger +disgust +fear +joy +neutral +sadness"),
                text);
        assertTrue(lines.get(1).matches("nEMO +12 +4 +2 +0.00 +0.60 +8 +0 +0 +0 +0 +4"), text);
        assertTrue(lines.get(3).matches("together +13 +5 +3 +0.00 +0.60 +8 +0 +0 +1 +0 +4"), text);
        assertTrue(lines.get(4).matches("EmoDB, no audio +1 +1 +1 +- +- .*"), text);
        assertTrue(text.contains("labels: anger -> anger, fear -> fear, happiness -> joy, neutral -> neutral, sadness -> sadness, "
                + "surprised -> left out\nskipped: 1\n       1  labels that are left out (surprised 1): EB0_surprised_1.wav\n"), text);
        assertTrue(text.contains("'git lfs pull' in the corpus's repository brings it: 08a01Fa.wav\n"), text);
    }

    @Test
    void theReportIsOneObjectForEachCorpus() throws IOException {
        Cli run = TinyCorpus.succeeds("corpus", emoDb, "--json");
        assertEquals(1, run.out().lines().count());
        JsonObject report = tiny.lastJson(run);
        assertEquals("emodb", report.string("key", ""));
        assertEquals(1, report.integer("clips", 0, 0));
        assertEquals(1, report.object("emotions").integer("joy", 0, 0));
        assertEquals(List.of(Map.of("reason", "git_lfs_pointer", "count", 1L, "examples", List.of("08a01Fa.wav"))),
                report.fields().get("skipped"));
    }

    @Test
    void aManifestOfSentencesTrainsWithAWarning() throws IOException {
        Path manifest = folder.resolve("sentences.csv");
        Cli run = TinyCorpus.succeeds("corpus", nemo, "--test-sentences", "2", "--manifest", manifest);
        assertTrue(run.err().contains("12 clips: " + manifest + ", train 8, test 4"), run.err());
        Manifest read = Manifest.read(manifest, ModelDescriptor.EMOTIONS);
        read.requireSentencesDisjoint();
        Cli trained = train(manifest, "from-manifest");
        assertTrue(trained.err().contains("figures are about known voices"), trained.err());
        assertEquals(read.sha256(), Provenance.read(folder.resolve("from-manifest/model")).data().getFirst().sha256());
    }

    private static Cli train(Path data, String out, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("train", "stage1", data, "--random", "tiny", "--out", folder.resolve(out),
                "--epochs", 1, "--batch", 4, "--threads", 1));
        arguments.addAll(List.of(more));
        return TinyCorpus.succeeds(arguments.toArray());
    }

    @Test
    void aFolderTrainsAndIsEvaluatedWithoutAManifest() throws IOException {
        Cli trained = train(nemo, "from-folder");
        assertTrue(trained.err().contains("nEMO, 12 clips; 1 skipped, see 'prosodia corpus " + nemo + "'"), trained.err());
        Path model = folder.resolve("from-folder/model");
        Provenance.Data data = Provenance.read(model).data().getFirst();
        assertEquals(nemo.toString(), data.file());
        assertEquals(64, data.sha256().length());
        assertEquals(6, data.clips(), "two of four speakers are held out");
        assertTrue(train(nemo, "from-folder").err().contains("2 steps, 1 epochs"), "the same data: the same command goes on");
        JsonObject test = tiny.lastJson(TinyCorpus.succeeds("evaluate", nemo, "--model", model, "--json"));
        assertEquals(3, test.object("labels").integer("clips", 0, 0));
        assertEquals(nemo.toString(), test.object("data").string("manifest", ""));
        JsonObject all = tiny.lastJson(TinyCorpus.succeeds("evaluate", nemo, "--split-by", "none", "--model", model, "--json"));
        assertEquals(12, all.object("labels").integer("clips", 0, 0));
        assertNotEquals(test.object("data").string("sha256", ""), all.object("data").string("sha256", ""));
    }

    @Test
    void theSplitOfAFolderIsThatOfItsManifest() throws IOException {
        Path manifest = folder.resolve("speakers.jsonl");
        TinyCorpus.succeeds("corpus", nemo, "--manifest", manifest, "-q");
        Manifest read = Manifest.read(manifest, ModelDescriptor.EMOTIONS);
        read.requireSpeakersDisjoint();
        assertEquals(3, read.split(Split.TEST).entries().size());
        Path model = tiny.clipModel(LinkChoice.EXP);
        Object accuracy = tiny.lastJson(TinyCorpus.succeeds("evaluate", manifest, "--model", model, "--json")).object("labels").fields();
        assertEquals(accuracy, tiny.lastJson(TinyCorpus.succeeds("evaluate", nemo, "--model", model, "--json")).object("labels").fields());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nemo --corpus iemocap | 2 | --corpus: expected one of crema-d, ravdess, jl, meld, voxmovies, nemo, emodb, found iemocap",
        "nemo --corpus emodb | 1 | EmoDB: expected files of names such as wav/03a01Fa.wav",
        "nemo --test-sentences 71-90 --manifest m.csv | 1 | sentences for test: expected some of 1, 2, found 71-90",
        "nemo --test-sentences 9-1 --manifest m.csv | 2 | expected names or ranges such as 71-90 or IEO,TIE",
        "nemo --test-sentences 1 --test-share 0.5 --manifest m.csv | 2 | expected without shares",
        "nemo --split-by none --dev-share 0.5 --manifest m.csv | 2 | expected with --split-by speaker or sentence",
        "nemo --split-by published --manifest m.csv | 1 | nEMO: expected a corpus whose authors divided it",
        "nemo --targets votes --manifest m.csv | 1 | nEMO: expected clips with audio and votes",
        "nemo --manifest m.txt | 1 | an end of .csv, .tsv or .jsonl",
        "nowhere | 1 | expected the folder of a corpus, found nothing of that name",
        "'' | 2 | expected the folder of a published corpus, 'embedded', 'splice' or 'votes', found nothing"})
    void whatCannotBeMeantIsRefused(String arguments, int exit, String message) {
        Object[] words = Stream.concat(Stream.of("corpus"),
                Arrays.stream(arguments.split(" ")).filter(word -> !word.isEmpty())
                        .map(word -> word.matches("nemo|nowhere|m\\..*") ? folder.resolve(word).toString() : word)).toArray();
        TinyCorpus.fails(exit, message, words);
    }

    @Test
    void optionsOfACorpusAreRefusedBesideAManifest() throws IOException {
        Path manifest = folder.resolve("plain.csv");
        TinyCorpus.succeeds("corpus", nemo, "--manifest", manifest, "-q");
        TinyCorpus.fails(2, "expected with the folder of a published corpus, found the manifest " + manifest, "evaluate", manifest, "--model",
                tiny.clipModel(LinkChoice.EXP), "--split-by", "none");
    }

    @Test
    void aFolderWithoutAClipToUseFailsAfterItsReport() throws IOException {
        Path lost = Files.createDirectories(folder.resolve("lost"));
        Files.writeString(lost.resolve("03a01Fa.wav"), "version https://git-lfs.github.com/spec/v1\n");
        Cli run = Cli.run("corpus", lost);
        assertEquals(1, run.exit());
        assertTrue(run.out().contains("Git LFS pointers") && run.err().contains(lost + ": no clip can be used"), run.out() + run.err());
    }
}
