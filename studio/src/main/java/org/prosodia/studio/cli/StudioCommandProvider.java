package org.prosodia.studio.cli;

import org.prosodia.pipeline.cli.CommandProvider;

/** Adds {@code studio} to the command line. */
public final class StudioCommandProvider implements CommandProvider {
    @Override
    public Object command() {
        return new StudioCommand();
    }
}
