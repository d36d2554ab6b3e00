package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.published.CorpusManifest;
import org.prosodia.pipeline.corpus.published.CorpusReading;
import org.prosodia.pipeline.corpus.published.PublishedCorpus;
import org.prosodia.pipeline.corpus.published.SentenceSet;
import org.prosodia.pipeline.corpus.published.SplitRule;
import org.prosodia.pipeline.corpus.published.TargetKind;
import picocli.CommandLine.Option;

/** How the folder of a published corpus becomes clips with targets and splits. */
final class CorpusOptions {
    private static final SplitRule.BySpeaker DEFAULT = (SplitRule.BySpeaker) SplitRule.DEFAULT;

    @Option(names = "--corpus", paramLabel = "NAME",
            description = "which corpus a folder holds: crema-d, ravdess, jl, meld, voxmovies, nemo or emodb (default: told by its names)")
    private String corpus;

    @Option(names = "--targets", paramLabel = "KIND",
            description = "of a corpus: labels, or the votes of people (CREMA-D) as counts per emotion (default: labels)")
    private TargetKind targets;

    @Option(names = "--split-by", paramLabel = "WHAT",
            description = "how a corpus is divided: speaker, sentence, published (as its authors did) or none (default: speaker)")
    private SplitBy splitBy;

    @Option(names = "--dev-share", paramLabel = "SHARE", description = "of a corpus's clips, held out (default: 0.1)")
    private Double dev;

    @Option(names = "--test-share", paramLabel = "SHARE", description = "of a corpus's clips, to measure with (default: 0.2)")
    private Double test;

    @Option(names = "--split-seed", paramLabel = "N", description = "draws the speakers or sentences of each part (default: 1)")
    private Long seed;

    @Option(names = "--dev-sentences", paramLabel = "LIST",
            description = "the sentences of a corpus that are held out, such as 61-70 or IEO,TIE, in the place of shares")
    private String devSentences;

    @Option(names = "--test-sentences", paramLabel = "LIST", description = "the sentences to measure with, such as 71-90")
    private String testSentences;

    /** What is kept within one part. */
    enum SplitBy {
        SPEAKER,
        SENTENCE,
        PUBLISHED,
        NONE
    }

    /** Reads the folder of the corpus that is named, or that it is recognised as. */
    CorpusReading read(Path folder) throws IOException {
        return (corpus == null ? PublishedCorpus.recognise(folder) : named()).read(folder);
    }

    private PublishedCorpus named() {
        return PublishedCorpus.of(corpus).orElseThrow(() -> new IllegalArgumentException("--corpus: expected one of "
                + PublishedCorpus.keys() + ", found " + corpus));
    }

    /** How the clips of corpora become a manifest. */
    CorpusManifest manifest() {
        return manifest(SplitBy.SPEAKER);
    }

    private CorpusManifest manifest(SplitBy usual) {
        return new CorpusManifest(targets == null ? TargetKind.LABELS : targets, rule(usual));
    }

    /** The manifest of one corpus, named after its folder: there is no file of it. */
    Manifest manifest(Path folder, List<String> emotions, Console console) throws IOException {
        return manifest(folder, emotions, SplitBy.SPEAKER, console);
    }

    /** The same, divided as {@code usual} unless an option says otherwise. */
    Manifest manifest(Path folder, List<String> emotions, SplitBy usual, Console console) throws IOException {
        return manifest(folder, read(folder), manifest(usual), emotions, console);
    }

    /** The manifest of a corpus that is recognised by its names, undivided whatever the options say. */
    static Manifest undivided(Path folder, List<String> emotions, Console console) throws IOException {
        return manifest(folder, PublishedCorpus.recognise(folder).read(folder),
                new CorpusManifest(TargetKind.LABELS, new SplitRule.Undivided()), emotions, console);
    }

    private static Manifest manifest(Path folder, CorpusReading reading, CorpusManifest how, List<String> emotions, Console console)
            throws IOException {
        Manifest made = how.of(folder.resolve("corpus.csv"), emotions, List.of(reading));
        console.say(String.format(Locale.ROOT, "%s: %s, %d clips; %d skipped%s", folder, reading.corpus().title(), made.entries().size(),
                reading.skipped().total(), reading.skipped().total() == 0 ? "" : ", see 'prosodia corpus " + folder + "'"));
        return new Manifest(folder, made.entries(), made.sha256(), emotions, List.of());
    }

    /** Fails when something is asked of a corpus where there is none. */
    void requireNone(Path file) {
        if (Stream.of(corpus, targets, splitBy, dev, test, seed, devSentences, testSentences).anyMatch(option -> option != null)) {
            throw new IllegalArgumentException("--corpus, --targets, --split-by, --dev-share, --test-share, --split-seed, --dev-sentences,"
                    + " --test-sentences: expected with the folder of a published corpus, found the manifest " + file);
        }
    }

    private SplitRule rule(SplitBy usual) {
        boolean shares = dev != null || test != null || seed != null;
        if (devSentences != null || testSentences != null) {
            if (shares || splitBy != null && splitBy != SplitBy.SENTENCE) {
                throw new IllegalArgumentException("--dev-sentences, --test-sentences: expected without shares, a seed or another way to"
                        + " split than by sentence");
            }
            return new SplitRule.Sentences(sentences(devSentences), sentences(testSentences));
        }
        SplitBy by = splitBy == null ? usual : splitBy;
        if (shares && (by == SplitBy.PUBLISHED || by == SplitBy.NONE)) {
            throw new IllegalArgumentException("--dev-share, --test-share, --split-seed: expected with --split-by speaker or sentence");
        }
        double devShare = dev == null ? DEFAULT.dev() : dev;
        double testShare = test == null ? DEFAULT.test() : test;
        long drawnBy = seed == null ? DEFAULT.seed() : seed;
        return switch (by) {
            case SPEAKER -> new SplitRule.BySpeaker(devShare, testShare, drawnBy);
            case SENTENCE -> new SplitRule.BySentence(devShare, testShare, drawnBy);
            case PUBLISHED -> new SplitRule.AsPublished();
            case NONE -> new SplitRule.Undivided();
        };
    }

    private static SentenceSet sentences(String list) {
        return list == null ? SentenceSet.NONE : SentenceSet.parse(list);
    }
}
