package org.prosodia.dpo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The recorded frames of one case and pair; the README beside the tables says where they come from. */
record DpoFixture(List<Map<String, String>> frames) {

    static DpoFixture read(String name, int pair) {
        return new DpoFixture(table("frames.csv").stream()
                .filter(frame -> frame.get("case").equals(name) && frame.get("pair").equals(Integer.toString(pair)))
                .toList());
    }

    PreferencePair pair() {
        return new PreferencePair(numbers("policy_chosen"), numbers("policy_rejected"), numbers("reference_chosen"),
                numbers("reference_rejected"), valid());
    }

    boolean[] valid() {
        boolean[] valid = new boolean[frames.size()];
        for (int t = 0; t < valid.length; t++) {
            valid[t] = Boolean.parseBoolean(frames.get(t).get("valid"));
        }
        return valid;
    }

    /** [T]. */
    double[] numbers(String column) {
        return frames.stream().mapToDouble(frame -> Double.parseDouble(frame.get(column))).toArray();
    }

    /** [T, K]. */
    double[][] rows(String column) {
        Function<String, double[]> parse = text -> Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return frames.stream().map(frame -> parse.apply(frame.get(column))).toArray(double[][]::new);
    }

    private static List<Map<String, String>> table(String resource) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(DpoFixture.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            String[] header = reader.readLine().split(",");
            return reader.lines().map(line -> {
                String[] cells = line.split(",");
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < header.length; i++) {
                    row.put(header[i], cells[i]);
                }
                return row;
            }).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
