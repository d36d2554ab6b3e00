package org.prosodia.pipeline.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.prosodia.tensor.TensorRuntime;

/**
 * The checkpoints of one run: folders {@code step-00000120} of {@code tensors.safetensors}, {@code state.json} and {@code manifest.json}.
 * Whatever happens while one is saved (a full disk, a power cut, kill −9), the one before is loaded afterwards, or the new one, whole.
 *
 * <p>A folder is written as {@code .tmp-step-…}, forced to the disk with its manifest of hashes last, and gets its name in one step; only
 * then are older ones deleted. Nothing else is ever deleted: checkpoints that turned out to be broken, and those of later steps that a run
 * left behind when it began anew, are renamed to {@code abandoned-step-…} after the next save. Files of other names are left alone.
 *
 * <p>For one process at a time, which {@link RunLock} sees to, and one thread.
 */
public final class CheckpointStore {
    private static final String TEMPORARY = ".tmp-step-";
    private static final String ABANDONED = "abandoned-";

    private final Path folder;
    private final int keep;
    private final Set<CheckpointName> broken = new HashSet<>();

    /**
     * @param folder made by the first save
     * @param keep how many checkpoints to keep, at least 1; 2 outlive damage to the newest
     */
    public CheckpointStore(Path folder, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("keep: expected at least 1 checkpoint, found " + keep);
        }
        this.folder = folder;
        this.keep = keep;
    }

    /**
     * Saves a snapshot. Beside the tensors themselves, memory is taken for one of them at a time. A thread that was interrupted before
     * saves all the same, and stays interrupted.
     *
     * @return the folder of the checkpoint: {@code step-00000120}, or {@code step-00000120.1} when that step had been saved before
     * @throws IOException when it could not be saved; the checkpoints before are untouched
     */
    public Path save(Snapshot snapshot) throws IOException {
        boolean interrupted = Thread.interrupted(); // it would close every file channel
        try {
            Disk.createFolders(folder);
            sweep();
            CheckpointName name = freeName(snapshot.step());
            write(name, snapshot);
            Disk.force(folder);
            retireBefore(name);
            return path(name);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write(CheckpointName name, Snapshot snapshot) throws IOException {
        Path temporary = temporary();
        try {
            Files.createDirectory(temporary);
            CheckpointFiles.write(temporary, snapshot);
            Disk.force(temporary);
            Files.move(temporary, path(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error e) {
            try {
                Disk.deleteTree(temporary);
            } catch (IOException leftover) {
                e.addSuppressed(leftover);
            }
            throw e;
        }
    }

    /**
     * The newest checkpoint of which every byte is as it was written; its tensors are new ones of {@code runtime}, in no promised order.
     * Reads only, so others may look into a run that goes on.
     *
     * @param notes hears of each newer one that was passed over: which file, what was expected and what was found
     * @return empty when there is no checkpoint, or none that is whole (then {@code notes} heard of them all)
     * @throws IOException when the folder cannot be listed, or the thread is interrupted
     */
    public Optional<Snapshot> newest(TensorRuntime runtime, Consumer<String> notes) throws IOException {
        for (CheckpointName name : names().reversed()) {
            try {
                return Optional.of(CheckpointFiles.read(path(name), name.step(), runtime));
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                broken.add(name);
                notes.accept("checkpoint " + name + " is passed over: " + Disk.message(e));
            }
        }
        return Optional.empty();
    }

    /** All checkpoints by name, older ones first. */
    private List<CheckpointName> names() throws IOException {
        return Disk.list(folder).stream().filter(Files::isDirectory)
                .map(file -> CheckpointName.parse(file.getFileName().toString())).flatMap(Optional::stream).sorted().toList();
    }

    private CheckpointName freeName(long step) throws IOException {
        int taken = names().stream().filter(name -> name.step() == step).mapToInt(CheckpointName::revision).max().orElse(-1);
        CheckpointName free = new CheckpointName(step, taken + 1);
        while (Files.exists(path(free), LinkOption.NOFOLLOW_LINKS)) {
            free = new CheckpointName(step, free.revision() + 1);
        }
        return free;
    }

    /** Deletes what runs that ended while saving have left. */
    private void sweep() {
        try {
            for (Path file : Disk.list(folder)) {
                if (file.getFileName().toString().startsWith(TEMPORARY)) {
                    Disk.deleteTree(file);
                }
            }
        } catch (IOException e) {
            // There may be room enough all the same; if not, the error of the save says so.
        }
    }

    /** Makes room: of those before the saved one, {@code keep} − 1 stay. */
    private void retireBefore(CheckpointName saved) {
        try {
            int kept = 1;
            for (CheckpointName name : names().reversed()) {
                if (broken.contains(name) || name.step() > saved.step()) {
                    Files.move(path(name), abandoned(name), StandardCopyOption.ATOMIC_MOVE);
                } else if (name.step() < saved.step() && kept < keep) {
                    kept++;
                } else if (!name.equals(saved)) {
                    delete(name);
                }
            }
        } catch (IOException e) {
            // The new checkpoint is safe and the run should go on: what cannot be done now is done after the next save.
        }
    }

    /** Under another name first, for half of a folder must not look like a checkpoint. */
    private void delete(CheckpointName name) throws IOException {
        Path temporary = temporary();
        Files.move(path(name), temporary, StandardCopyOption.ATOMIC_MOVE);
        Disk.deleteTree(temporary);
    }

    private Path path(CheckpointName name) {
        return folder.resolve(name.toString());
    }

    private Path temporary() {
        return folder.resolve(TEMPORARY + UUID.randomUUID());
    }

    private Path abandoned(CheckpointName name) {
        Path free = folder.resolve(ABANDONED + name);
        for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
            free = folder.resolve(ABANDONED + name + "-" + i);
        }
        return free;
    }
}
