package org.prosodia.pipeline.corpus.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prosodia.pipeline.corpus.ManifestException;

/**
 * The corpora that are read as they are published. Names of files decide, below the corpus's folder and without their endings: audio may
 * lie in other folders than it is published in, and be in any format of {@link org.prosodia.pipeline.audio.AudioFormat}. The tables say
 * what labels become ({@link LabelMap}).
 */
public enum PublishedCorpus {
    /**
     * CREMA-D (Cao et al. 2014): 91 actors, 12 English sentences, 7,442 clips in {@code AudioWAV/1001_DFA_ANG_XX.wav}, and what people
     * heard in each, in {@code processedResults/tabulatedVotes.csv} (rows whose number begins with 1: voice only).
     * <pre>
     * ANG    anger        anger
     * DIS    disgust      disgust
     * FEA    fear         fear
     * HAP    happy, joy   joy
     * NEU    neutral      neutral
     * SAD    sad          sadness
     * </pre>
     */
    CREMA_D("crema-d", "CREMA-D", new CremaD()),

    /**
     * RAVDESS (Livingstone and Russo 2018): 24 actors, two English sentences, 1,440 clips of speech in
     * {@code Actor_01/03-01-05-01-02-01-01.wav}. Songs and video are skipped.
     * <pre>
     * 01     neutral      neutral
     * 02     calm         neutral
     * 03     happy        joy
     * 04     sad          sadness
     * 05     angry        anger
     * 06     fearful      fear
     * 07     disgust      disgust
     * 08     surprised    left out
     * </pre>
     */
    RAVDESS("ravdess", "RAVDESS", new Ravdess()),

    /**
     * JL corpus (James et al. 2018): four speakers of New Zealand English, 2,400 clips in {@code JL(wav+txt)/female1_angry_10a_1.wav}.
     * <pre>
     * angry        angry               anger
     * sad          sad                 sadness
     * neutral      neutral             neutral
     * happy        happy               joy
     * excited      excited             joy
     * anxious      secondary emotion   left out
     * apologetic   secondary emotion   left out
     * assertive    secondary emotion   left out
     * concerned    secondary emotion   left out
     * encouraging  secondary emotion   left out
     * </pre>
     */
    JL("jl", "JL corpus", new JlCorpus()),

    /**
     * MELD (Poria et al. 2019): 13,708 utterances of a television series, in three parts that count alike, with the tables
     * {@code train_sent_emo.csv}, {@code dev_sent_emo.csv} and {@code test_sent_emo.csv}. It is published as video:
     * {@code train_splits/dia0_utt0.mp4}, whose audio is to be extracted under the same name. The same characters speak in all parts.
     * <pre>
     * anger      anger      anger
     * disgust    disgust    disgust
     * fear       fear       fear
     * joy        joy        joy
     * neutral    neutral    neutral
     * sadness    sadness    sadness
     * surprise   surprise   left out
     * </pre>
     */
    MELD("meld", "MELD", new Meld()),

    /**
     * VoxMovies (Brown et al. 2021): actors in films, in {@code voxmovies_train/id10042/MOVIE/00001.wav} and {@code voxmovies_test}. It
     * has no labels: its speech is for stage 2 and 3, not for stage 1. VoxCeleb's audio is laid out alike and reads the same.
     */
    VOX_MOVIES("voxmovies", "VoxMovies", new VoxMovies()),

    /**
     * nEMO (Christop 2024): nine speakers, 90 Polish sentences, 4,481 clips in {@code samples/EB0_anger_1.wav}, listed by
     * {@code data.tsv}.
     * <pre>
     * anger       anger       anger
     * fear        fear        fear
     * happiness   happiness   joy
     * neutral     neutral     neutral
     * sadness     sadness     sadness
     * surprised   surprised   left out
     * </pre>
     */
    NEMO("nemo", "nEMO", new Nemo()),

    /**
     * EmoDB, the Berlin Database of Emotional Speech (Burkhardt et al. 2005): ten actors, ten German sentences, 535 clips in
     * {@code wav/03a01Fa.wav}.
     * <pre>
     * W    Wut (anger)            anger
     * E    Ekel (disgust)         disgust
     * A    Angst (fear)           fear
     * F    Freude (joy)           joy
     * N    neutral                neutral
     * T    Trauer (sadness)       sadness
     * L    Langeweile (boredom)   left out
     * </pre>
     */
    EMO_DB("emodb", "EmoDB", new EmoDb());

    private final String key;
    private final String title;
    private final Layout layout;

    PublishedCorpus(String key, String title, Layout layout) {
        this.key = key;
        this.title = title;
        this.layout = layout;
    }

    /** The name that commands take and manifests hold, such as {@code crema-d}. */
    public String key() {
        return key;
    }

    /** The name for people, such as {@code CREMA-D}. */
    public String title() {
        return title;
    }

    /** What the corpus's labels become. */
    public LabelMap labels() {
        return layout.labels();
    }

    Layout layout() {
        return layout;
    }

    /** The corpus of that {@link #key}, in any case. */
    public static Optional<PublishedCorpus> of(String key) {
        return Arrays.stream(values()).filter(corpus -> corpus.key.equalsIgnoreCase(key.strip())).findFirst();
    }

    /** All keys, for messages. */
    public static String keys() {
        return Arrays.stream(values()).map(PublishedCorpus::key).collect(Collectors.joining(", "));
    }

    /**
     * Which corpus a folder holds: the one whose names its audio has, or, without audio, the one whose tables it has.
     *
     * @throws ManifestException when it is none or several, saying what was expected and what was found
     */
    public static PublishedCorpus recognise(Path folder) throws IOException {
        CorpusFiles files = CorpusFiles.below(folder);
        Map<PublishedCorpus, Long> found = new EnumMap<>(PublishedCorpus.class);
        for (PublishedCorpus corpus : values()) {
            long names = files.media().stream().filter(corpus.layout::isPublishedName).count();
            if (names > 0) {
                found.put(corpus, names);
            }
        }
        for (PublishedCorpus corpus : values()) {
            if (files.media().isEmpty() && corpus.layout.tables().stream().anyMatch(table -> files.table(table).isPresent())) {
                found.put(corpus, 0L);
            }
        }
        if (found.size() > 1) {
            String counts = found.entrySet().stream().map(entry -> entry.getKey().title + " (" + entry.getValue() + " files)")
                    .collect(Collectors.joining(", "));
            throw new ManifestException(folder, "corpus", "the folder of one", counts);
        }
        if (found.isEmpty()) {
            throw new ManifestException(folder, "corpus", "names of files as one of these has them: " + Arrays.stream(values())
                    .map(corpus -> corpus.title + ", " + corpus.layout.names()).collect(Collectors.joining("; ")), files.described());
        }
        return found.keySet().iterator().next();
    }

    /**
     * Reads the folder of this corpus: its tables, and of each audio file the name and the header.
     *
     * @throws ManifestException when nothing in it is called as in this corpus, or a table of it cannot be used
     */
    public CorpusReading read(Path folder) throws IOException {
        return new CorpusReader(this, CorpusFiles.below(folder)).read();
    }
}
