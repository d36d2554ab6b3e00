package org.prosodia.tests.restricted;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The core modules in Java runtimes that lack something, forbid something or speak another language. */
class RestrictedJvmTest {
    private static final String VECTOR = "--add-modules=jdk.incubator.vector";

    static Stream<Arguments> withoutVectorBackend() {
        String noModule = "module jdk.incubator.vector is missing";
        return Stream.of(
                Arguments.of("no incubator module", noModule, List.of()),
                Arguments.of("java.base alone", noModule, List.of("--limit-modules=java.base")),
                Arguments.of("no fused multiply-adds", "fused multiply-adds", List.of(VECTOR, "-XX:-UseFMA")),
                Arguments.of("no compiler", "C2", List.of(VECTOR, "-Xint")),
                Arguments.of("no optimising compiler", "C2", List.of(VECTOR, "-XX:TieredStopAtLevel=1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withoutVectorBackend")
    void thePlainBackendTakesOverAndSaysWhy(String name, String why, List<String> options, @TempDir Path folder) throws Exception {
        ProbeReport report = ChildJvm.ofThisJdk(options).probe(folder, "auto", 2);
        report.assertPlainBackend(why);
        report.assertResultsAreThoseOfThisJvm(2);
    }

    static Stream<Arguments> withVectorBackend() {
        return Stream.of(
                Arguments.of("the incubator module", List.of(VECTOR)),
                Arguments.of("java.base and the incubator module alone", List.of(VECTOR, "--limit-modules=java.base,jdk.incubator.vector")),
                Arguments.of("a small heap", List.of(VECTOR, "-Xmx256m")),
                Arguments.of("one processor", List.of(VECTOR, "-XX:ActiveProcessorCount=1")),
                Arguments.of("no native access and no Unsafe", List.of(VECTOR, "--illegal-native-access=deny",
                        "--sun-misc-unsafe-memory-access=deny")),
                Arguments.of("no temporary folder", List.of(VECTOR, "-Djava.io.tmpdir=/nonexistent")),
                Arguments.of("Turkish", List.of(VECTOR, "-Duser.language=tr", "-Duser.country=TR")),
                Arguments.of("Arabic", List.of(VECTOR, "-Duser.language=ar", "-Duser.country=EG")),
                Arguments.of("German", List.of(VECTOR, "-Duser.language=de", "-Duser.country=DE")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withVectorBackend")
    void theVectorBackendRunsWhereItRunsAtAll(String name, List<String> options, @TempDir Path folder) throws Exception {
        ProbeReport report = ChildJvm.ofThisJdk(options).probe(folder, "auto", 2);
        report.assertVectorBackend();
        report.assertResultsAreThoseOfThisJvm(2);
    }

    @ParameterizedTest
    @CsvSource({"-XX:MaxVectorSize=16, 4", "-XX:MaxVectorSize=32, 8", "-XX:UseAVX=2, 8"})
    void theVectorBackendRunsOnShortVectorsToo(String option, int lanes, @TempDir Path folder) throws Exception {
        List<String> options = List.of(VECTOR, "-XX:+IgnoreUnrecognizedVMOptions", option);
        ProbeReport report = ChildJvm.ofThisJdk(options).probe(folder, "auto", 2);
        report.assertVectorBackend();
        report.assertVectorsOfAtMost(lanes);
        report.assertResultsAreRight();
    }
}
