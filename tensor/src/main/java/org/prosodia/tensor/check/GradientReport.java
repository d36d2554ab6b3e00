package org.prosodia.tensor.check;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a {@link GradientCheck} found; {@link #toString()} is meant to be read.
 *
 * @param tolerance the largest {@link PartialDerivative#error()} that passes
 * @param derivatives all that were compared, the worst first
 * @param problems what else was wrong, as sentences: results or gradients that changed from one call to the next, inputs that did
 */
public record GradientReport(double tolerance, List<PartialDerivative> derivatives, List<String> problems) {
    private static final int SHOWN = 10;
    private static final String HEADER =
            String.format(Locale.ROOT, "%-10s %-14s %22s %22s %10s", "input", "element", "analytic", "numeric", "error");

    /** Sorts the derivatives. */
    public GradientReport {
        // Double.compare puts NaN above everything: a derivative that is no number is the worst.
        derivatives = derivatives.stream().sorted(Comparator.comparingDouble(PartialDerivative::error).reversed()).toList();
        problems = List.copyOf(problems);
    }

    /** Whether all partial derivatives agree within the tolerance, and nothing else was wrong. */
    public boolean passed() {
        return problems.isEmpty() && worst() <= tolerance;
    }

    /** The largest error; 0 where there was nothing to compare, NaN where a derivative is no number. */
    public double worst() {
        return derivatives.isEmpty() ? 0 : derivatives.getFirst().error();
    }

    /**
     * For tests.
     *
     * @throws AssertionError with this report, unless {@link #passed()}
     */
    public void requirePassed() {
        if (!passed()) {
            throw new AssertionError(toString());
        }
    }

    @Override
    public String toString() {
        List<PartialDerivative> wrong = derivatives.stream().filter(d -> !(d.error() <= tolerance)).toList();
        String verdict = wrong.isEmpty()
                ? String.format(Locale.ROOT, "%d partial derivatives agree within %.1e, the largest error is %.1e",
                        derivatives.size(), tolerance, worst())
                : String.format(Locale.ROOT, "%d of %d partial derivatives differ by more than %.1e:\n%s",
                        wrong.size(), derivatives.size(), tolerance, HEADER);
        String more = wrong.size() > SHOWN ? "and " + (wrong.size() - SHOWN) + " more" : "";
        return Stream.of(
                        Stream.of((passed() ? "passed: " : "FAILED: ") + verdict),
                        wrong.stream().limit(SHOWN).map(PartialDerivative::toString),
                        Stream.of(more).filter(line -> !line.isEmpty()),
                        problems.stream())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }
}
