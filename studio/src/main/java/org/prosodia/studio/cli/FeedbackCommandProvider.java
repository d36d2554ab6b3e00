package org.prosodia.studio.cli;

import org.prosodia.pipeline.cli.CommandProvider;

/** Adds {@code feedback} to the command line. */
public final class FeedbackCommandProvider implements CommandProvider {
    @Override
    public Object command() {
        return new FeedbackCommand();
    }
}
