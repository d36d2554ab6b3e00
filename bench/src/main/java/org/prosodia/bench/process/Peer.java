package org.prosodia.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Another program that does the same work. As measured by itself, it prints one JSON object a line for each case: {@code median_ms},
 * and what the case was.
 *
 * @param command for the shell
 */
public record Peer(String command) {
    /** What tells cases apart. A field that a peer does not print is taken to agree. */
    private static final List<String> CASE = List.of("model", "seconds", "batch", "threads", "freeze");
    private static final double LIMIT_SECONDS = 86_400;

    /** Runs it. */
    public Finished run() throws IOException {
        return Finished.of(toString(), List.of("sh", "-c", command), LIMIT_SECONDS).requireSuccess();
    }

    /** @return for each of our cases, in their order, the peer's median in milliseconds */
    public List<Double> medians(List<Map<String, Object>> ours) throws IOException {
        List<Map<String, Object>> theirs = run().jsonLines();
        List<Double> medians = new ArrayList<>();
        for (Map<String, Object> row : ours) {
            Map<String, Object> match = theirs.stream().filter(other -> agree(row, other)).findFirst().orElseThrow(
                    () -> new IOException(this + ": expected a line for " + described(row) + ", found "
                            + theirs.stream().map(Peer::described).toList()));
            if (!(match.get("median_ms") instanceof Number median) || !(median.doubleValue() > 0)) {
                throw new IOException(this + ": median_ms: expected a positive number, found " + match.get("median_ms"));
            }
            medians.add(median.doubleValue());
        }
        return medians;
    }

    private static boolean agree(Map<String, Object> ours, Map<String, Object> theirs) {
        return CASE.stream().filter(name -> ours.containsKey(name) && theirs.containsKey(name))
                .allMatch(name -> Objects.equals(comparable(ours.get(name)), comparable(theirs.get(name))));
    }

    /** 10 s are 10.0 s. */
    private static Object comparable(Object value) {
        return value instanceof Number number ? number.doubleValue() : value;
    }

    private static String described(Map<String, Object> row) {
        return CASE.stream().filter(row::containsKey).map(name -> name + " " + row.get(name)).toList().toString();
    }

    @Override
    public String toString() {
        return "peer '" + command + "'";
    }
}
