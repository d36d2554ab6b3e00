package org.prosodia.pipeline.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.pipeline.run.Faults;
import org.prosodia.pipeline.run.FaultyFileSystem;

/**
 * The disk fails at some change of a whole run, once or for good; the run that goes on afterwards ends with the same bits. Places are spread
 * over the run; all of them, which takes minutes: {@code ./mvnw -pl pipeline -am test -Dtest=WriteFailureTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dprosodia.writeFailures=100000}.
 */
class WriteFailureTest {
    private static final int FEWEST_CHANGES = 150; // of the run's folder, two epochs, a best model each, checkpoints, log and curves

    private static final int PLACES = Integer.getInteger("prosodia.writeFailures", 16);

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @EnumSource
    void whereverTheDiskFailsTheRunGoesOnToTheSameBits(Faults.Kind kind) throws IOException {
        Faults none = Faults.none();
        assertTrue(succeeds(temporary.resolve("whole"), none));
        Runs.Result expected = Runs.Result.of(temporary.resolve("whole"));
        assertTrue(none.count() > FEWEST_CHANGES, () -> none.count() + " changes");
        int places = Math.min(PLACES, none.count());
        int failed = 0;
        for (int i = 0; i < places; i++) {
            int n = 1 + i * (none.count() - 1) / places;
            Path folder = temporary.resolve("n" + n);
            Faults faults = Faults.at(n, kind);
            boolean succeeded = succeeds(folder, faults);
            assertTrue(faults.struck());
            failed += succeeded ? 0 : 1;
            // A model that was said to be there is; otherwise it is after another run.
            String place = "after change " + n;
            assertTrue(succeeded || succeeds(folder, Faults.none()), place);
            Runs.Result found = Runs.Result.of(folder);
            assertEquals(expected.metrics(), found.metrics(), place);
            assertTrue(expected.sameAs(found), place);
        }
        assertTrue(failed > places / 2, failed + " of " + places + " failures ended the run of " + none.count() + " changes");
    }

    private static boolean succeeds(Path folder, Faults faults) {
        try {
            TrainingOptions options = new TrainingOptions(Small.optimizer(1e-3, 0.5), 2, 3, 1, 0, 1, 5);
            Runs.train(FaultyFileSystem.path(folder, faults), Small.Stage.CLIPS, options, TrainingListener.NONE, note -> fail(note));
            return true;
        } catch (IOException e) {
            assertTrue(e.toString().contains("no space left"), e::toString);
            return false;
        }
    }
}
