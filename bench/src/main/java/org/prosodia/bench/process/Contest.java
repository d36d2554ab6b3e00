package org.prosodia.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.prosodia.bench.measure.Sample;

/**
 * Our measurement and a peer's, each in fresh processes, in turns: first ours, then the peer's, and again. What a turn compares ran at
 * about the same time on the same machine, so that its ratio is worth more than either time.
 *
 * @param turns at least 1
 */
public record Contest(int turns, Ours ours, Peer peer) {
    /** One turn of ours: a row a case, the same cases in the same order each time. */
    @FunctionalInterface
    public interface Ours {
        List<Map<String, Object>> measure() throws IOException;
    }

    public Contest {
        if (turns < 1) {
            throw new IllegalArgumentException("--turns: expected at least 1, found " + turns);
        }
    }

    /**
     * @param progress told the number of each turn, from 1
     * @return for each case the medians over all turns, of our numbers, of the peer's median and of their ratio, peer over ours
     */
    public List<Map<String, Object>> run(IntConsumer progress) throws IOException {
        List<List<Map<String, Object>>> rows = new ArrayList<>();
        List<List<Double>> theirs = new ArrayList<>();
        for (int turn = 1; turn <= turns; turn++) {
            progress.accept(turn);
            rows.add(ours.measure());
            theirs.add(peer.medians(rows.getLast()));
        }
        List<Map<String, Object>> results = new ArrayList<>();
        for (int i = 0; i < rows.getLast().size(); i++) {
            results.add(result(column(rows, i), column(theirs, i)));
        }
        return results;
    }

    private static <T> List<T> column(List<List<T>> turns, int i) {
        return turns.stream().map(turn -> turn.get(i)).toList();
    }

    private static Map<String, Object> result(List<Map<String, Object>> ours, List<Double> theirs) {
        Map<String, Object> row = new LinkedHashMap<>(ours.getLast());
        row.replaceAll((name, value) -> value instanceof Double ? (Object) sample(ours, name).median() : value);
        row.put("min_ms", sample(ours, "min_ms").min());
        row.put("n", (long) sample(ours, "n").sorted().stream().mapToDouble(Double::doubleValue).sum());
        putRatios(row, ours.stream().map(each -> number(each, "median_ms")).toList(), theirs);
        return row;
    }

    /**
     * Adds what a peer took, and its ratio to what we took.
     *
     * @param ours milliseconds of each turn
     * @param theirs the same of the peer, in the same turns
     */
    public static void putRatios(Map<String, Object> row, List<Double> ours, List<Double> theirs) {
        Sample ratio = Sample.of(IntStream.range(0, ours.size()).mapToDouble(turn -> theirs.get(turn) / ours.get(turn)));
        row.put("peer_median_ms", Sample.of(theirs).median());
        row.put("ratio", ratio.median());
        row.put("ratio_min", ratio.min());
        row.put("ratio_max", ratio.max());
        row.put("turns", ours.size());
    }

    private static Sample sample(List<Map<String, Object>> rows, String field) {
        return Sample.of(rows.stream().mapToDouble(row -> number(row, field)));
    }

    private static double number(Map<String, Object> row, String field) {
        return ((Number) row.get(field)).doubleValue();
    }
}
