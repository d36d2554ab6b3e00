package org.prosodia.pipeline.corpus;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The columns of a manifest, and how a row of them becomes an entry. */
final class ManifestColumns implements Columns {
    static final String ID = "id";
    static final String AUDIO = "audio";
    static final String START = "start";
    static final String END = "end";
    static final String EMOTION = "emotion";
    static final String SPEAKER = "speaker";
    static final String SENTENCE = "sentence";
    static final String SPLIT = "split";
    static final String TIMELINE = "timeline";
    private static final List<String> NAMES = List.of(ID, AUDIO, START, END, EMOTION, SPEAKER, SENTENCE, SPLIT, TIMELINE);

    private final Path file;
    private final EmotionNames emotions;

    ManifestColumns(Path file, EmotionNames emotions) {
        this.file = file;
        this.emotions = emotions;
    }

    @Override
    public Optional<String> meaning(String header) throws ManifestException {
        String name = header.strip().toLowerCase(Locale.ROOT);
        if (NAMES.contains(name)) {
            return Optional.of(name);
        }
        OptionalInt emotion = emotions.indexOf(name);
        if (emotion.isPresent()) {
            return Optional.of(emotions.emotions().get(emotion.getAsInt()));
        }
        if (emotions.isEmotion(name)) {
            throw new ManifestException(file, "column " + header, "votes for " + emotions.described(),
                    "those for another emotion; leave the column out to do without them");
        }
        return Optional.empty();
    }

    ManifestEntry entry(Row row) throws ManifestException {
        Optional<String> audio = row.text(AUDIO);
        if (audio.isEmpty()) {
            throw row.error(AUDIO, "the path of an audio file", "none");
        }
        Path path = path(row, AUDIO, audio.get());
        String id = row.text(ID).orElseGet(() -> path.getFileName() == null ? path.toString() : path.getFileName().toString());
        Optional<String> timeline = row.text(TIMELINE);
        double start = row.number(START).orElse(0);
        double end = row.number(END).orElse(Double.POSITIVE_INFINITY);
        if (!(start < end)) {
            throw row.error(END, "more than the start of " + start + " s", end + " s");
        }
        return new ManifestEntry(id, path, start, end, votes(row), row.text(SPEAKER), row.text(SENTENCE), split(row),
                timeline.isEmpty() ? Optional.empty() : Optional.of(path(row, TIMELINE, timeline.get())));
    }

    /** Relative paths start from the manifest's folder. */
    private Path path(Row row, String field, String text) throws ManifestException {
        try {
            return file.resolveSibling(text);
        } catch (InvalidPathException e) {
            throw row.error(field, "a path", ManifestException.quoted(text));
        }
    }

    private static Optional<Split> split(Row row) throws ManifestException {
        Optional<String> name = row.text(SPLIT);
        Optional<Split> split = name.flatMap(Split::of);
        if (name.isPresent() && split.isEmpty()) {
            throw row.error(SPLIT, "one of " + Arrays.stream(Split.values()).map(Split::toString).collect(Collectors.joining(", ")),
                    ManifestException.quoted(name.get()));
        }
        return split;
    }

    private Optional<EmotionVotes> votes(Row row) throws ManifestException {
        Optional<String> label = row.text(EMOTION);
        Optional<EmotionVotes> counts = counts(row);
        if (label.isPresent() && counts.isPresent()) {
            throw row.error(EMOTION, "a label or votes", ManifestException.quoted(label.get()) + " and the votes "
                    + counts.get().counts());
        }
        if (label.isEmpty()) {
            return counts;
        }
        int emotion = emotions.indexOf(label.get()).orElseThrow(() -> row.error(EMOTION, "one of " + emotions.described(),
                ManifestException.quoted(label.get())));
        return Optional.of(EmotionVotes.label(emotion, emotions.emotions().size()));
    }

    /** The votes of a row that has any; emotions without a column or a number have none. */
    private Optional<EmotionVotes> counts(Row row) throws ManifestException {
        List<Double> counts = new ArrayList<>();
        boolean any = false;
        for (String emotion : emotions.emotions()) {
            OptionalDouble count = row.number(emotion);
            any |= count.isPresent();
            counts.add(count.orElse(0));
        }
        double total = counts.stream().mapToDouble(Double::doubleValue).sum();
        if (any && !(total > 0 && total < Double.POSITIVE_INFINITY)) {
            throw row.error("votes", "at least one, and a finite sum", counts.toString());
        }
        return any ? Optional.of(new EmotionVotes(counts)) : Optional.empty();
    }
}
