package org.prosodia.pipeline.splice;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.spectrum.Tones;

/** Clips of tones: an emotion is a frequency, a speaker is a level, and silence lies around. */
final class ToneCorpus {
    static final List<String> EMOTIONS = List.of("anger", "joy", "sadness");

    private ToneCorpus() {}

    /** @param takes clips of each speaker, split and emotion */
    static Manifest in(Path folder, List<String> speakers, List<Optional<Split>> splits, int takes) throws IOException {
        List<ManifestEntry> entries = new ArrayList<>();
        for (int s = 0; s < speakers.size(); s++) {
            for (Optional<Split> split : splits) {
                for (int k = 0; k < EMOTIONS.size(); k++) {
                    for (int take = 0; take < takes; take++) {
                        String id = speakers.get(s) + split.map(name -> "-" + name).orElse("") + "-" + EMOTIONS.get(k) + "-" + take;
                        float[] samples = new float[1600 + 12_800 + 3200];
                        System.arraycopy(Tones.sine(hertz(k), 0.5 / (1 + s + k), 12_800), 0, samples, 1600, 12_800);
                        Path audio = folder.resolve(id + ".wav");
                        WavWriter.writePcm16(audio, new AudioClip(samples, Tones.RATE));
                        ManifestEntry entry = ManifestEntry.of(id, audio).withSpeaker(speakers.get(s))
                                .withVotes(EmotionVotes.label(k, EMOTIONS.size()));
                        entries.add(split.map(entry::withSplit).orElse(entry));
                    }
                }
            }
        }
        return Manifest.of(folder.resolve("tones.csv"), EMOTIONS, entries);
    }

    static double hertz(int emotion) {
        return 500 * (1 + emotion);
    }
}
