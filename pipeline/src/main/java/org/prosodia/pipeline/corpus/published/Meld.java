package org.prosodia.pipeline.corpus.published;

import static org.prosodia.pipeline.corpus.published.LabelMap.leftOut;
import static org.prosodia.pipeline.corpus.published.LabelMap.row;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prosodia.pipeline.corpus.Row;
import org.prosodia.pipeline.corpus.RowReader;
import org.prosodia.pipeline.corpus.Split;

/** {@link PublishedCorpus#MELD}. */
final class Meld implements Layout {
    private static final Pattern NAME = Pattern.compile("dia\\d+_utt\\d+");
    private static final String DIALOGUE = "Dialogue_ID";
    private static final String UTTERANCE = "Utterance_ID";
    private static final String SPEAKER = "Speaker";
    private static final String EMOTION = "Emotion";
    private static final LabelMap LABELS = LabelMap.of(row("anger", "anger", "anger"), row("disgust", "disgust", "disgust"),
            row("fear", "fear", "fear"), row("joy", "joy", "joy"), row("neutral", "neutral", "neutral"),
            row("sadness", "sadness", "sadness"), leftOut("surprise", "surprise"));

    @Override
    public String names() {
        return "train_splits/dia0_utt0.wav (dialogue, utterance; audio extracted from the published .mp4) beside train_sent_emo.csv";
    }

    @Override
    public LabelMap labels() {
        return LABELS;
    }

    @Override
    public List<String> tables() {
        return Arrays.stream(Split.values()).map(Meld::table).toList();
    }

    private static String table(Split split) {
        return split + "_sent_emo.csv";
    }

    @Override
    public boolean isPublishedName(CorpusFile file) {
        return NAME.matcher(file.stem()).matches();
    }

    @Override
    public Catalogue open(CorpusFiles files) throws IOException {
        Map<Split, Path> tables = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            files.table(table(split)).ifPresent(path -> tables.put(split, path));
        }
        Map<String, ClipDescription> listed = new LinkedHashMap<>();
        for (Map.Entry<Split, Path> table : tables.entrySet()) {
            for (Row row : RowReader.read(table.getValue(), List.of(DIALOGUE, UTTERANCE, SPEAKER, EMOTION))) {
                ClipDescription clip = describe(row, table.getKey());
                if (listed.put(clip.id(), clip) != null) {
                    throw row.error(UTTERANCE, "one that no other row of the dialogue has", row.text(UTTERANCE).orElseThrow());
                }
            }
        }
        return new Catalogue(listed, file -> find(file, files.folder(), tables, listed));
    }

    /** The words of a dialogue belong together, so it is what is kept within a split. */
    private static ClipDescription describe(Row row, Split split) throws IOException {
        String dialogue = split + "-dia" + required(row, DIALOGUE);
        String label = required(row, EMOTION).toLowerCase(Locale.ROOT);
        return ClipDescription.labelled(dialogue + "_utt" + required(row, UTTERANCE), required(row, SPEAKER), dialogue, label, LABELS)
                .withSplit(split);
    }

    private static String required(Row row, String column) throws IOException {
        return row.text(column).orElseThrow(() -> row.error(column, "something", "nothing"));
    }

    /** Each of the three parts counts its dialogues from 0: the folder says which part a file is of. */
    private static Finding find(CorpusFile file, Path root, Map<Split, Path> tables, Map<String, ClipDescription> listed) {
        Optional<Split> split = splitOf(file.folders());
        if (split.isEmpty() && tables.size() == 1) {
            split = Optional.of(tables.keySet().iterator().next());
        }
        if (split.isEmpty()) {
            split = splitOf(List.of(root.toAbsolutePath().normalize().toString()));
        }
        if (split.isEmpty()) {
            return new Finding.Skip(SkipReason.NOT_LISTED, "in no folder that says train, dev or test");
        }
        ClipDescription clip = listed.get(split.get() + "-" + file.stem());
        return clip == null ? new Finding.Skip(SkipReason.NOT_LISTED, "as " + split.get()) : new Finding.Clip(clip);
    }

    /** By the innermost folder that names one: {@code train_splits}, {@code dev_splits_complete}, {@code output_repeated_splits_test}. */
    private static Optional<Split> splitOf(List<String> folders) {
        for (String folder : folders.reversed()) {
            String name = Path.of(folder).getFileName() == null ? "" : Path.of(folder).getFileName().toString();
            for (Split split : Split.values()) {
                if (name.toLowerCase(Locale.ROOT).contains(split.toString())) {
                    return Optional.of(split);
                }
            }
        }
        return Optional.empty();
    }
}
