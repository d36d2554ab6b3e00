package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {
    @ParameterizedTest
    @ValueSource(strings = {"corpus", "corpus embedded", "corpus splice", "corpus votes", "baseline", "label", "judge", "evaluate"})
    void theHelpOfACommandShowsHowItIsUsed(String command) {
        String help = TinyCorpus.succeeds((Object[]) (command + " --help").split(" ")).out();
        assertTrue(help.startsWith("Usage: prosodia " + command), help);
        assertTrue(help.contains("Example") && help.contains("  prosodia " + command), help);
        assertTrue(TinyCorpus.succeeds().out().contains("  " + command.split(" ")[0] + " "), "named in the list of commands");
    }
}
