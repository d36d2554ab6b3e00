package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.preference.CandidateFile;
import org.prosodia.pipeline.preference.Entry;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.pipeline.preference.PreferenceSummary;
import org.prosodia.pipeline.preference.SimulatedJudge;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia judge}. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares candidates as a simulated person would who knows the true timelines (Bradley and Terry, 1952), and writes "
                + "the choices for stage 3. Every one of them says that it is simulated: this is no human feedback.",
        footer = {"", "Examples:",
            "  prosodia judge candidates/candidates.jsonl --truth corpus/dynamic.csv --out preferences.jsonl",
            "  prosodia judge candidates/candidates.jsonl --truth corpus/dynamic.csv --out sure.jsonl --temperature 0 --error-rate 0"})
final class JudgeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CANDIDATES.jsonl", description = "what 'prosodia label --candidates' wrote")
    private Path candidates;

    @Option(names = "--truth", required = true, paramLabel = "MANIFEST", description = "clips of the same ids with their true timelines")
    private Path truth;

    @Option(names = "--out", required = true, paramLabel = "FILE.jsonl",
            description = "where to write; a file of simulated choices is replaced, one with people's is not touched")
    private Path out;

    @Option(names = "--append", description = "add to the choices that the file holds, whoever made them")
    private boolean append;

    @Option(names = "--pairs", paramLabel = "N", defaultValue = "4", description = "comparisons for each clip (default: ${DEFAULT-VALUE})")
    private int pairs;

    @Option(names = "--temperature", paramLabel = "D", defaultValue = "0.01",
            description = "the difference in mean absolute error that is seen 73 %% of the time (default: ${DEFAULT-VALUE})")
    private double temperature;

    @Option(names = "--error-rate", paramLabel = "SHARE", defaultValue = "0.05",
            description = "choices given the wrong way round (default: ${DEFAULT-VALUE})")
    private double errorRate;

    @Option(names = "--noticeable", paramLabel = "D", defaultValue = "0",
            description = "no greater differences are ties (default: ${DEFAULT-VALUE})")
    private double noticeable;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "decides pairs and choices (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        SimulatedJudge judge = SimulatedJudge.of(temperature, errorRate, noticeable);
        ComparedCandidates compared = ComparedCandidates.read(new CandidateFile(candidates), truth, console);
        PreferenceFile file = new PreferenceFile(out, compared.emotions());
        List<Preference> before = before(file);
        List<Preference> choices;
        try (Progress progress = console.progress("judge", compared.totalSeconds())) {
            choices = compared.judge(judge, pairs, seed, out, progress::finish);
        }
        Files.createDirectories(out.toAbsolutePath().getParent());
        if (append) {
            for (Preference choice : choices) {
                file.append(choice);
            }
        } else {
            file.write(choices);
        }
        List<Preference> all = new ArrayList<>(append ? before : List.of());
        all.addAll(choices);
        report(judge, choices.size(), PreferenceSummary.of(all));
        return 0;
    }

    /** What the file holds, which is replaced only if nobody took the trouble of answering. */
    private List<Preference> before(PreferenceFile file) throws IOException {
        if (!Files.exists(out)) {
            return List.of();
        }
        List<Entry> before = file.entries();
        long people = before.stream().filter(entry -> !(entry instanceof Preference preference && preference.simulated())).count();
        if (people > 0 && !append) {
            throw new FileSystemException(out.toString(), null, "expected a new file or one of simulated choices, found " + people
                    + " answers of people; choose another file, or --append to add to them");
        }
        return Entry.standing(before);
    }

    private void report(SimulatedJudge judge, int choices, PreferenceSummary summary) {
        if (!console.json()) {
            console.out().println("simulated: no person judged anything; every choice names " + judge.annotator());
            console.out().print(summary.toText());
            console.out().flush();
            console.say(choices + " choices: " + out);
            return;
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("out", out.toString());
        report.put("simulated", true);
        report.put("annotator", judge.annotator());
        report.put("seed", seed);
        report.put("choices", choices);
        report.put("preferences", summary.preferences());
        report.put("duplicates", summary.duplicates());
        report.put("simulated_preferences", summary.simulated());
        report.put("annotators", summary.annotators());
        report.put("ties", summary.ties());
        report.put("comparisons", summary.comparisons());
        report.put("contradictions", summary.contradictions());
        report.put("training_pairs", summary.everyPairs());
        report.put("majority_pairs", summary.majorityPairs());
        report.put("agreement", summary.agreement().isPresent() ? summary.agreement().getAsDouble() : null);
        console.out().println(JsonObject.line(report));
    }
}
