package org.prosodia.tests.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on CPUs holds on the default device of the TornadoVM SDK in TORNADOVM_HOME: within the tolerances of single precision. */
class TornadoTest {
    private static final long LIMIT_MINUTES = 10;
    private static final String HOME = System.getenv("TORNADOVM_HOME");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "org.prosodia.tensor.OpRecordsTest",
        "org.prosodia.tests.parity.ForwardParityTest",
        "org.prosodia.tests.parity.GradientParityTest",
        "org.prosodia.tests.parity.HeadParityTest",
        "org.prosodia.tests.parity.OptimizerParityTest",
        "org.prosodia.tests.parity.DpoParityTest",
    })
    void passesOnTheDevice(String test) throws IOException, InterruptedException {
        assumeTrue(HOME != null, "TORNADOVM_HOME is not set: there is no TornadoVM SDK to run this with");
        Path log = folder.resolve("tests.log");
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + argfile(), "-Xmx2g",
                "-Dtornado.recover.bailout=False", "-Dtornado.opencl.compiler.flags=-w", "-Dprosodia.device.memory=512m",
                "-Dprosodia.test.backend=tornado", "-cp", System.getProperty("java.class.path"), RunTests.class.getName(), test)
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            fail("no end after " + LIMIT_MINUTES + " minutes: " + Files.readString(log));
        }
        assertEquals(0, process.exitValue(), () -> contents(log));
    }

    /** The SDK's options, but for the folder in which we happen to be on the module path. */
    private Path argfile() throws IOException {
        String options = Files.readString(Path.of(HOME, "tornado-argfile"));
        return Files.writeString(folder.resolve("argfile"), options.replace("--module-path .:", "--module-path "));
    }

    private static String contents(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
