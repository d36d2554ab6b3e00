package org.prosodia.studio.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.prosodia.pipeline.audio.AudioFormat;
import org.prosodia.pipeline.cli.Console;
import org.prosodia.pipeline.cli.IntensityOption;
import org.prosodia.pipeline.cli.RuntimeOptions;
import org.prosodia.pipeline.cli.WeightFiles;
import org.prosodia.pipeline.face.FaceAnimator;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.run.SettingsFile;
import org.prosodia.studio.server.FeedbackPages;
import org.prosodia.wav2vec2.ModelException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code prosodia feedback}. */
@Command(
        name = "feedback",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Closes the loop: makes candidates, opens the page where people choose the better, learns from their choices when "
                + "somebody there says so, and shows before and after. Everything is kept in the folder of --out; the same command goes "
                + "on where it stopped.",
        footer = {"", "Examples:",
            "  prosodia feedback --model runs/stage2/model --teacher runs/stage1/model --audio clips/ --out loop",
            "  prosodia feedback --model runs/stage2/model --teacher runs/stage1/model --audio clips/ --out loop --more"})
final class FeedbackCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, paramLabel = "STAGE2",
            description = "folder of the model that is to learn, which answers for frames")
    private Path model;

    @Option(names = "--teacher", required = true, paramLabel = "STAGE1",
            description = "folder of a model that answers for clips, to make candidates with")
    private Path teacher;

    @Option(names = "--audio", required = true, paramLabel = "DIR", description = "folder of the audio that faces speak")
    private Path audio;

    @Option(names = "--out", required = true, paramLabel = "DIR",
            description = "folder of all that comes of it: candidates, preferences.jsonl, before, stage3, after")
    private Path out;

    @Option(names = "--more", description = "judge on although something was learnt already, and learn from all choices into a folder of "
            + "its own: stage3-2, after-2, and so on")
    private boolean more;

    @Option(names = "--count", paramLabel = "N", defaultValue = "5", description = "candidates for each clip (default: ${DEFAULT-VALUE})")
    private int count;

    @Mixin
    private StudyOptions study;

    @Option(names = "--beta", paramLabel = "BETA", defaultValue = "0.5",
            description = "of 'train stage3': small lets the model stray far (default: ${DEFAULT-VALUE})")
    private double beta;

    @Option(names = "--epochs", paramLabel = "N", description = "of 'train stage3' (default: as that has it)")
    private Integer epochs;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "decides the windows of candidates, training, and when eyes blink (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private IntensityOption intensity;

    @Mixin
    private RuntimeOptions runtime;

    @Mixin
    private ServerOptions server;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        study.check();
        // What 'train' would refuse is refused now, not after an hour of judging.
        if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("--beta: expected a number above 0, found " + beta);
        }
        if (count < 2) {
            throw new IllegalArgumentException("--count: expected at least 2 candidates, to be compared, found " + count);
        }
        if (epochs != null && epochs < 1) {
            throw new IllegalArgumentException("--epochs: expected at least 1, found " + epochs);
        }
        FaceAnimator animator = new FaceAnimator(intensity.value(), seed);
        ModelDescriptor learner = learner();
        requireTeacher();
        requireAudio();
        Files.createDirectories(out);
        SettingsFile.requireSame(out.resolve("feedback.json"), settings());
        Round latest = Round.latest(out);
        Round round = more && latest.isLearnt() ? latest.next() : latest;
        FeedbackLoop.Making making = new FeedbackLoop.Making(audio, teacher, model, learner.emotions(), count, seed, training());
        return new FeedbackLoop(out, round, study, making, commands(), console).run(new FeedbackPages(animator), server);
    }

    private List<Object> training() {
        List<Object> training = new ArrayList<>(List.of("--beta", beta, "--seed", seed));
        if (epochs != null) {
            training.addAll(List.of("--epochs", epochs));
        }
        return training;
    }

    private OtherCommands commands() {
        List<String> options = new ArrayList<>(console.flags());
        options.addAll(List.of("--backend", runtime.backend(), "--threads", Integer.toString(runtime.threads())));
        return new OtherCommands(spec.commandLine().getOut(), spec.commandLine().getErr(), options);
    }

    private ModelDescriptor learner() throws IOException {
        ModelFolder.requireConfig(model);
        ModelDescriptor descriptor = ModelDescriptor.read(model).orElseThrow(() -> new ModelException(model,
                "--model: expected a model of stage 2 (with prosodia.json), found a published one or a bare encoder"));
        if (descriptor.head() != Head.FRAMES) {
            throw new ModelException(model, "--model: expected a model of stage 2, which answers for frames, found one of stage 1, which "
                    + "answers for clips");
        }
        if (descriptor.likelihood().isEmpty()) {
            throw new ModelException(model, "--model: expected a model with a Dirichlet likelihood, found one without concentrations");
        }
        return descriptor;
    }

    private void requireTeacher() throws IOException {
        ModelFolder.requireConfig(teacher);
        Optional<Head> head = ModelDescriptor.read(teacher).map(ModelDescriptor::head);
        if (head.isPresent() && head.get() != Head.CLIP) {
            throw new ModelException(teacher, "--teacher: expected a model of stage 1, which answers for clips, found one of stage 2 or 3, "
                    + "which answers for frames");
        }
    }

    private void requireAudio() throws IOException {
        if (!Files.isDirectory(audio)) {
            throw new IllegalArgumentException("--audio: expected a folder of audio files, found "
                    + (Files.exists(audio) ? "the file " : "nothing at ") + audio);
        }
        try (Stream<Path> files = Files.walk(audio)) {
            if (files.noneMatch(file -> Files.isRegularFile(file) && AudioFormat.isNamedLikeAudio(file))) {
                throw new IllegalArgumentException("--audio: expected a folder of audio files (" + String.join(", ", AudioFormat.endings())
                        + "), found none in " + audio);
            }
        }
    }

    /** What decides all that is in the folder; of the candidates, {@code label} knows. */
    private Map<String, Object> settings() throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("model", WeightFiles.hashes(model));
        settings.put("beta", beta);
        settings.put("epochs", epochs == null ? "default" : epochs.toString());
        settings.put("seed", seed);
        return settings;
    }
}
