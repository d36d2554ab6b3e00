package org.prosodia.pipeline.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.prosodia.pipeline.corpus.published.CorpusReading;
import org.prosodia.pipeline.corpus.published.CorpusStatistics;
import org.prosodia.pipeline.corpus.published.LabelMap;
import org.prosodia.pipeline.corpus.published.VoteStatistics;

/** What {@code prosodia corpus} says of the folders that it read. */
record CorpusReport(List<CorpusReading> readings) {

    /** The paper's table 1, and for each corpus what became of its labels, its votes, and what was skipped. */
    String toText() {
        List<CorpusStatistics> rows = new ArrayList<>(readings.stream().map(CorpusStatistics::of).toList());
        if (readings.size() > 1) {
            rows.add(CorpusStatistics.total(rows));
        }
        readings.forEach(reading -> CorpusStatistics.withoutAudio(reading).ifPresent(rows::add));
        StringBuilder text = new StringBuilder(CorpusStatistics.toText(rows));
        for (CorpusReading reading : readings) {
            text.append('\n').append(reading.corpus().title()).append(", ").append(reading.folder()).append('\n');
            text.append("labels: ").append(labels(reading.corpus().labels())).append('\n');
            VoteStatistics.of(reading).ifPresent(votes -> text.append(votes.toText()).append('\n'));
            int skipped = reading.skipped().total();
            text.append("skipped: ").append(skipped == 0 ? "nothing" : Integer.toString(skipped)).append('\n')
                    .append(reading.skipped().toText());
        }
        return text.toString();
    }

    private static String labels(LabelMap map) {
        return map.rows().isEmpty() ? "none"
                : map.rows().stream().map(row -> row.label() + " -> " + row.becomes()).collect(Collectors.joining(", "));
    }

    /** One tree for each corpus. */
    List<Map<String, Object>> toJson() {
        return readings.stream().map(CorpusReport::toJson).toList();
    }

    private static Map<String, Object> toJson(CorpusReading reading) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("folder", reading.folder().toString());
        json.put("key", reading.corpus().key());
        json.putAll(CorpusStatistics.of(reading).toJson());
        Map<String, Object> labels = new LinkedHashMap<>();
        reading.corpus().labels().rows().forEach(row -> labels.put(row.label(), row.emotion().orElse(null)));
        json.put("labels", labels);
        json.put("votes", VoteStatistics.of(reading).map(VoteStatistics::toJson).orElse(null));
        json.put("without_audio", CorpusStatistics.withoutAudio(reading).map(CorpusStatistics::toJson).orElse(null));
        json.put("skipped", reading.skipped().toJson());
        return json;
    }
}
