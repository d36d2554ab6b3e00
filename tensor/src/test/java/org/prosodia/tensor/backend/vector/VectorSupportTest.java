package org.prosodia.tensor.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.tensor.backend.Backend;
import org.prosodia.tensor.backend.Workers;

class VectorSupportTest {
    private static final String SERVER = "OpenJDK 64-Bit Server VM";
    private static final String MIXED = "mixed mode, sharing";

    /** Prints the refusal of the Java it runs in. */
    static final class Print {
        private Print() {}

        public static void main(String[] args) {
            try (Workers workers = new Workers(1)) {
                System.out.println(Backend.named("auto", workers).name() + ": " + VectorSupport.refusal());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Eclipse OpenJ9 VM; mixed mode; HotSpot",
        "OpenJDK 64-Bit Client VM; mixed mode; server VM",
        "OpenJDK 64-Bit Zero VM; interpreted mode; server VM",
        "OpenJDK 64-Bit Server VM; interpreted mode, sharing; C2",
        "OpenJDK 64-Bit Server VM; mixed mode, emulated-client, sharing; C2",
    })
    void refusesOtherVirtualMachinesAndModes(String vm, String mode, String reason) {
        String refusal = VectorSupport.runtimeRefusal(vm, mode, 25, false, true);
        assertTrue(refusal.contains(reason), refusal);
    }

    @Test
    void refusesVersionsThatWereNotTestedUnlessAllowed() {
        assertTrue(VectorSupport.runtimeRefusal(SERVER, MIXED, 26, false, true).contains("found 26"));
        assertEquals("", VectorSupport.runtimeRefusal(SERVER, MIXED, 26, true, true));
        assertEquals("", VectorSupport.runtimeRefusal("Java HotSpot(TM) 64-Bit Server VM", MIXED, 25, false, true));
    }

    @Test
    void saysHowToAddTheModule() {
        assertTrue(VectorSupport.runtimeRefusal(SERVER, MIXED, 25, false, false).contains("--add-modules jdk.incubator.vector"));
    }

    @ParameterizedTest
    @CsvSource({"16, true, ''", "8, true, ''", "4, true, ''", "2, true, 4 floats", "0, true, 4 floats", "8, false, fused multiply-adds"})
    void needsLanesAndFusedMultiplyAdds(int lanes, boolean fusedMultiplyAdd, String reason) {
        String refusal = VectorSupport.processorRefusal(lanes, fusedMultiplyAdd);
        assertTrue(reason.isEmpty() ? refusal.isEmpty() : refusal.contains(reason), refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "--add-modules=jdk.incubator.vector -Xint, plain: needs the compiler C2",
        "--add-modules=jdk.incubator.vector -XX:TieredStopAtLevel=1, plain: needs the compiler C2",
        "--limit-modules=java.base, plain: module jdk.incubator.vector is missing",
        "--add-modules=jdk.incubator.vector -XX:-UseFMA, plain: needs fused multiply-adds",
    })
    void aJavaStartedWithoutWhatIsNeededFallsBackToPlain(String options, String expected) throws IOException, InterruptedException {
        String output = startJava(options.split(" "));
        assertTrue(output.contains(expected), output);
    }

    private static String startJava(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Print.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "Java does not end");
        return output;
    }
}
