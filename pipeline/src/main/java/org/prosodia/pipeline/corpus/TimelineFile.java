package org.prosodia.pipeline.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineReader;

/**
 * Reads the timeline of a clip, truth or a teacher's, with the emotions in the order wanted whatever their order in the file. A file that
 * ends in .csv or .tsv has the columns that our CSV timelines have: {@code time}, a share per emotion, perhaps {@code certainty}; any other
 * is JSON of the schema {@code prosodia.timeline/1}.
 */
public final class TimelineFile {
    private static final String TIME = "time";
    private static final String CERTAINTY = "certainty";

    private TimelineFile() {}

    /**
     * Reads a file.
     *
     * @param emotions names [K] as {@link EmotionNames} understands them; the file must have each once and no other
     * @throws ManifestException when it has other emotions, or what is no timeline of mixtures
     */
    public static Timeline read(Path file, List<String> emotions) throws IOException {
        EmotionNames names = new EmotionNames(emotions);
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean separated = name.endsWith(".csv") || name.endsWith(".tsv");
        return separated ? fromColumns(file, names) : ordered(file, TimelineReader.read(file), names);
    }

    private static Timeline fromColumns(Path file, EmotionNames names) throws IOException {
        List<String> emotions = names.emotions();
        List<Row> rows = Table.read(file, header -> meaning(header, names)).rows();
        double[] times = new double[rows.size()];
        float[] mean = new float[times.length * emotions.size()];
        float[] certainty = new float[times.length];
        int certain = 0;
        for (int t = 0; t < times.length; t++) {
            Row row = rows.get(t);
            times[t] = required(row, TIME);
            for (int k = 0; k < emotions.size(); k++) {
                mean[t * emotions.size() + k] = (float) required(row, emotions.get(k));
            }
            OptionalDouble found = row.number(CERTAINTY);
            certain += found.isPresent() ? 1 : 0;
            certainty[t] = (float) found.orElse(0);
        }
        if (certain != 0 && certain != times.length) {
            throw new ManifestException(file, CERTAINTY, "one in every row or in none", certain + " in " + times.length + " rows");
        }
        return build(file, names, times, mean, certain == 0 ? Optional.empty() : Optional.of(certainty));
    }

    private static Optional<String> meaning(String header, EmotionNames names) {
        String name = header.strip().toLowerCase(Locale.ROOT);
        if (name.equals(TIME) || name.equals(CERTAINTY)) {
            return Optional.of(name);
        }
        OptionalInt emotion = names.indexOf(name);
        return emotion.isPresent() ? Optional.of(names.emotions().get(emotion.getAsInt())) : Optional.empty();
    }

    private static double required(Row row, String field) throws ManifestException {
        return row.number(field).orElseThrow(() -> row.error(field, "a number", "none"));
    }

    /** CSV does not say how long the audio is: the last frame is the best guess. */
    private static Timeline build(Path file, EmotionNames names, double[] times, float[] mean, Optional<float[]> certainty)
            throws ManifestException {
        try {
            String audio = file.toString();
            double duration = times.length == 0 ? 0 : times[times.length - 1];
            return certainty.isPresent()
                    ? Timeline.ofMeans(audio, duration, names.emotions(), times, mean, certainty.get())
                    : Timeline.ofMeans(audio, duration, names.emotions(), times, mean);
        } catch (IllegalArgumentException e) {
            throw new ManifestException(file, e.getMessage());
        }
    }

    private static Timeline ordered(Path file, Timeline timeline, EmotionNames names) throws ManifestException {
        if (!timeline.isMixture()) {
            throw new ManifestException(file, "values", "mixtures of emotions", "the dimensions " + timeline.emotions());
        }
        int[] source = positions(file, timeline.emotions(), names);
        if (timeline.emotions().equals(names.emotions())) {
            return timeline;
        }
        int k = source.length;
        float[] values = new float[timeline.frameCount() * k];
        for (int i = 0; i < values.length; i++) {
            int t = i / k;
            values[i] = timeline.hasAlpha() ? timeline.alpha(t, source[i % k]) : timeline.value(t, source[i % k]);
        }
        return timeline.hasAlpha()
                ? Timeline.ofAlphas(timeline.audio(), timeline.duration(), names.emotions(), timeline.times(), values)
                : Timeline.ofMeans(timeline.audio(), timeline.duration(), names.emotions(), timeline.times(), values);
    }

    /** Where in the file's order each wanted emotion is. */
    private static int[] positions(Path file, List<String> found, EmotionNames names) throws ManifestException {
        List<Integer> wanted = new ArrayList<>();
        for (String emotion : found) {
            wanted.add(names.indexOf(emotion).orElse(-1));
        }
        if (wanted.contains(-1) || new HashSet<>(wanted).size() < wanted.size() || wanted.size() != names.emotions().size()) {
            throw new ManifestException(file, "emotions", names.emotions().toString(), found.toString());
        }
        int[] positions = new int[wanted.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[wanted.get(i)] = i;
        }
        return positions;
    }
}
