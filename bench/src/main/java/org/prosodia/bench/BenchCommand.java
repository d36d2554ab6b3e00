package org.prosodia.bench;

import picocli.CommandLine.Command;

/** {@code prosodia bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures this machine: medians over runs in turns, after warming up. "
                + "Compare only what ran in turns on an idle machine.",
        subcommands = {
            BenchKernelsCommand.class, BenchInferCommand.class, BenchTrainCommand.class, BenchStartCommand.class, BenchMemoryCommand.class,
            BenchHourCommand.class
        },
        synopsisSubcommandLabel = "KIND")
final class BenchCommand {}
