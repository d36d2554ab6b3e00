package org.prosodia.pipeline.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.prosodia.tensor.backend.profile.ProfileEntry;

/**
 * A table of a profile: what stands in the first column is a name, the others are numbers.
 *
 * @param titles of the columns
 * @param rows of as many cells
 */
public record ProfileTable(List<String> titles, List<List<String>> rows) {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    /** Cannot be changed. */
    public ProfileTable {
        titles = List.copyOf(titles);
        rows = List.copyOf(rows);
    }

    /** Each kernel summed over all places, the longest first. */
    public static ProfileTable ofKernels(ProfileEntry root) {
        return new ProfileTable(List.of("kernel", "calls", "total, ms", "share, %", "GFLOP/s", "GB/s", "allocated, MB"),
                root.kernels().stream().map(kernel -> List.of(kernel.name(), Long.toString(kernel.calls()), Figures.millis(kernel.nanos()),
                        Figures.share(kernel, root.nanos()), Figures.gflops(kernel), Figures.gigabytes(kernel),
                        Figures.megabytesAllocated(kernel))).toList());
    }

    /** The parts of the computation, each indented below the one that it is in; equal layers are summed. Self is outside of all kernels. */
    public static ProfileTable ofParts(ProfileEntry root) {
        List<List<String>> rows = new ArrayList<>();
        addParts(root.withStacksSummed(), root.nanos(), "", rows);
        return new ProfileTable(List.of("part", "calls", "total, ms", "self, ms", "share, %", "GFLOP/s", "GB/s", "allocated, MB"), rows);
    }

    private static void addParts(ProfileEntry part, long all, String indent, List<List<String>> rows) {
        rows.add(List.of(indent + part.name(), Long.toString(part.calls()), Figures.millis(part.nanos()), Figures.millis(part.selfNanos()),
                Figures.share(part, all), Figures.gflops(part), Figures.gigabytes(part), Figures.megabytesAllocated(part)));
        part.children().stream().filter(child -> !child.isKernel()).forEach(child -> addParts(child, all, indent + INDENT, rows));
    }

    /** Lines of text: titles, then rows, with the columns below each other. */
    public List<String> lines() {
        int[] widths = IntStream.range(0, titles.size()).map(this::width).toArray();
        List<String> lines = new ArrayList<>();
        lines.add(line(titles, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).reduce(titles.get(column).length(), Math::max);
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + widths[0] + "s", cells.getFirst()));
        for (int i = 1; i < widths.length; i++) {
            line.append(GAP).append(" ".repeat(widths[i] - cells.get(i).length())).append(cells.get(i));
        }
        return line.toString();
    }
}
