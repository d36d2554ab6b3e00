package org.prosodia.pipeline.corpus.published;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.prosodia.pipeline.markup.Grid;
import org.prosodia.pipeline.recognition.ModelDescriptor;

/**
 * A corpus in figures: a row of the paper's table 1.
 *
 * @param name for people
 * @param clips how many
 * @param speakers how many
 * @param sentences how many texts; 0 where they are not known
 * @param seconds of all clips
 * @param emotions clips with each of the six emotions, in their order
 */
public record CorpusStatistics(String name, int clips, int speakers, int sentences, double seconds, Map<String, Integer> emotions) {
    private static final double SECONDS_PER_HOUR = 3600;

    /** Of the clips that can be used. */
    public static CorpusStatistics of(CorpusReading reading) {
        return of(reading.corpus().title(), reading.clips().stream().map(PublishedClip::description).toList(),
                reading.clips().stream().mapToDouble(PublishedClip::seconds).sum());
    }

    /** Of clips that are known and cannot be heard; empty where there are none. */
    public static Optional<CorpusStatistics> withoutAudio(CorpusReading reading) {
        return reading.withoutAudio().isEmpty() ? Optional.empty()
                : Optional.of(of(reading.corpus().title() + ", no audio", reading.withoutAudio(), 0));
    }

    private static CorpusStatistics of(String name, List<ClipDescription> clips, double seconds) {
        Map<String, Integer> emotions = new LinkedHashMap<>();
        ModelDescriptor.EMOTIONS.forEach(emotion -> emotions.put(emotion, 0));
        clips.forEach(clip -> clip.emotion().ifPresent(emotion -> emotions.merge(emotion, 1, Integer::sum)));
        return new CorpusStatistics(name, clips.size(), (int) clips.stream().map(ClipDescription::speaker).distinct().count(),
                (int) clips.stream().flatMap(clip -> clip.sentence().stream()).distinct().count(), seconds, emotions);
    }

    /** All of them together, no speaker and no sentence being in two. */
    public static CorpusStatistics total(Collection<CorpusStatistics> parts) {
        Map<String, Integer> emotions = new LinkedHashMap<>();
        parts.forEach(part -> part.emotions.forEach((emotion, count) -> emotions.merge(emotion, count, Integer::sum)));
        return new CorpusStatistics("together", parts.stream().mapToInt(CorpusStatistics::clips).sum(),
                parts.stream().mapToInt(CorpusStatistics::speakers).sum(), parts.stream().mapToInt(CorpusStatistics::sentences).sum(),
                parts.stream().mapToDouble(CorpusStatistics::seconds).sum(), emotions);
    }

    /** Length of a clip, seconds; empty where nothing can be heard. */
    public OptionalDouble meanSeconds() {
        return seconds == 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds / clips);
    }

    /** The paper's table 1 as text, each line ended. */
    public static String toText(List<CorpusStatistics> rows) {
        List<String> header = new ArrayList<>(List.of("corpus", "clips", "speakers", "sentences", "hours", "mean s"));
        header.addAll(ModelDescriptor.EMOTIONS);
        return new Grid(header, rows.stream().map(CorpusStatistics::cells).toList()).toText();
    }

    private List<String> cells() {
        List<String> cells = new ArrayList<>(List.of(name, Integer.toString(clips), Integer.toString(speakers),
                sentences == 0 ? "-" : Integer.toString(sentences), seconds == 0 ? "-" : decimal(seconds / SECONDS_PER_HOUR),
                meanSeconds().isEmpty() ? "-" : decimal(meanSeconds().getAsDouble())));
        emotions.values().forEach(count -> cells.add(Integer.toString(count)));
        return cells;
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** As a tree for JSON. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("corpus", name);
        json.put("clips", (long) clips);
        json.put("speakers", (long) speakers);
        json.put("sentences", (long) sentences);
        json.put("seconds", seconds);
        Map<String, Object> counts = new LinkedHashMap<>();
        emotions.forEach((emotion, count) -> counts.put(emotion, (long) count));
        json.put("emotions", counts);
        return json;
    }
}
