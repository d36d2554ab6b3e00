package org.prosodia.pipeline.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.study.Lane;
import org.prosodia.pipeline.study.Narrator;
import org.prosodia.pipeline.study.SeedScores;
import org.prosodia.pipeline.study.StudyData;
import org.prosodia.pipeline.study.Trainings;
import org.prosodia.pipeline.training.Example;
import org.prosodia.pipeline.training.PreferenceTask.Choice;
import org.prosodia.tensor.TensorRuntime;

/**
 * The paper's measurements on the embedded corpus: for each seed all three stages, with both criteria, and stage 3 with several β. The two
 * criteria of each seed train side by side, each on one thread: for models this small, two trainings at a time do more than two threads
 * in one, and the figures do not depend on how many run at once.
 */
public final class EmbeddedExperiment {
    private final Scale scale;
    private final List<Double> betas;
    private final String backend;
    private final Narrator narrator;

    /**
     * @param betas of stage 3, at least one
     * @param backend {@code auto}, {@code plain} or {@code vector}
     */
    public EmbeddedExperiment(Scale scale, List<Double> betas, String backend, Narrator narrator) {
        this.scale = scale;
        this.betas = List.copyOf(betas);
        this.backend = backend;
        this.narrator = narrator;
    }

    /** Seconds of audio that all trainings of so many seeds will hear. */
    public double trainedSeconds(int seeds) {
        return seeds * scale.trainedSeconds(betas.size());
    }

    /**
     * Runs seeds 1 to n.
     *
     * @param threads trainings at a time, at least 1
     */
    public List<SeedScores> run(int seeds, int threads) throws IOException, InterruptedException {
        return run(LongStream.rangeClosed(1, seeds).toArray(), threads);
    }

    /** Runs these seeds, none of which is 0: that one makes the test clips. */
    public List<SeedScores> run(long[] seeds, int threads) throws IOException, InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<SeedScores>> crossEntropy = new ArrayList<>();
            List<Future<SeedScores>> dirichlet = new ArrayList<>();
            for (long seed : seeds) {
                dirichlet.add(pool.submit(lane(seed, LinkChoice.EXP, this::dirichlet)));
                crossEntropy.add(pool.submit(lane(seed, LinkChoice.SOFTMAX, this::crossEntropy)));
            }
            List<SeedScores> scores = new ArrayList<>();
            for (int i = 0; i < seeds.length; i++) {
                scores.add(get(crossEntropy.get(i)).and(get(dirichlet.get(i))));
            }
            return scores;
        }
    }

    /** What one lane does with its seed. */
    private interface Stages {
        SeedScores run(Lane lane, ModelFolder teacher, List<Example<double[]>> test, long seed) throws IOException;
    }

    private Callable<SeedScores> lane(long seed, LinkChoice link, Stages stages) {
        return () -> {
            try (TensorRuntime runtime = TensorRuntime.create(backend, 1)) {
                String name = "seed " + seed + ", " + (link == LinkChoice.SOFTMAX ? SeedScores.CROSS_ENTROPY : SeedScores.DIRICHLET);
                StudyData data = EmbeddedData.make(seed, scale);
                Lane lane = new Lane(runtime, data, scale.recipe(), name, seed, Trainings.IN_MEMORY, narrator);
                return stages.run(lane, lane.stage1(TinyModel.clips(runtime, link, seed)), data.acted().get(Split.TEST), seed);
            }
        };
    }

    private SeedScores crossEntropy(Lane lane, ModelFolder teacher, List<Example<double[]>> test, long seed) throws IOException {
        Map<String, List<SequenceError>> errors = new LinkedHashMap<>();
        errors.put(SeedScores.SLIDING_CROSS_ENTROPY, lane.errors(teacher));
        narrator.model("stage1-cross-entropy", teacher);
        ModelFolder sequences = lane.stage2(teacher);
        errors.put(SeedScores.SEQUENCE_CROSS_ENTROPY, lane.errors(sequences));
        narrator.model("stage2-cross-entropy", sequences);
        return new SeedScores(seed, Map.of(SeedScores.CROSS_ENTROPY, lane.predictions(teacher, test)), errors);
    }

    private SeedScores dirichlet(Lane lane, ModelFolder teacher, List<Example<double[]>> test, long seed) throws IOException {
        Map<String, List<SequenceError>> errors = new LinkedHashMap<>();
        errors.put(SeedScores.SLIDING_DIRICHLET, lane.errors(teacher));
        narrator.model("stage1", teacher);
        ModelFolder reference = lane.stage2(teacher);
        errors.put(SeedScores.SEQUENCE_DIRICHLET, lane.errors(reference));
        narrator.model("stage2", reference);
        List<Example<Choice>> choices = lane.compared(teacher);
        for (double beta : betas) {
            ModelFolder policy = lane.stage3(reference, choices, beta);
            errors.put(SeedScores.dpo(beta), lane.errors(policy));
            narrator.model(betas.size() == 1 ? "stage3" : "stage3-beta-" + beta, policy);
        }
        return new SeedScores(seed, Map.of(SeedScores.DIRICHLET, lane.predictions(teacher, test)), errors);
    }

    private static SeedScores get(Future<SeedScores> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
