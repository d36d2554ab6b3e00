package org.prosodia.pipeline.corpus.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.prosodia.pipeline.corpus.EmotionNames;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.recognition.ModelDescriptor;

/**
 * A manifest of published corpora, each of which is divided for itself. Speakers and sentences get the corpus's key in front of their
 * names, so that manifests of several corpora can be put together.
 *
 * @param targets labels or votes
 * @param rule how each corpus is divided
 */
public record CorpusManifest(TargetKind targets, SplitRule rule) {
    private static final int MAX_LISTED = 20;

    /**
     * The clips of all these corpora.
     *
     * @param file where the manifest would be; an error names it
     * @param emotions names [K] that the six emotions are to be understood as
     * @throws ManifestException when there is no clip, a clip lacks what the rule goes by, or an emotion is none of these
     */
    public Manifest of(Path file, List<String> emotions, List<CorpusReading> corpora) throws ManifestException {
        List<ManifestEntry> entries = new ArrayList<>();
        for (CorpusReading corpus : corpora) {
            entries.addAll(entries(corpus, emotions));
        }
        return Manifest.of(file, emotions, entries);
    }

    private List<ManifestEntry> entries(CorpusReading corpus, List<String> emotions) throws ManifestException {
        List<ManifestEntry> entries = new ArrayList<>();
        List<ClipDescription> clips = new ArrayList<>();
        for (PublishedClip clip : corpus.clips()) {
            if (targets == TargetKind.LABELS || clip.description().votes().isPresent()) {
                entries.add(entry(corpus, clip, emotions));
                clips.add(clip.description());
            }
        }
        if (entries.isEmpty()) {
            throw new ManifestException(corpus.folder(), corpus.corpus().title(), targets == TargetKind.VOTES ? "clips with audio and votes"
                    : "clips with audio", "none (" + corpus.clips().size() + " clips with audio, " + corpus.withoutAudio().size()
                    + " without)");
        }
        Manifest undivided = new Manifest(corpus.folder(), entries, "", emotions, List.of());
        return switch (rule) {
            case SplitRule.Undivided _ -> entries;
            case SplitRule.BySpeaker(double dev, double test, long seed) -> undivided.splitBySpeaker(dev, test, seed).entries();
            case SplitRule.BySentence(double dev, double test, long seed) -> undivided.splitBySentence(dev, test, seed).entries();
            case SplitRule.Sentences(SentenceSet dev, SentenceSet test) -> bySentences(corpus, entries, clips, dev, test);
            case SplitRule.AsPublished _ -> asPublished(corpus, entries, clips);
        };
    }

    private ManifestEntry entry(CorpusReading corpus, PublishedClip clip, List<String> emotions) throws ManifestException {
        String key = corpus.corpus().key() + "-";
        ClipDescription description = clip.description();
        ManifestEntry entry = ManifestEntry.of(description.id(), clip.audio()).withSpeaker(key + description.speaker());
        if (description.sentence().isPresent()) {
            entry = entry.withSentence(key + description.sentence().get());
        }
        Optional<EmotionVotes> target = target(description);
        return target.isEmpty() ? entry : entry.withVotes(over(emotions, target.get(), clip));
    }

    private Optional<EmotionVotes> target(ClipDescription clip) {
        return targets == TargetKind.VOTES ? clip.votes() : clip.emotion()
                .map(emotion -> EmotionVotes.label(ModelDescriptor.EMOTIONS.indexOf(emotion), ModelDescriptor.EMOTIONS.size()));
    }

    /** Votes over the six emotions, as votes over {@code emotions}. */
    private static EmotionVotes over(List<String> emotions, EmotionVotes six, PublishedClip clip) throws ManifestException {
        if (emotions.equals(ModelDescriptor.EMOTIONS)) {
            return six;
        }
        EmotionNames names = new EmotionNames(emotions);
        Double[] counts = new Double[emotions.size()];
        Arrays.fill(counts, 0.0);
        for (int k = 0; k < six.size(); k++) {
            String emotion = ModelDescriptor.EMOTIONS.get(k);
            if (six.counts().get(k) > 0) {
                int index = names.indexOf(emotion).orElseThrow(() -> new ManifestException(clip.audio(), "emotion", "one of "
                        + String.join(", ", emotions), emotion));
                counts[index] += six.counts().get(k);
            }
        }
        return new EmotionVotes(List.of(counts));
    }

    private static List<ManifestEntry> bySentences(CorpusReading corpus, List<ManifestEntry> entries, List<ClipDescription> clips,
            SentenceSet dev, SentenceSet test) throws ManifestException {
        List<ManifestEntry> divided = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            ManifestEntry entry = entries.get(i);
            String sentence = clips.get(i).sentence().orElseThrow(() -> new ManifestException(corpus.folder(), "clip " + entry.id()
                    + ": sentence", "one, to keep sentences apart", "none"));
            if (dev.contains(sentence) && test.contains(sentence)) {
                throw new IllegalArgumentException("sentences: expected each in one part, found " + sentence + " in dev " + dev
                        + " and in test " + test);
            }
            divided.add(entry.withSplit(test.contains(sentence) ? Split.TEST : dev.contains(sentence) ? Split.DEV : Split.TRAIN));
        }
        requireAny(corpus, clips, divided, Split.DEV, dev);
        requireAny(corpus, clips, divided, Split.TEST, test);
        return divided;
    }

    private static void requireAny(CorpusReading corpus, List<ClipDescription> clips, List<ManifestEntry> divided, Split split,
            SentenceSet wanted) throws ManifestException {
        if (!wanted.items().isEmpty() && divided.stream().noneMatch(entry -> entry.split().equals(Optional.of(split)))) {
            TreeSet<String> sentences = new TreeSet<>(clips.stream().flatMap(clip -> clip.sentence().stream()).toList());
            throw new ManifestException(corpus.folder(), "sentences for " + split, "some of " + String.join(", ", sentences.stream()
                    .limit(MAX_LISTED).toList()) + (sentences.size() > MAX_LISTED ? ", …" : ""), wanted.toString());
        }
    }

    private static List<ManifestEntry> asPublished(CorpusReading corpus, List<ManifestEntry> entries, List<ClipDescription> clips)
            throws ManifestException {
        List<ManifestEntry> divided = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Split split = clips.get(i).split().orElseThrow(() -> new ManifestException(corpus.folder(), corpus.corpus().title(),
                    "a corpus whose authors divided it", "one that they did not; divide it by speaker or by sentence"));
            divided.add(entries.get(i).withSplit(split));
        }
        return divided;
    }
}
