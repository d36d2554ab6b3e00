package org.prosodia.pipeline.cli;

import picocli.CommandLine.Command;

/** {@code prosodia corpus}. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        description = "Prepares corpora: audio files and manifests that the other commands read.",
        subcommands = CorpusEmbeddedCommand.class,
        synopsisSubcommandLabel = "CORPUS",
        footer = {"", "Example:", "  prosodia corpus embedded --out corpus"})
final class CorpusCommand {}
