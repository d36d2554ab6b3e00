package org.prosodia.pipeline.splice;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;

/**
 * What is said in a sequence, {@code 14+47+12}, where no sentence of the clips is in two splits: then none of the sequences is either, and
 * whoever keeps sentences apart can see so.
 */
final class Sentences {
    /** By clip; empty where sentences cross splits, or are not known. */
    private final Map<String, String> said = new HashMap<>();

    private Sentences() {}

    static Sentences of(Manifest manifest) {
        Sentences sentences = new Sentences();
        if (manifest.hasSplits() && manifest.hasSentences() && areDisjoint(manifest)) {
            manifest.entries().forEach(entry -> entry.sentence().ifPresent(text -> sentences.said.put(entry.id(), text)));
        }
        return sentences;
    }

    private static boolean areDisjoint(Manifest manifest) {
        try {
            manifest.requireSentencesDisjoint();
            return true;
        } catch (ManifestException e) {
            return false;
        }
    }

    /** The entry of a sequence, with its sentences where they are known. */
    ManifestEntry name(ManifestEntry entry, SplicedClip clip) {
        if (clip.segments().stream().allMatch(segment -> said.containsKey(segment.clip()))) {
            return entry.withSentence(clip.segments().stream().map(segment -> said.get(segment.clip())).collect(Collectors.joining("+")));
        }
        return entry;
    }
}
