package org.prosodia.pipeline.splice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.tensor.Rng;

/** The speakers of a split who can be heard in two emotions or more, and which of their clips follow each other. */
final class Voices {
    /** By name, then by emotion; the clips in the order of the manifest. */
    private final SortedMap<String, SortedMap<Integer, List<ManifestEntry>>> clips = new TreeMap<>();
    private final List<String> names;

    /**
     * @param split empty for the clips of a manifest without splits
     * @throws ManifestException when there is no such speaker
     */
    Voices(Manifest manifest, Optional<Split> split) throws ManifestException {
        for (ManifestEntry entry : manifest.entries()) {
            if (entry.split().equals(split) && entry.votes().isPresent() && entry.speaker().isPresent()) {
                clips.computeIfAbsent(entry.speaker().get(), _ -> new TreeMap<>())
                        .computeIfAbsent(entry.votes().get().dominant(), _ -> new ArrayList<>()).add(entry);
            }
        }
        clips.values().removeIf(emotions -> emotions.size() < 2);
        names = List.copyOf(clips.keySet());
        if (names.isEmpty()) {
            throw new ManifestException(manifest.file(), split.map(name -> "split " + name + ": ").orElse("") + "speakers",
                    "one at least with clips of two emotions", "none");
        }
    }

    /** Speakers take turns. */
    String name(int sequence) {
        return names.get(sequence % names.size());
    }

    /** So many clips of a speaker: neighbours differ in emotion, and none comes twice before all of its emotion have come. */
    List<ManifestEntry> draw(String name, int count, Rng random) {
        Map<Integer, List<ManifestEntry>> unused = new TreeMap<>();
        List<ManifestEntry> drawn = new ArrayList<>();
        int previous = -1;
        for (int s = 0; s < count; s++) {
            List<Integer> emotions = new ArrayList<>(clips.get(name).keySet());
            emotions.remove((Integer) previous);
            int emotion = emotions.get(random.nextInt(emotions.size()));
            List<ManifestEntry> left = unused.computeIfAbsent(emotion, _ -> new ArrayList<>());
            if (left.isEmpty()) {
                left.addAll(clips.get(name).get(emotion));
            }
            drawn.add(left.remove(random.nextInt(left.size())));
            previous = emotion;
        }
        return drawn;
    }
}
