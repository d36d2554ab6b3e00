package org.prosodia.pipeline.training;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.run.CheckpointStore;
import org.prosodia.pipeline.run.EventWriter;
import org.prosodia.pipeline.run.MetricsLog;
import org.prosodia.pipeline.run.RunLock;
import org.prosodia.pipeline.run.SettingsFile;
import org.prosodia.pipeline.run.Snapshot;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.Weights;
import org.prosodia.wav2vec2.checkpoint.AtomicFile;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/**
 * The folder of one run: {@code run.json} (its settings), {@code checkpoints/}, {@code best/} (the best model so far),
 * {@code metrics.jsonl} and TensorBoard's {@code events.out.tfevents.*}. One process at a time; the same settings go on where the last
 * process stopped.
 */
public final class RunFolder implements RunKeeper, Closeable {
    private static final int CHECKPOINTS = 2;
    private static final String SETTINGS = "run.json";

    private final Path folder;
    private final InstantSource clock;
    private final Consumer<String> notes;
    private final RunLock lock;
    private final CheckpointStore checkpoints;
    private MetricsLog metrics;
    private EventWriter events;

    private RunFolder(Path folder, InstantSource clock, Consumer<String> notes, RunLock lock) {
        this.folder = folder;
        this.clock = clock;
        this.notes = notes;
        this.lock = lock;
        this.checkpoints = new CheckpointStore(folder.resolve("checkpoints"), CHECKPOINTS);
    }

    /**
     * Opens a new run, or one that was begun with the same settings.
     *
     * @param settings all that decides the result: options, seed, hashes of the data; text, numbers and booleans by name
     * @param notes hears what was wrong with broken checkpoints
     * @throws FileSystemException when the folder is in use, holds something else, or a run with other settings, naming
     *     the first that differs
     */
    public static RunFolder open(Path folder, Map<String, Object> settings, InstantSource clock, Consumer<String> notes) throws IOException {
        if (Files.isDirectory(folder) && !Files.exists(folder.resolve(SETTINGS)) && !isEmpty(folder)) {
            throw new FileSystemException(folder.toString(), null, "expected a new folder or one of a run, found other files in it");
        }
        RunLock lock = RunLock.acquire(folder);
        try {
            sweep(folder);
            SettingsFile.requireSame(folder.resolve(SETTINGS), settings);
            return new RunFolder(folder, clock, notes, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** A process that was killed before it wrote the settings leaves its lock file behind, and perhaps half of the settings. */
    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.getFileName().toString().equals("run.lock") || AtomicFile.isLeftover(file));
        }
    }

    /** Deletes what killed processes were writing, here and into the models in it: these may have gigabytes. */
    private static void sweep(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(AtomicFile::isLeftover).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public Optional<Snapshot> resume(TensorRuntime runtime) throws IOException {
        List<String> broken = new ArrayList<>();
        Optional<Snapshot> newest = checkpoints.newest(runtime, broken::add);
        broken.forEach(notes);
        if (newest.isEmpty() && !broken.isEmpty()) {
            throw new FileSystemException(folder.toString(), null, "expected a whole checkpoint to go on from, found " + broken.size()
                    + " broken and none whole; remove the folder checkpoints in it to begin again");
        }
        long step = newest.map(Snapshot::step).orElse(-1L);
        metrics = MetricsLog.open(folder.resolve("metrics.jsonl"), step);
        events = EventWriter.open(folder, step, clock);
        return newest;
    }

    @Override
    public void checkpoint(Snapshot snapshot) throws IOException {
        metrics.force();
        checkpoints.save(snapshot);
    }

    @Override
    public void metrics(long step, Map<String, Double> values) throws IOException {
        metrics.append(step, new LinkedHashMap<>(values));
        events.scalars(step, values);
    }

    @Override
    public void keepBest(ModelFolder model) throws IOException {
        model.save(best());
    }

    @Override
    public void restoreBest(ModelFolder model) throws IOException {
        try (Checkpoint best = Checkpoint.open(best())) {
            Weights.load(model.model(), best);
        }
    }

    private Path best() {
        return folder.resolve("best");
    }

    @Override
    public void close() throws IOException {
        try (lock; MetricsLog _ = metrics; EventWriter _ = events) {
            // Closing is all.
        }
    }
}
