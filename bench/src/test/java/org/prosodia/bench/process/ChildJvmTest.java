package org.prosodia.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
    @Test
    void itHasTheOptionsOfThisJvmWithoutItsAgents() {
        List<String> options = ChildJvm.likeThis().options();
        assertTrue(options.contains("--add-modules=jdk.incubator.vector"), options::toString);
        assertTrue(options.stream().noneMatch(option -> option.startsWith("-javaagent")), options::toString);
    }

    @Test
    void anotherHeapTakesThePlaceOfThatOfThisJvm() {
        ChildJvm jvm = new ChildJvm(List.of("-Xms1g", "-Xmx3g", "-XX:MaxRAMPercentage=50", "-Xlog:gc", "-ea"));
        assertEquals(List.of("-Xlog:gc", "-ea", "-Xmx64m"), jvm.withHeap(64).options());
    }

    @Test
    void oneThatTakesTooLongIsEnded() throws IOException {
        Finished run = ChildJvm.likeThis().prosodia(List.of("--version"), 0.001);
        assertEquals(Finished.TIMED_OUT, run.exit());
        assertTrue(assertThrows(IOException.class, run::requireSuccess).getMessage().contains("found no end"));
    }

    @Test
    void anErrorIsNotTakenForALackOfMemory() {
        SmallestHeap search = new SmallestHeap(ChildJvm.likeThis(), 1, heap -> { });
        IOException e = assertThrows(IOException.class, () -> search.of(List.of("bench", "infer", "--time", "no"), 100));
        assertTrue(e.getMessage().contains("expected exit code 0, found 2"), e.getMessage());
    }

    @Test
    void aLargestHeapThatIsTooSmallIsNamed() {
        SmallestHeap search = new SmallestHeap(ChildJvm.likeThis(), 1, heap -> { });
        List<String> work = List.of("bench", "infer", "--shape", "base", "--threads", "1", "--json");
        IOException e = assertThrows(IOException.class, () -> search.of(work, 48));
        assertTrue(e.getMessage().contains("heap of 48 MB"), e.getMessage());
    }
}
