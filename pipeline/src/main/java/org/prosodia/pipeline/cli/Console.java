package org.prosodia.pipeline.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command writes: results on standard output, everything else on standard error. For {@code Mixin} fields. */
public final class Console {
    /** To the start of the line, and clear it (ECMA-48). */
    private static final String CLEAR = "\r\033[2K";
    /** The same, one line up. */
    private static final String BAR_UP = "\033[1A" + CLEAR;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = {"-q", "--quiet"}, description = "say nothing but results and errors")
    private boolean quiet;

    @Option(names = "--json", description = "report what was done as one JSON object a line on standard output")
    private boolean json;

    private Progress progress = Progress.silent();

    /** Made by picocli, for a command that mixes it in. */
    private Console() {}

    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    public boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    /** The options that make a command that this one runs as quiet, or as readable to programs, as this one. */
    public List<String> flags() {
        return Stream.of(quiet ? "--quiet" : "", json ? "--json" : "").filter(flag -> !flag.isEmpty()).toList();
    }

    /** For people, on standard error. */
    public void say(String line) {
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
    public void warn(String line) {
        print("prosodia: " + line);
    }

    /** What is being done, in place of what was said before, where standard error is a terminal and it is wanted; empty when done. */
    public void status(String what) {
        if (showsProgress()) {
            spec.commandLine().getErr().print(CLEAR + what);
            spec.commandLine().getErr().flush();
        }
    }

    private boolean showsProgress() {
        java.io.Console terminal = System.console();
        return !quiet && !json && terminal != null && terminal.isTerminal();
    }

    /** A progress bar, where standard error is a terminal and it is wanted. */
    Progress progress(String task, double seconds) {
        progress = showsProgress() ? Progress.bar(task, seconds) : Progress.silent();
        return progress;
    }
}
