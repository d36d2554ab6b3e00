package org.prosodia.tests.restricted;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.tests.architecture.CoreModules;

/** Runtime images made by {@code jlink} from {@code java.base} and the core modules, with and without the Vector API. */
class RuntimeImageTest {
    private static final String VECTOR_API = "jdk.incubator.vector";

    @TempDir
    static Path images;

    @BeforeAll
    static void link() {
        link("plain");
        link("vector", VECTOR_API);
    }

    private static void link(String name, String... moreModules) {
        List<String> modules = new ArrayList<>(CoreModules.NAMES);
        modules.addAll(List.of(moreModules));
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        int exit = ToolProvider.findFirst("jlink").orElseThrow().run(out, out, "--module-path", CoreModules.path(),
                "--add-modules", String.join(",", modules), "--strip-debug", "--no-header-files", "--no-man-pages",
                "--output", images.resolve(name).toString());
        assertEquals(0, exit, messages.toString());
    }

    @Test
    void anImageHoldsJavaBaseTheCoreAndJacksonOnly(@TempDir Path folder) throws Exception {
        Set<String> expected = new TreeSet<>(CoreModules.NAMES);
        expected.addAll(List.of("java.base", CoreModules.JACKSON));
        assertEquals(expected, modules("plain", folder));
        expected.add(VECTOR_API);
        assertEquals(expected, modules("vector", folder));
    }

    private static Set<String> modules(String image, Path folder) throws Exception {
        return ChildJvm.ofImage(images.resolve(image)).run(folder, "--list-modules").lines().map(line -> line.replaceFirst("@.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void withoutTheIncubatorModuleThePlainBackendTakesOver(@TempDir Path folder) throws Exception {
        ProbeReport report = ChildJvm.ofImage(images.resolve("plain")).probe(folder, "auto", 2);
        report.assertPlainBackend("module " + VECTOR_API + " is missing");
        report.assertResultsAreThoseOfThisJvm(2);
    }

    @Test
    void withTheIncubatorModuleTheVectorBackendRuns(@TempDir Path folder) throws Exception {
        ProbeReport report = ChildJvm.ofImage(images.resolve("vector"), "--add-modules=" + VECTOR_API).probe(folder, "auto", 2);
        report.assertVectorBackend();
        report.assertResultsAreThoseOfThisJvm(2);
    }

    /** An image does not resolve incubator modules by itself. */
    @Test
    void anIncubatorModuleThatWasNotAskedForIsNotTouched(@TempDir Path folder) throws Exception {
        ProbeReport report = ChildJvm.ofImage(images.resolve("vector")).probe(folder, "auto", 2);
        report.assertPlainBackend("module " + VECTOR_API + " is missing");
        report.assertResultsAreThoseOfThisJvm(2);
    }
}
