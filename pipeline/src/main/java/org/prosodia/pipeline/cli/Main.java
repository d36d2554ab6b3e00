package org.prosodia.pipeline.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code prosodia}. Exit codes: 0 when all went well, 1 when an input could not be used, 2 for a wrong command line.
 */
@Command(
        name = "prosodia",
        description = "Hears speech and says, moment by moment, which mixture of emotions it carries.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:an input could not be used; what was wrong with it is on standard error",
            "2:the command line is wrong", "130:interrupted; files already written stay"},
        subcommands = {
            PredictCommand.class, FeaturesCommand.class, InspectCommand.class, InfoCommand.class, DemoCommand.class, CorpusCommand.class,
            TrainCommand.class, LabelCommand.class, JudgeCommand.class, EvaluateCommand.class, BaselineCommand.class,
            ExperimentCommand.class, AnimateCommand.class, ExtractEmotionsCommand.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    private final CommandListener listener;

    private Main(CommandListener listener) {
        this.listener = listener;
    }

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs one command, of this module or of a {@link CommandProvider}; for callers that stay alive. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(out, err, CommandListener.NONE, args);
    }

    /** The same for callers that want to know how it goes. */
    public static int run(PrintWriter out, PrintWriter err, CommandListener listener, String... args) {
        CommandLine commands = new CommandLine(new Main(listener));
        ServiceLoader.load(CommandProvider.class).forEach(provider -> commands.addSubcommand(provider.command()));
        commands.addSubcommand(new HelpCommand());
        commands.setOut(out);
        commands.setErr(err);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setAllowSubcommandsAsOptionParameters(true); // 'corpus DIR --targets votes' is no 'corpus votes'
        commands.setExecutionExceptionHandler((exception, command, parsed) -> {
            listener.failed(Failures.message(exception));
            return Failures.report(exception, command);
        });
        try {
            return commands.execute(args);
        } catch (OutOfMemoryError e) {
            listener.failed(Failures.outOfMemory());
            err.println("prosodia: " + Failures.outOfMemory());
            return Failures.INPUT;
        }
    }

    /** Who is told how the command of this specification goes. */
    static CommandListener listener(CommandSpec command) {
        return command.root().userObject() instanceof Main main ? main.listener : CommandListener.NONE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
