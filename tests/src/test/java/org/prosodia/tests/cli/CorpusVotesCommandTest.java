package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.wav2vec2.JsonObject;

/** {@code corpus votes} on a table as CREMA-D's is laid out, without audio. */
class CorpusVotesCommandTest {
    private static final String HEADER = "\"\",\"A\",\"D\",\"F\",\"H\",\"N\",\"S\",\"fileName\",\"numResponses\"\n";
    private static final List<String> SENTENCES = List.of("DFA", "IEO", "ITH");

    @TempDir
    private static Path folder;

    private static TinyCorpus tiny;

    @BeforeAll
    static void make() throws IOException {
        tiny = new TinyCorpus(folder);
        StringBuilder table = new StringBuilder(HEADER);
        for (int actor = 1001; actor <= 1005; actor++) {
            for (String sentence : SENTENCES) {
                int spread = (actor + SENTENCES.indexOf(sentence)) % 4;
                String anger = actor + "_" + sentence + "_ANG_XX";
                table.append(row(1, (9 - spread) + "," + spread + ",0,0,0,0", anger));
                table.append(row(2, "9,0,0,0,0,0", anger));
                table.append(row(1, "0,0,1,0," + spread + ",6", actor + "_" + sentence + "_SAD_XX"));
            }
        }
        Files.writeString(Files.createDirectories(folder.resolve("crema-d/processedResults")).resolve("tabulatedVotes.csv"), table);
    }

    private static String row(int modality, String votes, String clip) {
        return "\"" + modality + "00001\"," + votes + ",\"" + clip + "\",9\n";
    }

    @Test
    void allGroupsAreComparedOnSpeakersThatNothingWasFittedTo() throws IOException {
        String text = TinyCorpus.succeeds("corpus", "votes", folder.resolve("crema-d")).out();
        assertTrue(text.startsWith("CREMA-D, votes of people who heard the voice alone: "), text);
        assertTrue(text.contains("Fitted to 24 clips of 4 speakers: one-hot smoothed with epsilon = 0."), text);
        assertTrue(text.contains("nats, on 6 clips of 1 other speakers"), text);
        JsonObject report = tiny.lastJson(TinyCorpus.succeeds("corpus", "votes", folder.resolve("crema-d"), "--json"));
        assertEquals("prosodia.votes/1", report.string("schema", ""));
        assertEquals("voice", report.string("heard", ""));
        List<?> groups = (List<?>) report.fields().get("groups");
        assertEquals(List.of("all", "anger", "sadness"), groups.stream().map(group -> ((Map<?, ?>) group).get("group")).toList());
        Map<?, ?> all = (Map<?, ?>) groups.getFirst();
        assertEquals(30L, all.get("clips"));
        Map<?, ?> alpha = (Map<?, ?>) report.object("fitted").fields().get("alpha");
        assertEquals(List.of("anger", "sadness"), List.copyOf(alpha.keySet()));
        assertEquals(3, ((List<?>) report.object("held_out").fields().get("log_likelihood_per_vote")).size());
    }

    @Test
    void theSeedDecidesWhoIsHeldOutAndNothingElse() {
        String first = TinyCorpus.succeeds("corpus", "votes", folder.resolve("crema-d"), "--test-share", "0.4").out();
        assertEquals(first, TinyCorpus.succeeds("corpus", "votes", folder.resolve("crema-d"), "--test-share", "0.4").out());
        String other = TinyCorpus.succeeds("corpus", "votes", folder.resolve("crema-d"), "--test-share", "0.4", "--split-seed", 5).out();
        int fitted = first.indexOf("Fitted to");
        assertEquals(first.substring(0, fitted), other.substring(0, fitted));
        assertTrue(!first.substring(fitted).equals(other.substring(fitted)), other);
    }

    @Test
    void anotherModalityHasItsOwnVotes() throws IOException {
        JsonObject report = tiny.lastJson(TinyCorpus.succeeds("corpus", "votes", folder.resolve("crema-d"), "--heard", "face", "--json"));
        Map<?, ?> all = (Map<?, ?>) ((List<?>) report.fields().get("groups")).getFirst();
        assertEquals(15L, all.get("clips"));
        assertEquals(0.0, ((Map<?, ?>) all.get("mixed")).get("mean"), "all agree");
        assertTrue(((Map<?, ?>) all.get("kappa")).containsKey("mean") && ((Map<?, ?>) all.get("kappa")).get("mean") == null, all::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "crema-d --test-share 0 | 2 | --test-share: expected a share between 0 and 1, found 0.0",
        "crema-d --heard touch | 2 | Invalid value for option '--heard'",
        "crema-d --heard both | 1 | tabulatedVotes.csv: rows: expected votes of people who heard the voice and saw the face, found none",
        "nowhere | 1 | expected the folder of a corpus, found nothing of that name"})
    void whatCannotBeMeantIsRefused(String arguments, int exit, String message) {
        String[] words = arguments.split(" ");
        Object[] all = new Object[words.length + 2];
        all[0] = "corpus";
        all[1] = "votes";
        System.arraycopy(words, 0, all, 2, words.length);
        all[2] = folder.resolve(words[0]);
        TinyCorpus.fails(exit, message, all);
    }

    @Test
    void anIntentionThatOnlyHeldOutSpeakersHaveIsRefused() throws IOException {
        Path lone = Files.createDirectories(folder.resolve("lone"));
        Files.writeString(lone.resolve("tabulatedVotes.csv"), HEADER + row(1, "5,4,0,0,0,0", "1001_DFA_ANG_XX")
                + row(1, "0,0,0,5,4,0", "1002_DFA_HAP_XX"));
        TinyCorpus.fails(1, "expected one with at least two votes among the 1 speakers to fit to, found none", "corpus", "votes", lone);
        Files.writeString(lone.resolve("tabulatedVotes.csv"), HEADER + row(1, "5,4,0,0,0,0", "1001_DFA_ANG_XX"));
        TinyCorpus.fails(1, "speakers: expected at least 2, one for each part, found [1001]", "corpus", "votes", lone);
    }
}
