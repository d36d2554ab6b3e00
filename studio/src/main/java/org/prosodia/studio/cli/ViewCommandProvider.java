package org.prosodia.studio.cli;

import org.prosodia.pipeline.cli.CommandProvider;

/** Adds {@code view} to the command line. */
public final class ViewCommandProvider implements CommandProvider {
    @Override
    public Object command() {
        return new ViewCommand();
    }
}
