package org.prosodia.pipeline.corpus.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.corpus.ManifestException;

class CremaDVotesTest {
    private static final String HEADER = "\"\",\"A\",\"D\",\"F\",\"H\",\"N\",\"S\",\"fileName\"\n";
    private static final String ROWS = "100001,6,2,0,0,2,0,1001_DFA_ANG_XX\n100002,0,0,1,0,4,5,1040_ITH_SAD_X\n"
            + "200001,0,0,0,9,0,0,1001_DFA_ANG_XX\n300001,0,0,0,0,0,8,1001_DFA_ANG_XX\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"VOICE, '1001 anger [6.0, 2.0, 0.0, 0.0, 2.0, 0.0], 1040 sadness [0.0, 0.0, 1.0, 0.0, 4.0, 5.0]'",
        "FACE, '1001 anger [0.0, 0.0, 0.0, 9.0, 0.0, 0.0]'", "BOTH, '1001 anger [0.0, 0.0, 0.0, 0.0, 0.0, 8.0]'"})
    void eachModalityHasItsVotes(Modality modality, String expected) throws IOException {
        new Tree(folder).text("processedResults/tabulatedVotes.csv", HEADER + ROWS);
        CremaDVotes votes = CremaDVotes.read(folder, modality);
        assertEquals(expected, String.join(", ", votes.clips().stream().map(clip -> clip.speaker() + " " + clip.emotion().orElseThrow()
                + " " + clip.votes().orElseThrow().counts()).toList()));
        assertEquals(folder.resolve("processedResults/tabulatedVotes.csv"), votes.file());
    }

    @Test
    void anOldCopysNameIsCorrected() throws IOException {
        new Tree(folder).text("tabulatedVotes.csv", HEADER + ROWS);
        assertEquals(List.of("1001_DFA_ANG_XX", "1040_ITH_SAD_XX"),
                CremaDVotes.read(folder, Modality.VOICE).clips().stream().map(ClipDescription::id).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "100003,1,0,0,0,0,0,1001_DFA_ANG | line 6: fileName: expected a name such as 1001_DFA_ANG_XX",
        "100003,1,0,0,0,0,0,1001_DFA_SUR_XX | emotions ANG, DIS, FEA, HAP, NEU, SAD, found 1001_DFA_SUR_XX",
        "100003,1,0,0,0,0,0,1040_ITH_SAD_XX | line 6: fileName: expected one row of people who heard the voice alone for each clip, found a"
                + " second for 1040_ITH_SAD_XX",
        "100003,1,0,0,0,0,0, | line 6: fileName: expected the name of a clip, found none",
        "100003,0,0,0,0,0,0,1001_DFA_HAP_XX | line 6: A, D, F, H, N, S: expected at least one vote, found none",
        "1,0,0 | line 6"})
    void rowsThatCannotBeMeantAreNamed(String row, String message) throws IOException {
        new Tree(folder).text("tabulatedVotes.csv", HEADER + ROWS + row + "\n");
        assertMessage("tabulatedVotes.csv: line 6", Modality.VOICE);
        assertMessage(message, Modality.VOICE);
    }

    @Test
    void aFolderWithoutVotesSaysWhatItHas() throws IOException {
        assertMessage("votes: expected CREMA-D's table tabulatedVotes.csv, found no files", Modality.VOICE);
        new Tree(folder).text("summaryTable.csv", "x\n");
        assertMessage("found no audio, and 1 other files such as summaryTable.csv", Modality.VOICE);
        new Tree(folder).text("tabulatedVotes.csv", HEADER + "100001,6,2,0,0,2,0,1001_DFA_ANG_XX\n");
        assertMessage("tabulatedVotes.csv: rows: expected votes of people who saw the face alone, found none", Modality.FACE);
    }

    private void assertMessage(String expected, Modality modality) {
        String message = assertThrows(ManifestException.class, () -> CremaDVotes.read(folder, modality)).getMessage();
        assertTrue(message.contains(expected), message);
    }
}
