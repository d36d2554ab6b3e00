package org.prosodia.pipeline.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command writes: results on standard output, everything else on standard error. */
final class Console {
    /** One line up, to its start, and clear it (ECMA-48). */
    private static final String BAR_UP = "\033[1A\r\033[2K";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = {"-q", "--quiet"}, description = "say nothing but results and errors")
    private boolean quiet;

    @Option(names = "--json", description = "report what was done as one JSON object a line on standard output")
    private boolean json;

    private Progress progress = Progress.silent();

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    /** For people, on standard error. */
    void say(String line) {
        if (!quiet && !json) {
            print(line);
        }
    }

    /**
     * A line above the progress bar, where one is shown. The bar stands above the cursor and is drawn again there: the line takes its place,
     * and leaves an empty one for it.
     */
    private void print(String line) {
        spec.commandLine().getErr().print(progress.isShown() ? BAR_UP + line + "\n\n" : line + System.lineSeparator());
        spec.commandLine().getErr().flush();
    }

    /** Something that is not as it should be; also said when quiet. */
    void warn(String line) {
        print("prosodia: " + line);
    }

    /** A progress bar, where standard error is a terminal and it is wanted. */
    Progress progress(String task, double seconds) {
        java.io.Console terminal = System.console();
        boolean shown = !quiet && !json && terminal != null && terminal.isTerminal();
        progress = shown ? Progress.bar(task, seconds) : Progress.silent();
        return progress;
    }
}
