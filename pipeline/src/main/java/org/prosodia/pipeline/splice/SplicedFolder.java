package org.prosodia.pipeline.splice;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.DoubleConsumer;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.EmptyFolder;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.format.TimelineFormat;
import org.prosodia.wav2vec2.checkpoint.AtomicFile;

/**
 * Sequences as files, for commands that read corpora: {@code spliced.csv} with the true timeline of each, {@code segments.csv} with what it
 * was made of, WAV files, and a {@code README.md} that says how real it is.
 *
 * @param manifest the clips to join
 * @param counts sequences of each split; empty stands for clips without one
 * @param seed decides all that is drawn
 */
public record SplicedFolder(Manifest manifest, SpliceOptions options, SequencedMap<Optional<Split>, Integer> counts, long seed) {
    /** Name of the manifest of sequences. */
    public static final String MANIFEST = "spliced.csv";
    /** Name of the table of what they were made of. */
    public static final String SEGMENTS = "segments.csv";

    private static final int MOST_SEQUENCES = 100_000;

    /** Checks the counts. */
    public SplicedFolder {
        int total = 0;
        for (Map.Entry<Optional<Split>, Integer> count : counts.entrySet()) {
            if (count.getValue() < 0 || count.getValue() > MOST_SEQUENCES) {
                throw new IllegalArgumentException(count.getKey().map(Split::toString).orElse("sequences") + ": expected 0 to "
                        + MOST_SEQUENCES + " sequences, found " + count.getValue());
            }
            total += count.getValue();
        }
        if (total == 0) {
            throw new IllegalArgumentException("sequences: expected at least one, found none");
        }
    }

    /**
     * Writes the sequences, their manifest last.
     *
     * @param folder a new or empty one
     * @param written told the seconds of each sequence that is on the disk
     * @throws IOException when a clip cannot be used, or a split has no speaker with clips of two emotions
     */
    public void write(Path folder, DoubleConsumer written) throws IOException {
        EmptyFolder.require(folder);
        manifest.requireFiles();
        ClipLoader loader = new ClipLoader(Runtime.getRuntime().maxMemory() / 4);
        Sentences sentences = Sentences.of(manifest);
        List<Splicer> splicers = new ArrayList<>();
        for (Optional<Split> split : counts.keySet()) {
            splicers.add(counts.get(split) == 0 ? null : new Splicer(manifest, split, options, loader, seed));
        }
        Files.createDirectories(folder.resolve("audio"));
        Files.createDirectories(folder.resolve("timelines"));
        AtomicFile.replace(folder.resolve("README.md"), file -> Files.writeString(file, readme()));
        List<ManifestEntry> entries = new ArrayList<>();
        SequencedMap<String, List<Segment>> segments = new LinkedHashMap<>();
        for (Optional<Split> split : counts.keySet()) {
            Splicer splicer = splicers.removeFirst();
            for (int i = 0; i < counts.get(split); i++) {
                SplicedClip clip = splicer.splice(i);
                ManifestEntry entry = sentences.name(write(clip, folder), clip);
                entries.add(split.map(entry::withSplit).orElse(entry));
                segments.put(clip.id(), clip.segments());
                written.accept(clip.duration());
            }
        }
        AtomicFile.replace(folder.resolve(SEGMENTS), file -> writeSegments(file, segments));
        Path file = folder.resolve(MANIFEST);
        Manifest.of(file, manifest.emotions(), entries).write(file);
    }

    private ManifestEntry write(SplicedClip clip, Path folder) throws IOException {
        Path audio = folder.resolve("audio").resolve(clip.id() + ".wav");
        AtomicFile.replace(audio, file -> WavWriter.writePcm16(file, new AudioClip(clip.samples(), FrameTimes.SAMPLE_RATE)));
        Path timeline = folder.resolve("timelines").resolve(clip.id() + ".json");
        AtomicFile.replace(timeline,
                file -> TimelineFormat.JSON.writer().write(clip.trueTimeline(manifest.emotions()), new float[0], file));
        return ManifestEntry.of(clip.id(), audio).withSpeaker(clip.speaker()).withTimeline(timeline);
    }

    private void writeSegments(Path file, Map<String, List<Segment>> sequences) throws IOException {
        try (CsvWriter writer = CsvWriter.builder().build(file)) {
            writer.writeRecord("id", "clip", "emotion", "start", "end", "fade_in", "fade_out");
            for (Map.Entry<String, List<Segment>> sequence : sequences.entrySet()) {
                for (Segment segment : sequence.getValue()) {
                    String emotion = manifest.emotions().get(new EmotionVotes(segment.mixture()).dominant());
                    writer.writeRecord(sequence.getKey(), segment.clip(), emotion, seconds(segment.start()), seconds(segment.end()),
                            seconds(segment.fadeIn()), seconds(segment.fadeOut()));
                }
            }
        }
    }

    private static String seconds(int samples) {
        return String.format(Locale.ROOT, "%.4f", (double) samples / FrameTimes.SAMPLE_RATE);
    }

    private String readme() {
        return String.format(Locale.ROOT, """
                # Spliced sequences

                **Real voices, joined by a program.** Clips of one speaker about different emotions follow each other with cross-fades of
                %s s, all at the same level of speech (%s dB of full scale, pauses left out). The truth of a moment is the label of its
                clip, in a cross-fade by the power of each. Nobody said these sequences: figures on them say how well a model follows
                changes between acted emotions, not how people change. The licence is that of the clips.

                | | |
                |---|---|
                | `%s` | id, audio, speaker, split, timeline (the truth) |
                | `%s` | the clips of each sequence: from when to when, and their fades, seconds; a change point is the middle of a fade |
                | `audio/` | WAV, 16 kHz, 16 bit, one channel |
                | `timelines/` | `prosodia.timeline/1` |

                Sequences: %s. Segments: %d to %d, %s; trim: %s dB; seed: %d; clips: SHA-256 of their manifest
                %s.
                """, options.crossFade(), options.level(), MANIFEST, SEGMENTS, countsText(), options.minSegments(), options.maxSegments(),
                options.longest() == Double.POSITIVE_INFINITY ? "whole clips" : options.longest() + " s of a clip at most", options.trim(),
                seed, manifest.sha256());
    }

    private String countsText() {
        return String.join(", ", counts.entrySet().stream()
                .map(count -> count.getKey().map(split -> split + " ").orElse("") + count.getValue()).toList());
    }
}
