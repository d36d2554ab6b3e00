package org.prosodia.pipeline.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command writes: results on standard output, everything else on standard error. */
final class Console {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = {"-q", "--quiet"}, description = "say nothing but results and errors")
    private boolean quiet;

    @Option(names = "--json", description = "report what was done as one JSON object a line on standard output")
    private boolean json;

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
            spec.commandLine().getErr().println(line);
        }
    }

    /** Something that is not as it should be; also said when quiet. */
    void warn(String line) {
        spec.commandLine().getErr().println("prosodia: " + line);
    }

    /** A progress bar, where standard error is a terminal and it is wanted. */
    Progress progress(String task, double seconds) {
        java.io.Console terminal = System.console();
        return quiet || json || terminal == null || !terminal.isTerminal() ? Progress.silent() : Progress.bar(task, seconds);
    }
}
