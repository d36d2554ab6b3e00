package org.prosodia.tests.restricted;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prosodia.tensor.backend.vector.VectorSupport;

/**
 * What {@link CoreProbe} printed.
 *
 * @param values by name
 */
record ProbeReport(Map<String, String> values) {
    /** That of F32 in the parity tests. */
    private static final double TOLERANCE = 1e-5;

    /** For sums of 576 products of numbers up to 1. */
    private static final double CONVOLUTION_TOLERANCE = 1e-4;

    static ProbeReport parse(String output) {
        return new ProbeReport(output.lines().map(line -> line.split("=", 2)).filter(parts -> parts.length == 2)
                .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1])));
    }

    String backend() {
        return values.get("backend");
    }

    String description() {
        return values.get("description");
    }

    /** The plain backend runs, because the vector backend was refused for a reason that names {@code because}. */
    void assertPlainBackend(String because) {
        assertEquals("plain", backend());
        assertTrue(description().matches("plain Java \\(no Vector API: .*" + Pattern.quote(because) + ".*\\)"), description());
    }

    /** The vector backend runs, unless this machine's processor is none for it. */
    void assertVectorBackend() {
        if (VectorSupport.refusal().isEmpty()) {
            assertEquals("vector", backend(), description());
        } else {
            assertPlainBackend(VectorSupport.refusal());
        }
    }

    /** Where the vector backend runs, its vectors have at most so many lanes. */
    void assertVectorsOfAtMost(int lanes) {
        if (backend().equals("vector")) {
            int found = Integer.parseInt(description().replaceFirst("Vector API, ([0-9]+) lanes of 32 bits", "$1"));
            assertTrue(found <= lanes, description());
        }
    }

    /** The results are right, and the same again after saving and loading. */
    void assertResultsAreRight() {
        assertAll(
                () -> assertTrue(Double.parseDouble(values.get("error")) <= TOLERANCE, "error " + values.get("error")),
                () -> assertTrue(Double.parseDouble(values.get("convolution error")) <= CONVOLUTION_TOLERANCE,
                        "convolution error " + values.get("convolution error")),
                () -> assertEquals(values.get("forward"), values.get("saved"), "bits of the forward pass of the saved model"));
    }

    /** The results are right and the same bits as here. */
    void assertResultsAreThoseOfThisJvm(int threads) throws IOException {
        Outcome here = Outcome.of("A", backend(), threads);
        assertResultsAreRight();
        assertAll(
                () -> assertEquals(here.forward(), values.get("forward"), "bits of the forward pass"),
                () -> assertEquals(here.step(), values.get("step"), "bits of the training step"));
    }
}
