package org.prosodia.pipeline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.ModelException;
import org.prosodia.wav2vec2.PretrainedFolder;

/**
 * Where a model comes from: all that it takes to make it again. Kept as {@code provenance.json} beside its weights.
 *
 * @param version of Prosodia
 * @param command as typed
 * @param seed that decided everything random
 * @param settings a tree as in {@link Snapshot#state}
 * @param data what was learnt from
 * @param parent SHA-256 of the weights that training began with; empty for random ones
 * @param backend that computed, such as {@code vector}
 * @param threads that computed
 * @param java version of the Java runtime
 * @param started by the clock of the machine
 * @param finished empty while the run goes on
 */
public record Provenance(String version, String command, long seed, Map<String, Object> settings, List<Data> data, Optional<String> parent,
        String backend, int threads, String java, Instant started, Optional<Instant> finished) {
    private static final String FILE = "provenance.json";
    private static final String SCHEMA = "prosodia.provenance/1";

    /**
     * A file, or the folder of a corpus, that was learnt from.
     *
     * @param file as the command named it
     * @param sha256 of what it says of its clips, 64 lower-case hexadecimal digits
     * @param clips how many of its clips
     * @param seconds of audio in them
     */
    public record Data(String file, String sha256, long clips, double seconds) {}

    /** @throws IllegalArgumentException for a setting that JSON cannot hold */
    public Provenance {
        settings = JsonTree.checked("settings", settings);
        data = List.copyOf(data);
    }

    /** The same with an end. */
    public Provenance finishedAt(Instant end) {
        return new Provenance(version, command, seed, settings, data, parent, backend, threads, java, started, Optional.of(end));
    }

    /** Writes {@code provenance.json} in one step. */
    public void write(Path folder) throws IOException {
        PretrainedFolder.write(JsonObject.of(folder.resolve(FILE), toJson()));
    }

    /** The fields of the file. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("version", version);
        json.put("command", command);
        json.put("seed", seed);
        json.put("settings", settings);
        json.put("data", data.stream().map(Provenance::toJson).toList());
        json.put("parent", parent.orElse(null));
        json.put("backend", backend);
        json.put("threads", threads);
        json.put("java", java);
        json.put("started", started.toString());
        json.put("finished", finished.map(Instant::toString).orElse(null));
        return json;
    }

    private static Map<String, Object> toJson(Data item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", item.file);
        json.put("sha256", item.sha256);
        json.put("clips", item.clips);
        json.put("seconds", item.seconds);
        return json;
    }

    /** Reads the {@code provenance.json} of a folder. */
    public static Provenance read(Path folder) throws ModelException {
        return fromJson(JsonObject.read(folder.resolve(FILE)));
    }

    /** @throws ModelException that names the field that is missing or of another kind */
    public static Provenance fromJson(JsonObject json) throws ModelException {
        Fields.requireSchema(json, SCHEMA);
        List<Data> data = new ArrayList<>();
        for (Object item : Fields.list(json, "data")) {
            String name = "data[" + data.size() + "]";
            data.add(data(JsonObject.of(json.file(), Collections.singletonMap(name, item)), name));
        }
        return new Provenance(Fields.text(json, "version"), Fields.text(json, "command"), Fields.whole(json, "seed"),
                settings(json), data, Optional.ofNullable(json.string("parent", null)),
                Fields.text(json, "backend"), json.integer("threads", 0, 1), Fields.text(json, "java"), instant(json, "started"),
                json.has("finished") ? Optional.of(instant(json, "finished")) : Optional.empty());
    }

    private static Map<String, Object> settings(JsonObject json) throws ModelException {
        try {
            return JsonTree.checked("settings", Fields.object(json, "settings").fields());
        } catch (IllegalArgumentException e) {
            throw new ModelException(json.file(), e.getMessage());
        }
    }

    private static Data data(JsonObject list, String name) throws ModelException {
        JsonObject json = Fields.object(list, name);
        return new Data(Fields.text(json, "file"), Fields.text(json, "sha256"), Fields.whole(json, "clips"),
                Fields.number(json, "seconds"));
    }

    private static Instant instant(JsonObject json, String name) throws ModelException {
        String text = Fields.text(json, name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw json.error(name, "a time such as 2026-01-31T12:00:00Z", text);
        }
    }
}
