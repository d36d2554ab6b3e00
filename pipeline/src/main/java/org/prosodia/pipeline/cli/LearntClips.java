package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.prosodia.pipeline.augment.Augmentation;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The clips of a manifest that a stage learns from, and what is done to them. */
final class LearntClips {
    @Parameters(paramLabel = "MANIFEST", description = "clips with a label or votes each (stage 1) or a timeline each (stage 2): .csv,"
            + " .tsv or .jsonl; or the folder of a published corpus (stage 1)")
    private Path manifest;

    @Option(names = "--no-augmentation", description = "learn from the clips as they are: no shift, crop, noise, gain, speed")
    private boolean plain;

    private TrainingData data;

    /** The clips of a manifest. */
    TrainingData read(List<String> emotions, TrainingRun run) throws IOException {
        data = TrainingData.of(ClipInputs.read(manifest, emotions, run.console()), run.seed(), run.console());
        return data;
    }

    /** The clips of a manifest or of a published corpus. */
    TrainingData read(List<String> emotions, CorpusOptions corpora, TrainingRun run) throws IOException {
        data = TrainingData.of(ClipInputs.read(manifest, emotions, corpora, run.console()), run.seed(), run.console());
        return data;
    }

    /** The clips, once they have been read. */
    LearntFrom learntFrom() {
        return data.learntFrom();
    }

    boolean augmented() {
        return !plain;
    }

    Augmentation augmentation() {
        return plain ? Augmentation.NONE : Augmentation.DEFAULT;
    }
}
