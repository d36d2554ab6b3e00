package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.study.SeedScores;

/**
 * What is measured of each lane, and by which names tables call it.
 *
 * @param root of the experiment
 */
record Systems(Path root) {
    /** The test clips of the corpus itself, among {@link Scores#clips}. */
    static final String TEST = "test";

    /** Criterion of a lane. */
    enum Criterion {
        CROSS_ENTROPY("cross-entropy", SeedScores.CROSS_ENTROPY, SeedScores.SLIDING_CROSS_ENTROPY, SeedScores.LABELS_CROSS_ENTROPY,
                SeedScores.SEQUENCE_CROSS_ENTROPY),
        DIRICHLET("dirichlet", SeedScores.DIRICHLET, SeedScores.SLIDING_DIRICHLET, SeedScores.LABELS_DIRICHLET, SeedScores.SEQUENCE_DIRICHLET);

        private final String folder;
        private final String clips;
        private final String sliding;
        private final String labels;
        private final String sequences;

        Criterion(String folder, String clips, String sliding, String labels, String sequences) {
            this.folder = folder;
            this.clips = clips;
            this.sliding = sliding;
            this.labels = labels;
            this.sequences = sequences;
        }

        String lane(String partition, long seed) {
            return partition + "/seed-" + seed + "/" + folder;
        }

        String clips() {
            return clips;
        }

        String sliding() {
            return sliding;
        }

        String sequences() {
            return sequences;
        }
    }

    /** The scores of a training that is done. */
    Optional<Scores> scores(String lane, String training) throws IOException {
        return ScoresFile.read(LaneFolder.scoresFile(root, lane, training));
    }

    /** All systems of one seed on the test clips and sequences; those on features made by hand stand with every seed. */
    SeedScores ofSeed(long seed, List<Double> betas) throws IOException {
        Map<String, List<ClipPrediction>> clips = new LinkedHashMap<>();
        Map<String, List<SequenceError>> errors = new LinkedHashMap<>();
        ofClips(Partition.GIVEN, seed).forEach((system, scores) -> clips.put(system, scores.clips().get(TEST)));
        for (Criterion criterion : Criterion.values()) {
            String lane = criterion.lane(Partition.GIVEN, seed);
            errors.put(criterion.sliding, done(lane, SeedLane.STAGE1).sequences());
            errors.put(criterion.labels, done(lane, SeedLane.LABELS).sequences());
            errors.put(criterion.sequences, done(lane, SeedLane.STAGE2).sequences());
        }
        for (double beta : betas) {
            errors.put(SeedScores.dpo(beta), done(Criterion.DIRICHLET.lane(Partition.GIVEN, seed), SeedLane.stage3(beta)).sequences());
        }
        for (HandMadeLane.Kind kind : HandMadeLane.Kind.values()) {
            errors.put("sliding window + " + kind.title(), done(HandMadeLane.lane(Partition.GIVEN), kind.training()).sequences());
        }
        return new SeedScores(seed, clips, errors);
    }

    /** What each system for clips said of new speakers: the clips of all folds. */
    Map<String, List<ClipPrediction>> ofNewSpeakers(List<Partition> folds, long seed) throws IOException {
        Map<String, List<ClipPrediction>> clips = new LinkedHashMap<>();
        for (Partition fold : folds) {
            ofClips(fold.name(), seed).forEach((system, scores) ->
                    clips.computeIfAbsent(system, _ -> new ArrayList<>()).addAll(scores.clips().get(TEST)));
        }
        return clips;
    }

    /** What each system for clips said of another corpus, seed by seed. */
    Map<String, List<List<ClipPrediction>>> ofOther(String corpus, List<Long> seeds) throws IOException {
        Map<String, List<List<ClipPrediction>>> clips = new LinkedHashMap<>();
        for (long seed : seeds) {
            ofClips(Partition.GIVEN, seed).forEach((system, scores) ->
                    clips.computeIfAbsent(system, _ -> new ArrayList<>()).add(scores.clips().get(corpus)));
        }
        return clips;
    }

    /** The systems that answer for clips, by the names that tables have for them. */
    private Map<String, Scores> ofClips(String partition, long seed) throws IOException {
        Map<String, Scores> systems = new LinkedHashMap<>();
        for (Criterion criterion : Criterion.values()) {
            systems.put(criterion.clips, done(criterion.lane(partition, seed), SeedLane.STAGE1));
        }
        for (HandMadeLane.Kind kind : HandMadeLane.Kind.values()) {
            systems.put(kind.title(), done(HandMadeLane.lane(partition), kind.training()));
        }
        return systems;
    }

    private Scores done(String lane, String training) throws IOException {
        return scores(lane, training).orElseThrow();
    }
}
