package org.prosodia.pipeline.cli;

import org.prosodia.pipeline.training.TrainingListener;

/** Is told how a command goes that another one runs as a part of itself. */
public interface CommandListener extends TrainingListener {
    /** Hears nothing. */
    CommandListener NONE = new CommandListener() {};

    /**
     * The command fails.
     *
     * @param reason as it stands on standard error
     */
    default void failed(String reason) {}
}
