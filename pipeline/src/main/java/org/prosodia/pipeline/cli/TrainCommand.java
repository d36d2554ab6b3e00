package org.prosodia.pipeline.cli;

import picocli.CommandLine.Command;

/** {@code prosodia train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(stage1 | stage2 | stage3)",
        description = "Trains a model, one stage of the method at a time.",
        subcommands = {TrainStage1Command.class, TrainStage2Command.class, TrainStage3Command.class},
        footer = {"", "Examples:",
            "  prosodia train stage1 clips.csv --model wav2vec2-base --out runs/stage1",
            "  prosodia label dynamic.csv --model runs/stage1/model --out labels",
            "  prosodia train stage2 labels/labels.csv --model runs/stage1/model --out runs/stage2",
            "  prosodia train stage3 preferences.jsonl --model runs/stage2/model --out runs/stage3"})
final class TrainCommand {}
