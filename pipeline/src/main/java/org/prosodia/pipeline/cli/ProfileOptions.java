package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Stack;
import org.prosodia.pipeline.profile.ProfilePage;
import org.prosodia.pipeline.profile.ProfilePicture;
import org.prosodia.pipeline.profile.ProfileTable;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.profile.Profile;
import org.prosodia.tensor.backend.profile.ProfileEntry;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code --profile}: where the time went, as tables on standard error and, where a file is named, as a picture. For {@code Mixin} fields. */
public final class ProfileOptions {
    private static final String TABLES_ALONE = "";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--profile", arity = "0..1", fallbackValue = TABLES_ALONE, paramLabel = "FILE", preprocessor = AttachedOnly.class,
            description = "say on standard error where the time went, by kernel and by part; with =FILE (.svg or .html) also as a picture")
    private String file;

    private Profile profile;
    private TensorRuntime runtime;

    /** Made by picocli, for a command that mixes it in. */
    private ProfileOptions() {}

    /** Takes a file only from {@code --profile=FILE}: what follows {@code --profile} is the command's own. */
    private static final class AttachedOnly implements IParameterPreprocessor {
        @Override
        public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec argument, Map<String, Object> info) {
            if (!"=".equals(info.get("separator"))) {
                arguments.push(TABLES_ALONE);
            }
            return false;
        }
    }

    public boolean isWanted() {
        return file != null;
    }

    /**
     * A runtime that keeps a profile of this thread, where one is wanted.
     *
     * @throws IllegalArgumentException for a file that is neither SVG nor HTML
     */
    public TensorRuntime create(RuntimeOptions options) {
        if (!isWanted()) {
            return options.create();
        }
        if (!file.equals(TABLES_ALONE) && !endsWith(".svg") && !endsWith(".html")) {
            throw new IllegalArgumentException("--profile: expected a file that ends in .svg or .html, found '" + file + "'");
        }
        profile = new Profile(System::nanoTime);
        runtime = options.create(profile);
        return runtime;
    }

    private boolean endsWith(String ending) {
        return file.toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** Stops the profile, where there is one, or lets it go on. */
    public void record(boolean on) {
        if (profile != null) {
            profile.record(on);
        }
    }

    /** Prints the tables and writes the picture, where they are wanted. */
    public void report() throws IOException {
        if (profile == null) {
            return;
        }
        ProfileEntry root = profile.root();
        PrintWriter err = spec.commandLine().getErr();
        ProfileTable.ofKernels(root).lines().forEach(err::println);
        err.println();
        ProfileTable.ofParts(root).lines().forEach(err::println);
        String traffic = runtime.kernels(DType.F32).traffic();
        if (!traffic.isEmpty()) {
            err.println();
            err.println(traffic);
        }
        err.flush();
        if (!file.equals(TABLES_ALONE)) {
            String title = "Where the time of " + spec.commandLine().getCommandSpec().qualifiedName() + " goes";
            String document = endsWith(".html") ? ProfilePage.html(title, root)
                    : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + ProfilePicture.svg(title, root);
            Outputs.replace(Path.of(file), part -> Files.writeString(part, document));
        }
    }
}
