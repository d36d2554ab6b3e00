package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code experiment} on a manifest, with the least recipe that there is. */
class ExperimentCommandTest {
    private static final String STAGE = "{\"epochs\": 1, \"batch\": 4, \"lr\": 1e-3, \"train_feature_encoder\": true}";
    private static final String RECIPE = "{\"side_by_side\": true, \"stage1\": " + STAGE + ", \"stage2\": " + STAGE + ", \"stage3\": " + STAGE
            + ", \"sequences\": {\"train\": 2, \"dev\": 0, \"test\": 2, \"min_segments\": 2, \"max_segments\": 2, \"longest\": 0.7},"
            + " \"feedback\": {\"sequences\": 2, \"pairs\": 2}, \"encoder\": {\"conv_dim\": [8, 8, 8, 8, 8, 8, 8], \"hidden_size\": 8,"
            + " \"num_hidden_layers\": 1, \"num_attention_heads\": 2, \"intermediate_size\": 16, \"num_conv_pos_embeddings\": 8,"
            + " \"num_conv_pos_embedding_groups\": 2, \"mask_time_prob\": 0.0, \"apply_spec_augment\": false}}";

    @TempDir
    static Path folder;

    private static TinyCorpus corpus;
    private static Path acted;
    private static Path recipe;

    @BeforeAll
    static void make() throws IOException {
        corpus = TinyCorpus.in(folder);
        acted = corpus.voices();
        recipe = folder.resolve("least.json");
        Files.writeString(recipe, RECIPE);
    }

    @Test
    void itMakesTheTablesOnceAndTheSameAgain() throws IOException {
        Path out = folder.resolve("experiment");
        Object[] command = {"experiment", acted, "--out", out, "--recipe", recipe, "--seeds", 1, "--betas", "0.5", "-q"};
        String first = TinyCorpus.succeeds(command).out();
        assertTrue(first.contains("the paper's table 2") && first.contains("seq2seq + DPO, β = 0.5"), first);
        assertTrue(first.contains("One seed"), "and says what one seed is worth: " + first);
        String page = Files.readString(out.resolve("report.html"));
        assertTrue(page.contains("<svg") && !page.contains("src=\"http"), "one page that loads nothing");
        assertEquals(first, Files.readString(out.resolve("results.md")));
        long trained = Files.getLastModifiedTime(out.resolve("given/seed-1/dirichlet/stage1.json")).toMillis();
        assertEquals(first, TinyCorpus.succeeds(command).out());
        assertEquals(trained, Files.getLastModifiedTime(out.resolve("given/seed-1/dirichlet/stage1.json")).toMillis());
        TinyCorpus.fails(1, "holds a run with other settings: seeds was 1 and is now 2", "experiment", acted, "--out", out, "--recipe",
                recipe, "--seeds", 2, "--betas", "0.5");
    }

    @Test
    void whatIsMissingIsAskedFor() throws IOException {
        Path never = folder.resolve("never");
        TinyCorpus.fails(2, "expected a corpus, or 'embedded'", "experiment", "--out", never);
        TinyCorpus.fails(2, "--out: expected a folder", "experiment", acted);
        TinyCorpus.fails(2, "--model: expected a pre-trained encoder", "experiment", acted, "--out", never, "--recipe", "base");
        Path wrong = folder.resolve("wrong.json");
        Files.writeString(wrong, "{\"stage1\": {\"epoch\": 3}}");
        TinyCorpus.fails(1, "wrong.json: stage1.epoch: expected one of the fields", "experiment", acted, "--out", never, "--recipe", wrong);
        assertFalse(Files.exists(never));
    }
}
