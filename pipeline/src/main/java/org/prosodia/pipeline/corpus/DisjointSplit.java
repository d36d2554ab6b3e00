package org.prosodia.pipeline.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.prosodia.tensor.Rng;

/**
 * Keeps each speaker, or each sentence, within one split: a model that has heard a voice in training does better on it than on a
 * stranger's, and one that has heard a sentence may know the emotion by its words.
 */
final class DisjointSplit {
    private static final int MAX_LISTED = 20;

    private final Manifest manifest;
    private final String group;
    private final Function<ManifestEntry, Optional<String>> name;

    private DisjointSplit(Manifest manifest, String group, Function<ManifestEntry, Optional<String>> name) {
        this.manifest = manifest;
        this.group = group;
        this.name = name;
    }

    static DisjointSplit bySpeaker(Manifest manifest) {
        return new DisjointSplit(manifest, ManifestColumns.SPEAKER, ManifestEntry::speaker);
    }

    static DisjointSplit bySentence(Manifest manifest) {
        return new DisjointSplit(manifest, ManifestColumns.SENTENCE, ManifestEntry::sentence);
    }

    List<ManifestEntry> assign(double dev, double test, long seed) throws ManifestException {
        if (!(dev >= 0 && test >= 0 && dev + test < 1)) {
            throw new IllegalArgumentException("shares: expected dev and test of 0 or more and less than 1 together, found " + dev + " and "
                    + test);
        }
        if (manifest.hasSplits()) {
            throw new ManifestException(manifest.file(), "split", "none, to divide the clips by " + group, "clips that have one");
        }
        SortedMap<String, Integer> clips = clipsByName();
        List<String> queue = shuffled(clips.keySet(), new Rng(seed));
        int parts = 1 + (dev > 0 ? 1 : 0) + (test > 0 ? 1 : 0);
        if (queue.size() < parts) {
            throw new ManifestException(manifest.file(), group + "s", "at least " + parts + ", one for each part",
                    clips.keySet().toString());
        }
        Map<String, Split> splits = new HashMap<>();
        int others = parts - 1;
        if (test > 0) {
            draw(queue, clips, test, others--, drawn -> splits.put(drawn, Split.TEST));
        }
        if (dev > 0) {
            draw(queue, clips, dev, others, drawn -> splits.put(drawn, Split.DEV));
        }
        return manifest.entries().stream()
                .map(entry -> entry.withSplit(splits.getOrDefault(name.apply(entry).orElseThrow(), Split.TRAIN))).toList();
    }

    /** Moves names from the queue to a part of the given share: one at least, {@code reserve} of them left. */
    private void draw(List<String> queue, Map<String, Integer> clips, double share, int reserve, Consumer<String> drawn) {
        double wanted = share * manifest.entries().size();
        double missing = wanted;
        while (queue.size() > reserve) {
            int more = clips.get(queue.getFirst());
            boolean nearer = Math.abs(missing - more) < Math.abs(missing);
            if (!nearer && missing < wanted) {
                return;
            }
            drawn.accept(queue.removeFirst());
            missing -= more;
        }
    }

    private SortedMap<String, Integer> clipsByName() throws ManifestException {
        SortedMap<String, Integer> clips = new TreeMap<>();
        for (ManifestEntry entry : manifest.entries()) {
            clips.merge(name(entry), 1, Integer::sum);
        }
        return clips;
    }

    private String name(ManifestEntry entry) throws ManifestException {
        return name.apply(entry).orElseThrow(() -> new ManifestException(manifest.file(), "clip " + entry.id() + ": " + group,
                "one, to keep " + group + "s apart", "none"));
    }

    private static List<String> shuffled(Set<String> sorted, Rng rng) {
        List<String> names = new ArrayList<>(sorted);
        for (int i = names.size() - 1; i > 0; i--) {
            names.set(i, names.set(rng.nextInt(i + 1), names.get(i)));
        }
        return names;
    }

    void requireDisjoint() throws ManifestException {
        Map<String, Set<Split>> splits = new TreeMap<>();
        for (ManifestEntry entry : manifest.entries()) {
            if (entry.split().isPresent()) {
                splits.computeIfAbsent(name(entry), _ -> new TreeSet<>()).add(entry.split().get());
            }
        }
        List<String> crossing = splits.entrySet().stream().filter(found -> found.getValue().size() > 1)
                .map(found -> found.getKey() + " " + found.getValue()).toList();
        if (!crossing.isEmpty()) {
            String more = crossing.size() > MAX_LISTED ? " and " + (crossing.size() - MAX_LISTED) + " more" : "";
            throw new ManifestException(manifest.file(), "split", "each " + group + " in one", crossing.size() + " in several: "
                    + crossing.stream().limit(MAX_LISTED).collect(Collectors.joining(", ")) + more);
        }
    }
}
