package org.prosodia.tests.restricted;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the core modules leave behind and reach for while they hear, learn and save, as the Java runtime's own flight recorder saw it. */
class FootprintTest {
    private static final List<String> WATCHED = List.of("jdk.FileWrite", "jdk.SocketRead", "jdk.SocketWrite", "jdk.ProcessStart",
            "jdk.NativeLibraryLoad");

    @TempDir
    static Path folder;
    private static ProbeReport report;
    private static List<RecordedEvent> events;

    @BeforeAll
    static void record() throws Exception {
        for (String name : List.of("home", "tmp")) {
            Files.createDirectory(folder.resolve(name));
        }
        Path recording = folder.resolve("recording.jfr");
        String everyEvent = WATCHED.stream().map(event -> event + "#enabled=true," + event + "#threshold=0ns,")
                .collect(Collectors.joining());
        List<String> options = List.of("--add-modules=jdk.incubator.vector", "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Duser.home=" + folder.resolve("home"), "-XX:StartFlightRecording:" + everyEvent + "filename=" + recording);
        report = ChildJvm.ofThisJdk(options).probe(folder, "auto", 3);
        events = RecordingFile.readAllEvents(recording);
    }

    @Test
    void onlyTheFilesThatWereAskedForAreWritten() throws IOException {
        assertAll(
                () -> assertEquals(Set.of(), names(folder.resolve("cwd")), "working folder"),
                () -> assertEquals(Set.of(), names(folder.resolve("home")), "home folder"),
                () -> assertEquals(Set.of(), names(folder.resolve("tmp")), "temporary folder"),
                () -> assertEquals(Set.of("config.json", "model.safetensors", "preprocessor_config.json"), names(folder.resolve("saved"))));
        Set<String> written = distinct("jdk.FileWrite", event -> event.getString("path"));
        written.remove("null");
        assertTrue(written.removeIf(path -> Path.of(path).startsWith(folder.resolve("saved"))), "the recorder sees what is written");
        assertEquals(Set.of(), written);
    }

    private static Set<String> names(Path inside) throws IOException {
        try (Stream<Path> files = Files.list(inside)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void noSocketIsUsedAndNoProcessStarted() {
        assertAll(Stream.of("jdk.SocketRead", "jdk.SocketWrite", "jdk.ProcessStart")
                .map(type -> () -> assertEquals(Set.of(), distinct(type, RecordedEvent::toString), type)));
    }

    /** The recorder lists the mapped libraries when it starts and when it stops. */
    @Test
    void noNativeLibraryIsLoadedButTheRuntimesOwn() throws IOException {
        Map<Instant, Set<String>> listings = new TreeMap<>(events.stream().filter(event -> is("jdk.NativeLibrary", event))
                .collect(Collectors.groupingBy(RecordedEvent::getStartTime,
                        Collectors.mapping(event -> event.getString("name"), Collectors.toSet()))));
        assertTrue(listings.size() >= 2, () -> "listings at " + listings.keySet());
        Set<String> added = new TreeSet<>();
        listings.values().forEach(added::addAll);
        added.removeAll(listings.values().iterator().next());
        added.addAll(distinct("jdk.NativeLibraryLoad", event -> event.getString("name")));
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        added.removeIf(name -> Path.of(name).startsWith(home));
        assertEquals(Set.of(), added);
    }

    @Test
    void workersStartWithTheFirstParallelWorkAndEndWithTheirRuntime() {
        assertEquals("[prosodia-worker-1, prosodia-worker-2]", report.values().get("threads"));
        assertEquals("[]", report.values().get("threads after close"));
        Set<String> started = events.stream().filter(event -> is("jdk.ThreadStart", event)).filter(FootprintTest::byTheProgram)
                .map(event -> event.getThread("thread").getJavaName()).collect(Collectors.toSet());
        assertEquals(Set.of("prosodia-worker-1", "prosodia-worker-2"), started);
    }

    /** The runtime starts threads of its own from the main thread too, but in the group of the system. */
    private static boolean byTheProgram(RecordedEvent start) {
        RecordedThread parent = start.getThread("parentThread");
        return parent != null && "main".equals(parent.getJavaName())
                && !start.getThread("thread").getThreadGroup().getName().equals("system");
    }

    @Test
    void noSystemPropertyIsChanged() {
        assertEquals("[]", report.values().get("changed properties"));
    }

    private static Set<String> distinct(String type, Function<RecordedEvent, String> value) {
        return events.stream().filter(event -> is(type, event)).map(event -> String.valueOf(value.apply(event)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean is(String type, RecordedEvent event) {
        return event.getEventType().getName().equals(type);
    }
}
