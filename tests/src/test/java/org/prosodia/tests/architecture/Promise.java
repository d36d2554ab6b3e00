package org.prosodia.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@link Code#PROMISED} never calls or reads, as {@code owner.member(parameters)} with {@code *} for anything, and the classes that
 * exist for doing it, which may.
 */
enum Promise {
    LOADS_NO_NATIVE_LIBRARY(List.of("java.lang.System.load*", "java.lang.Runtime.load*", "java.lang.foreign.Linker*",
            "java.lang.foreign.SymbolLookup*")),
    OPENS_NO_SOCKET(List.of("java.net.*", "java.nio.channels.*Socket*", "java.nio.channels.Datagram*", "java.nio.channels.Selector*",
            "java.nio.channels.Pipe*")),
    STARTS_NO_PROCESS(List.of("java.lang.ProcessBuilder*", "java.lang.ProcessHandle*", "java.lang.Runtime.exec*")),
    LEAVES_THE_RUNTIME_RUNNING(List.of("java.lang.System.exit*", "java.lang.Runtime.exit*", "java.lang.Runtime.halt*",
            "java.lang.Runtime.addShutdownHook*")),
    CHANGES_NO_GLOBAL_STATE(List.of("java.lang.System.set*", "java.lang.System.clear*", "java.lang.Thread.setDefault*",
            "java.util.Locale.setDefault*", "java.util.TimeZone.setDefault*", "java.security.Security.*")),
    STARTS_THREADS_IN_THE_WORKERS_ONLY(List.of("java.lang.Thread.<init>*", "java.lang.Thread.start*", "java.lang.Thread.of*",
            "java.util.Timer*", "java.util.concurrent.Executors*", "java.util.concurrent.ForkJoin*",
            "java.util.concurrent.*ThreadPoolExecutor*",
            "java.util.concurrent.CompletableFuture*", "java.util.concurrent.StructuredTaskScope*", "java.util.*.parallel*"),
            "org.prosodia.tensor.backend.Workers*"),
    WRITES_FILES_IN_THE_WRITERS_ONLY(List.of("java.nio.file.Files.write*", "java.nio.file.Files.newOutput*",
            "java.nio.file.Files.newBufferedW*", "java.nio.file.Files.newByteC*", "java.nio.file.Files.create*",
            "java.nio.file.Files.delete*", "java.nio.file.Files.move*",
            "java.nio.file.Files.copy*", "java.nio.file.Files.set*", "java.nio.file.StandardOpenOption.APPEND",
            "java.nio.file.StandardOpenOption.CREATE*", "java.nio.file.StandardOpenOption.DELETE*",
            "java.nio.file.StandardOpenOption.WRITE", "java.io.FileOutputStream*", "java.io.FileWriter*", "java.io.RandomAccessFile*",
            "java.io.File.create*", "java.io.File.delete*",
            "java.io.File.mkdir*", "java.io.File.rename*", "java.io.File.set*"),
            "org.prosodia.wav2vec2.checkpoint.AtomicFile", "org.prosodia.wav2vec2.checkpoint.SafetensorsWriter",
            "org.prosodia.wav2vec2.PretrainedFolder", "org.prosodia.pipeline.timeline.TimelineWriter"),
    PRINTS_NOTHING(List.of("java.lang.System.out", "java.lang.System.err", "java.lang.System.console*", "java.lang.System.getLogger*",
            "java.lang.IO.*", "java.lang.*.printStackTrace()")),
    OPENS_NOTHING_BY_FORCE(List.of("java.lang.reflect.*.setAccessible*", "java.lang.reflect.*.trySetAccessible*",
            "java.lang.invoke.MethodHandles.privateLookupIn*")),
    RUNS_NOTHING_THAT_IT_READS(List.of("java.io.ObjectInputStream*", "java.lang.ClassLoader.define*", "java.lang.invoke.*.define*")),
    LEAVES_CHANCE_TO_THE_SEED(List.of("java.lang.Math.random*", "java.lang.StrictMath.random*", "java.util.Random.<init>()",
            "java.util.SplittableRandom.<init>()", "java.util.concurrent.ThreadLocalRandom*", "java.security.SecureRandom*",
            "java.util.UUID.randomUUID*", "java.util.Collections.shuffle(java.util.List)", "java.util.random.RandomGenerator.getDefault*",
            "java.lang.System.nanoTime*", "java.lang.System.currentTimeMillis*", "java.lang.System.identityHashCode*", "java.time.*.now*"),
            // How long a thread spins, and whether the processor multiplies and adds in one: neither changes a result of a backend.
            "org.prosodia.wav2vec2.checkpoint.AtomicFile", "org.prosodia.tensor.backend.Workers",
            "org.prosodia.tensor.backend.vector.FusedMultiplyAdd"),
    SPEAKS_THE_SAME_IN_EVERY_LOCALE(List.of("java.lang.String.toLowerCase()", "java.lang.String.toUpperCase()",
            "java.lang.String.format(java.lang.String*", "java.lang.String.formatted*", "java.io.Print*.printf(java.lang.String*",
            "java.io.Print*.format(java.lang.String*", "java.util.Formatter.<init>()", "java.util.Locale.getDefault*", "java.text.*"));

    private final Pattern forbidden;
    private final Pattern allowedIn;

    Promise(List<String> forbidden, String... allowedIn) {
        this.forbidden = anyOf(forbidden);
        this.allowedIn = anyOf(Arrays.asList(allowedIn));
    }

    private static Pattern anyOf(List<String> wildcards) {
        return Pattern.compile(wildcards.stream().map(wildcard -> Pattern.quote(wildcard).replace("*", "\\E.*\\Q"))
                .collect(Collectors.joining("|", "(", ")")));
    }

    ArchRule rule() {
        return noClasses().should().accessTargetWhere(describe("breaks the promise", this::breaks)).as(name());
    }

    private boolean breaks(JavaAccess<?> access) {
        return forbidden.matcher(access.getTarget().getFullName()).matches()
                && !allowedIn.matcher(access.getOriginOwner().getFullName()).matches();
    }
}
