package org.prosodia.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each planted fault is caught by a test of its module. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedFaultsTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    private final List<String> rows = new ArrayList<>();

    static List<PlantedFault> faults() {
        return Stream.concat(TensorFaults.all().stream(), ModelFaults.all().stream()).toList();
    }

    @Test
    void thereAreFaultsOfEveryKindAndNoneTwice() {
        assertTrue(faults().size() >= 40, faults()::toString);
        assertEquals(faults().size(), faults().stream().map(PlantedFault::toString).distinct().count());
        Set<PlantedFault.Kind> kinds = faults().stream().map(PlantedFault::kind).collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(PlantedFault.Kind.class), kinds);
    }

    /** So that the list does not rot while nobody runs it. */
    @ParameterizedTest
    @MethodSource("faults")
    void theRightTextIsThereOnce(PlantedFault fault) throws IOException {
        assertTrue(fault.faulty(PROJECT).contains(fault.wrong()));
    }

    /** Or else the faults would be caught by what always fails. */
    @ParameterizedTest
    @ValueSource(strings = {"tensor", "nn", "wav2vec2", "dirichlet", "dpo"})
    @Tag("faults")
    void nothingFailsWithoutAFault(String module, @TempDir Path folder) throws Exception {
        assertEquals("", new FaultyModule(PROJECT, module, folder).firstFailure());
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("faults")
    void isCaught(PlantedFault fault, @TempDir Path folder) throws Exception {
        FaultyModule module = new FaultyModule(PROJECT, fault.module(), folder);
        module.plant(fault);
        String test = module.firstFailure();
        rows.add("| " + fault.kind() + " | " + fault.what() + " | `" + fault.type() + ":" + fault.line(PROJECT) + "` | "
                + (test.isEmpty() ? "**nothing**" : test) + " |");
        assertFalse(test.isEmpty(), () -> "no test of " + fault.module() + " noticed: " + fault);
    }

    @AfterAll
    void writeTable() throws IOException {
        if (!rows.isEmpty()) {
            Path table = Path.of("target", "planted-faults.md");
            Files.writeString(table, "| kind | fault | where | caught by |\n|---|---|---|---|\n" + String.join("\n", rows) + "\n");
            System.out.println(Files.readString(table) + rows.size() + " planted faults; this table is in " + table);
        }
    }
}
