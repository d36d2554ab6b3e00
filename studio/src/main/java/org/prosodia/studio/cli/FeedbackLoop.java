package org.prosodia.studio.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.prosodia.pipeline.cli.CommandListener;
import org.prosodia.pipeline.cli.Console;
import org.prosodia.pipeline.preference.CandidateFile;
import org.prosodia.pipeline.preference.CandidateSet;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.pipeline.timeline.format.TimelineReader;
import org.prosodia.studio.server.FeedbackPages;
import org.prosodia.studio.server.Scene;
import org.prosodia.studio.server.StudioServer;
import org.prosodia.studio.study.Comparisons;
import org.prosodia.studio.study.Study;
import org.prosodia.studio.study.StudyLock;
import org.prosodia.wav2vec2.ModelException;

/**
 * The steps of {@code feedback}. Each leaves behind what makes it superfluous the next time.
 *
 * @param folder of all that comes of it
 * @param round of judging and learning that it is at
 * @param study what is compared, and by whom
 * @param making what the rest is made from
 */
record FeedbackLoop(Path folder, Round round, StudyOptions study, Making making, OtherCommands commands, Console console) {
    /** Pages ask once a second how it goes: so long they get to hear that it went wrong. */
    private static final long FAREWELL_SECONDS = 3;
    private static final int INTERRUPTED = 130;
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    /**
     * What timelines and the new model are made from.
     *
     * @param emotions that the model knows
     * @param count of candidates for each clip
     * @param training options of {@code train stage3}
     */
    record Making(Path audio, Path teacher, Path model, List<String> emotions, int count, long seed, List<Object> training) {}

    /** @return the exit code */
    int run(FeedbackPages pages, ServerOptions server) throws IOException {
        try (StudyLock _ = StudyLock.acquire(preferences())) {
            int exit = hear(CommandListener.NONE, making.model(), folder.resolve(BEFORE));
            if (exit == 0 && !round.isJudged()) {
                exit = commands.label(CommandListener.NONE, making.audio(), making.teacher(), folder.resolve("candidates"), making.count(),
                        making.seed());
            }
            if (exit != 0) {
                return exit;
            }
            Optional<Study> open = round.isJudged() ? Optional.empty() : Optional.of(open());
            return server.serve((bind, port) -> StudioServer.feedback(pages, bind, port), console, running -> {
                int failed = untilLearnt(pages, open);
                if (failed == 0) {
                    pages.view(scenes(), List.of(BEFORE, AFTER));
                    console.say("before and after: " + folder.resolve(BEFORE) + " and " + round.after() + "; Ctrl-C ends");
                    running.join();
                }
                return failed;
            });
        }
    }

    private Path preferences() {
        return folder.resolve("preferences.jsonl");
    }

    private CandidateFile candidates() {
        return new CandidateFile(folder.resolve("candidates/candidates.jsonl"));
    }

    private int hear(CommandListener listener, Path model, Path to) {
        return commands.run(listener, "predict", making.audio(), "--model", model, "--out", to + "/", "--format", "json",
                "--skip-existing");
    }

    private Study open() throws IOException {
        Comparisons comparisons = study.comparisons(candidates().path(), preferences());
        if (!comparisons.emotions().equals(making.emotions())) {
            throw new ModelException(making.teacher(), "--teacher: expected the emotions of --model, " + making.emotions() + ", found "
                    + comparisons.emotions());
        }
        console.say(comparisons.toText() + "; \"Learn from these\" on the page ends judging");
        return study.open(comparisons, preferences());
    }

    /** @return the exit code; when it is not 0 the pages had time to say why */
    private int untilLearnt(FeedbackPages pages, Optional<Study> open) throws IOException, InterruptedException {
        if (open.isPresent()) {
            pages.judge(open.get(), study.annotator(), this::keepChoices);
        }
        int exit = 0;
        if (!round.isLearnt()) {
            List<Object> train = new ArrayList<>(List.of("train", "stage3", round.choices(), "--model", making.model(), "--out", round.run()));
            train.addAll(making.training());
            exit = commands.run(pages.work("Learning from what was chosen"), train.toArray());
        }
        if (exit == 0) {
            exit = hear(pages.work("Hearing all clips with what was learnt"), round.model(), round.after());
        }
        if (exit != 0 && exit != INTERRUPTED) {
            pages.fail("The terminal says what went wrong; the same command tries again.");
            TimeUnit.SECONDS.sleep(FAREWELL_SECONDS);
        }
        return exit;
    }

    /** In the same folder, so that the paths that lines give lead to the same files. */
    private void keepChoices() throws IOException {
        PreferenceFile all = new PreferenceFile(preferences(), making.emotions());
        new PreferenceFile(round.choices(), making.emotions()).write(all.read());
    }

    private List<Scene> scenes() throws IOException {
        List<Scene> scenes = new ArrayList<>();
        for (CandidateSet clip : candidates().read()) {
            Path before = folder.resolve(BEFORE).resolve(clip.id() + ".json");
            Path after = round.after().resolve(clip.id() + ".json");
            if (Files.exists(before) && Files.exists(after)) { // what another command had beside these in its folder of audio is left out
                scenes.add(new Scene(clip.id(), candidates().resolve(clip.audio()),
                        List.of(TimelineReader.read(before), TimelineReader.read(after))));
            }
        }
        if (scenes.isEmpty()) {
            throw new IOException(candidates().path() + ": expected clips that were heard before and after, found none");
        }
        return scenes;
    }
}
