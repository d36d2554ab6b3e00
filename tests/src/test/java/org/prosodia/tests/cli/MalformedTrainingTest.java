package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.pipeline.recognition.ModelDescriptor;

/** What training refuses: a line that names the file, the field, what was expected and what was found, and no folder that was begun. */
class MalformedTrainingTest {
    @TempDir
    private static Path folder;
    private static TrainingFiles files;

    @BeforeAll
    static void write() throws IOException {
        files = TrainingFiles.write(folder);
        Cli stage1 = train("stage1", "clips.csv", "encoder", "good");
        assertEquals(0, stage1.exit(), stage1.err());
        files.manifest("unknown-emotion.csv", "emotion", i -> i == 3 ? "rage quit" : "joy");
        files.manifest("one-unlabelled.csv", "emotion", i -> i == 3 ? "" : "joy");
        files.manifest("no-audio.csv", "emotion", _ -> "joy");
        replace("no-audio.csv", "clip2.wav", "clip22.wav");
        files.manifest("text-audio.csv", "emotion", _ -> "joy");
        replace("text-audio.csv", "clip2.wav", "clips.csv");
        files.manifest("no-train.csv", "emotion", _ -> "joy");
        replace("no-train.csv", ",train,", ",test,");
        files.manifest("crossing.csv", "emotion", _ -> "joy");
        replace("crossing.csv", ",B,", ",A,");
        files.manifest("no-timeline.csv", "timeline", i -> "clip" + i + "0.json");
        files.manifest("other-timeline.csv", "timeline", i -> i == 1 ? "other.json" : "clip" + i + ".json");
        Files.writeString(files.file("other.json"), Files.readString(files.file("clip1.json")).replace("\"anger\"", "\"rage\""));
        Files.writeString(files.file("empty.csv"), "audio,speaker,split,emotion\n");
        PreferenceFile ties = new PreferenceFile(files.file("ties.jsonl"), ModelDescriptor.EMOTIONS);
        ties.append(files.preference(0, true));
        ties.append(files.preference(1, true));
        String preference = Files.readAllLines(files.preferences().path()).getFirst();
        Files.writeString(files.file("lost-audio.jsonl"), preference.replace("\"audio\":\"clip0.wav\"", "\"audio\":\"gone.wav\"") + "\n");
        Files.writeString(files.file("half.jsonl"), preference + "\n" + preference.substring(0, 40));
        Files.writeString(files.file("no-preferences.jsonl"), "");
        Files.createDirectory(files.file("no-model"));
    }

    private static void replace(String file, String from, String to) throws IOException {
        Files.writeString(files.file(file), Files.readString(files.file(file)).replace(from, to));
    }

    private static Cli train(String stage, String data, String model, String out, String... more) {
        List<Object> arguments = new ArrayList<>(List.of("train", stage, files.file(data), "--model", files.file(model), "--out",
                files.file(out), "--backend", "plain", "--threads", "1"));
        if (!List.of(more).contains("--epochs")) {
            arguments.addAll(List.of("--epochs", "1"));
        }
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stage1 | missing.csv           | encoder    | missing.csv: no such file
            stage1 | empty.csv             | encoder    | empty.csv: entries: expected at least one clip, found none
            stage1 | timelines.csv         | encoder    | timelines.csv: clip0.wav, emotion: expected a label or votes, found none
            stage1 | one-unlabelled.csv    | encoder    | one-unlabelled.csv: clip3.wav, emotion: expected a label or votes, found none
            stage1 | unknown-emotion.csv   | encoder    | unknown-emotion.csv: line 5: emotion: expected
            stage1 | no-audio.csv          | encoder    | no-audio.csv: clip clip22.wav: audio: expected a file that can be read, found
            stage1 | text-audio.csv        | encoder    | text-audio.csv: clip clips.csv: clips.csv: file: expected WAV, AIFF, AU
            stage1 | no-train.csv          | encoder    | no-train.csv: split: expected at least one clip to train on, found none
            stage1 | crossing.csv          | encoder    | crossing.csv: split: expected each speaker in one, found 1 in several: A
            stage1 | clips.csv             | nowhere    | nowhere: expected a model folder, found nothing
            stage1 | clips.csv             | no-model   | no-model: expected a model folder with config.json and weights, found no config.json
            stage1 | clips.csv             | clips.csv  | clips.csv: expected a model folder, found a file
            stage2 | missing.csv           | good/model | missing.csv: no such file
            stage2 | clips.csv             | good/model | clips.csv: clip0.wav, timeline: expected a timeline file, found none; make them with
            stage2 | no-timeline.csv       | good/model | no-timeline.csv: clip clip0.wav: timeline: expected a file that can be read, found
            stage2 | other-timeline.csv    | good/model | other.json: emotions: expected
            stage2 | timelines.csv         | encoder    | encoder: expected a model of the earlier stage (with prosodia.json), found a published one
            stage3 | missing.jsonl         | good/model | missing.jsonl: expected a file of preferences, found nothing
            stage3 | ties.jsonl            | good/model | ties.jsonl: expected at least one choice to learn from, found none (ties teach
            stage3 | no-preferences.jsonl  | good/model | no-preferences.jsonl: expected at least one choice to learn from, found none
            stage3 | half.jsonl            | good/model | half.jsonl, line 2: half-written: expected a whole preference, found the first 40 bytes
            stage3 | lost-audio.jsonl      | good/model | lost-audio.jsonl: audio
            stage3 | clips.csv             | good/model | clips.csv, line 1: not valid JSON
            stage3 | preferences.jsonl     | encoder    | encoder: expected a model of the earlier stage (with prosodia.json), found a published one
            """)
    void inputsThatCannotBeUsed(String stage, String data, String model, String message) {
        assertRefused(train(stage, data, model, "run", "-q"), 1, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stage1 | --epochs          | 0    | epochs: expected at least 1, found 0
            stage1 | --batch           | 0    | batch: expected at least 1, found 0
            stage1 | --accumulate      | -1   | accumulate: expected at least 1, found -1
            stage1 | --checkpoint-every| 0    | checkpoint-every: expected at least 1, found 0
            stage1 | --patience        | -1   | patience: expected at least 0, found -1
            stage1 | --lr              | NaN  | encoder learning rate: expected 0.0 to 10.0, found NaN
            stage1 | --head-lr         | -1   | head learning rate: expected 0.0 to 10.0, found -1.0
            stage1 | --ema             | 1    | EMA decay: expected 0 to below 1, found 1.0
            stage1 | --warmup          | 2    | warm-up: expected 0.0 to 1.0, found 2.0
            stage1 | --clip-norm       | 0    | gradient norm to clip at: expected a positive number, found 0.0
            stage1 | --smoothing       | 2    | clip clip0.wav: target smoothing must be between 0 and 1 but is 2.0
            stage1 | --smoothing       | 0    | clip clip0.wav: expected positive shares
            stage1 | --cap             | -1   | -1.0
            stage2 | --epochs          | 0    | epochs: expected at least 1, found 0
            stage2 | --smoothing       | NaN  | clip clip0.wav: target smoothing must be between 0 and 1 but is NaN
            stage3 | --epochs          | 0    | epochs: expected at least 1, found 0
            stage3 | --beta            | 0    | beta must be positive and finite but is 0.0
            stage3 | --label-smoothing | 0.5  | label smoothing must be at least 0 and below 0.5 but is 0.5
            stage3 | --dev             | 1    | --dev: expected a share of 0 to below 1, found 1.0
            """)
    void optionsThatMakeNoSense(String stage, String option, String value, String message) {
        String data = stage.equals("stage1") ? "clips.csv" : stage.equals("stage2") ? "timelines.csv" : "preferences.jsonl";
        assertRefused(train(stage, data, stage.equals("stage1") ? "encoder" : "good/model", "run", option, value, "-q"), 2, message);
    }

    private static void assertRefused(Cli run, int exit, String message) {
        assertTrue(run.err().startsWith("prosodia: ") && run.err().contains(message), run.err());
        assertEquals(exit, run.exit(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals("", run.out());
        assertFalse(Files.exists(files.file("run")), "the folder of a run that cannot be");
    }

    @ParameterizedTest
    @CsvSource({"--link, linear, unclamped-exp", "--random, huge, TINY", "--decay, quick, COSINE", "--epochs, many, int"})
    void optionsThatCannotBeReadNameTheirChoices(String option, String value, String choice) {
        Cli run = Cli.run("train", "stage1", files.file("clips.csv"), "--out", files.file("run"),
                option.equals("--random") ? "-q" : "--random=tiny", option, value);
        assertEquals(2, run.exit());
        assertTrue(run.err().lines().findFirst().orElseThrow().contains(option) && run.err().contains(value), run.err());
        assertTrue(run.err().contains(choice), run.err());
        assertFalse(Files.exists(files.file("run")));
    }

    @Test
    void aFolderWithOtherFilesIsLeftAsItIs() throws IOException {
        Path full = Files.createDirectory(files.file("full"));
        Files.writeString(full.resolve("thesis.txt"), "years of work");
        Cli run = train("stage1", "clips.csv", "encoder", "full", "-q");
        assertEquals(1, run.exit());
        assertTrue(run.err().contains(full + ": expected a new folder or one of a run, found other files in it"), run.err());
        assertEquals(1, full.toFile().list().length);
        Cli file = train("stage1", "clips.csv", "encoder", "clips.csv", "-q");
        assertEquals(1, file.exit());
        assertEquals(1, file.err().lines().count(), file.err());
        assertTrue(file.err().contains("clips.csv"), file.err());
    }

    @Test
    void aManifestThatWasMendedBeginsTheRunThatTheBrokenOneCouldNot() throws IOException {
        files.manifest("mended.csv", "emotion", i -> i == 0 ? "joyy" : "joy");
        assertEquals(1, train("stage1", "mended.csv", "encoder", "mended", "-q").exit());
        files.manifest("mended.csv", "emotion", _ -> "joy");
        Cli mended = train("stage1", "mended.csv", "encoder", "mended", "-q");
        assertEquals(0, mended.exit(), mended.err());
    }
}
