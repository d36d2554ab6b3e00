package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.pipeline.training.Example;
import org.prosodia.pipeline.training.PreferenceTask.Choice;

/** Pairs as examples: some to learn from, those of other audio held out. */
record ComparedClips(List<Example<Choice>> train, List<Example<Choice>> dev) {
    /** @param share of the audio files, rounded, that is held out, but never all */
    static ComparedClips of(PreferenceFile file, List<Preference> pairs, double share, long seed) throws IOException {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("--dev: expected a share of 0 to below 1, found " + share);
        }
        List<String> audio = new ArrayList<>(new TreeSet<>(pairs.stream().map(Preference::audio).toList()));
        Collections.shuffle(audio, new Random(seed));
        if (audio.isEmpty()) {
            throw new IOException(file.path() + ": expected at least one choice to learn from, found none (ties teach nothing)");
        }
        long heldOut = Math.min(Math.round(share * audio.size()), audio.size() - 1); // something is to be learnt from
        Set<String> held = new HashSet<>(audio.subList(0, (int) heldOut));
        ClipLoader loader = TrainingData.newLoader();
        List<Example<Choice>> train = new ArrayList<>();
        List<Example<Choice>> dev = new ArrayList<>();
        for (Preference pair : pairs) {
            (held.contains(pair.audio()) ? dev : train).add(example(file, pair, loader));
        }
        return new ComparedClips(List.copyOf(train), List.copyOf(dev));
    }

    private static Example<Choice> example(PreferenceFile file, Preference pair, ClipLoader loader) throws IOException {
        Path audio = file.resolve(pair.audio());
        if (!Files.exists(audio)) {
            throw new NoSuchFileException(file.path() + ": audio " + audio);
        }
        ManifestEntry entry = ManifestEntry.of(pair.audio(), audio);
        int length = (int) Math.round(loader.duration(entry) * AudioClip.DEFAULT_SAMPLE_RATE);
        return new Example<>(pair.audio(), "", length, () -> loader.load(entry).samples(),
                new Choice(pair.chosen().timeline(), pair.rejected().timeline()));
    }
}
