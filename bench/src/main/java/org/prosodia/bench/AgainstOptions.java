package org.prosodia.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prosodia.bench.process.ChildJvm;
import org.prosodia.bench.process.Contest;
import org.prosodia.bench.process.Peer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** A peer to measure in turns with. */
final class AgainstOptions {
    /** Columns of what a contest adds to a row. */
    static final List<Column> COLUMNS = List.of(Column.number("peer_median_ms", "peer, ms", 1), Column.number("ratio", "peer/ours", 2),
            Column.number("ratio_min", "least", 2), Column.number("ratio_max", "most", 2));

    private static final List<String> NOT_FOR_A_TURN = List.of("--against", "--turns", "--json", "--quiet", "--profile");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--against", paramLabel = "COMMAND",
            description = "a peer's command for the shell, run in turns with fresh processes of ours; it prints a JSON line a case with"
                    + " median_ms, seconds and batch, as this command does with --json; no profile is kept then")
    private String against;

    @Option(names = "--turns", paramLabel = "N", defaultValue = "5",
            description = "fresh processes that are measured of each (default: ${DEFAULT-VALUE})")
    private int turns;

    Optional<Peer> peer() {
        return Optional.ofNullable(against).map(Peer::new);
    }

    int turns() {
        return turns;
    }

    /** What a command does where there is no peer. */
    @FunctionalInterface
    interface Measurement {
        void run() throws IOException;
    }

    /** Measures alone, or, where there is a peer, in turns with it. */
    void measure(BenchOptions options, List<Column> columns, Measurement alone) throws IOException {
        Optional<Peer> peer = peer();
        if (peer.isPresent()) {
            contest(peer.get(), options, columns);
        } else {
            alone.run();
        }
    }

    /** Runs this very command in turns with the peer, each time in a fresh JVM, and reports the medians. */
    private void contest(Peer peer, BenchOptions options, List<Column> columns) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("bench", spec.name(), "--json"));
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!NOT_FOR_A_TURN.contains(option.longestName())) {
                arguments.add(option.longestName() + "=" + String.join(",", option.originalStringValues()));
            }
        }
        ChildJvm jvm = ChildJvm.likeThis();
        Contest contest = new Contest(turns, () -> jvm.prosodia(arguments).requireSuccess().jsonLines(), peer);
        List<Column> all = new ArrayList<>(columns);
        all.addAll(COLUMNS);
        BenchOptions.Report report = options.report(all);
        contest.run(turn -> options.status("turn " + turn + " of " + turns)).forEach(report::add);
    }
}
