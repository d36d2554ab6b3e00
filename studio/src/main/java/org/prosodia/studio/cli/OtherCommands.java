package org.prosodia.studio.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prosodia.pipeline.cli.CommandListener;
import org.prosodia.pipeline.cli.Main;

/**
 * Commands that are parts of another one.
 *
 * @param out where results go
 * @param err where everything else goes
 * @param options that each gets besides its own
 */
record OtherCommands(PrintWriter out, PrintWriter err, List<String> options) {

    /** @return the exit code */
    int run(CommandListener listener, Object... arguments) {
        List<String> all = new ArrayList<>(Arrays.stream(arguments).map(Object::toString).toList());
        all.addAll(options);
        return Main.run(out, err, listener, all.toArray(String[]::new));
    }

    /**
     * Makes {@code candidates.jsonl} in a folder.
     *
     * @param listener is told when it fails as a whole, not of clips that could not be heard
     * @param teacher a model that answers for clips
     */
    int label(CommandListener listener, Path audio, Path teacher, Path folder, int count, long seed) {
        return run(listener, "label", audio, "--model", teacher, "--out", folder, "--candidates", count, "--seed", seed);
    }
}
