package org.prosodia.pipeline.corpus.published;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of a corpus was not used, and why.
 *
 * @param items all that was skipped, by reason; no reason without any
 */
public record SkipReport(Map<SkipReason, List<Item>> items) {
    private static final int EXAMPLES = 3;
    private static final int MAX_DETAILS = 8;

    /**
     * Something that was skipped.
     *
     * @param what a file, from the corpus's folder, or the name of a clip
     * @param detail what was wrong with this one, or empty: a label, an error
     */
    public record Item(String what, String detail) {
        @Override
        public String toString() {
            return detail.isEmpty() ? what : what + " (" + detail + ")";
        }
    }

    public SkipReport {
        Map<SkipReason, List<Item>> copy = new EnumMap<>(SkipReason.class);
        items.forEach((reason, list) -> copy.put(reason, List.copyOf(list)));
        items = Collections.unmodifiableMap(copy);
    }

    /** How many were skipped for a reason. */
    public int count(SkipReason reason) {
        return items.getOrDefault(reason, List.of()).size();
    }

    /** How many were skipped. */
    public int total() {
        return items.values().stream().mapToInt(List::size).sum();
    }

    /** For people: a line for each reason with its count and a few examples, each line ended. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        items.forEach((reason, list) -> text.append(String.format(Locale.ROOT, "%8d  %s%s: %s%s\n", list.size(), reason.text(),
                details(reason, list), list.stream().limit(EXAMPLES).map(item -> example(reason, item)).collect(Collectors.joining(", ")),
                list.size() > EXAMPLES ? ", …" : "")));
        return text.toString();
    }

    /** Labels are counted; what else was wrong stands beside its example. */
    private static boolean isCounted(SkipReason reason) {
        return reason == SkipReason.LEFT_OUT || reason == SkipReason.UNKNOWN_LABEL || reason == SkipReason.OTHER_RECORDING;
    }

    private static String details(SkipReason reason, List<Item> list) {
        if (!isCounted(reason)) {
            return "";
        }
        Map<String, Long> counts = list.stream().collect(Collectors.groupingBy(Item::detail, TreeMap::new, Collectors.counting()));
        String shown = counts.entrySet().stream().limit(MAX_DETAILS).map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return " (" + shown + (counts.size() > MAX_DETAILS ? ", …" : "") + ")";
    }

    private static String example(SkipReason reason, Item item) {
        return isCounted(reason) ? item.what() : item.toString();
    }

    /** As a list for JSON: each reason with its count and a few examples. */
    public List<Object> toJson() {
        List<Object> json = new ArrayList<>();
        items.forEach((reason, list) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("reason", reason.name().toLowerCase(Locale.ROOT));
            fields.put("count", (long) list.size());
            fields.put("examples", list.stream().limit(EXAMPLES).map(Item::toString).toList());
            json.add(fields);
        });
        return json;
    }
}
