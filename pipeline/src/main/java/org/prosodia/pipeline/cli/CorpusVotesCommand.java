package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.corpus.published.CremaDVotes;
import org.prosodia.pipeline.corpus.published.Modality;
import org.prosodia.pipeline.corpus.votes.VoteReport;
import org.prosodia.pipeline.corpus.votes.VoteSplit;
import org.prosodia.pipeline.corpus.votes.VotedClip;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.run.Hashes;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia corpus votes}. */
@Command(
        name = "votes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says how people voted on the clips of CREMA-D, and what a distribution of mixtures knows of their votes that a "
                + "label or a mean mixture does not. Reads the table of votes; no audio is needed.",
        footer = {"", "Examples:", "  prosodia corpus votes crema-d", "  prosodia corpus votes crema-d --heard both --json"})
final class CorpusVotesCommand implements Callable<Integer> {
    private static final String SCHEMA = "prosodia.votes/1";

    @Parameters(paramLabel = "DIR", description = "a folder with CREMA-D's tabulatedVotes.csv in it, at any depth")
    private Path folder;

    @Option(names = "--heard", paramLabel = "WHAT", defaultValue = "voice",
            description = "votes of people who were given the voice, the face or both (default: ${DEFAULT-VALUE})")
    private Modality modality;

    @Option(names = "--test-share", paramLabel = "SHARE", defaultValue = "0.2",
            description = "of the clips, to measure on: those of speakers that nothing is fitted to (default: ${DEFAULT-VALUE})")
    private double testShare;

    @Option(names = "--split-seed", paramLabel = "N", defaultValue = "1", description = "draws these speakers (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        CremaDVotes table = CremaDVotes.read(folder, modality);
        VoteSplit split = VoteSplit.bySpeaker(table, testShare, seed);
        VoteReport report = VoteReport.of(VotedClip.of(table), split, Bootstrap.DEFAULT);
        if (console.json()) {
            console.out().println(JsonObject.line(fields(table, report)));
        } else {
            console.out().println("CREMA-D, votes of people who " + modality.description() + ": " + table.file());
            console.out().println();
            console.out().print(report.toText());
            console.out().flush();
        }
        return 0;
    }

    private Map<String, Object> fields(CremaDVotes table, VoteReport report) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("version", Version.number());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("file", table.file().toString());
        data.put("sha256", Hashes.sha256(table.file()));
        fields.put("data", data);
        fields.put("heard", modality.toString().toLowerCase(Locale.ROOT));
        fields.put("test_share", testShare);
        fields.put("split_seed", seed);
        fields.putAll(report.toJson());
        return fields;
    }
}
