package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.markup.Section;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.splice.SpliceOptions;
import org.prosodia.pipeline.study.Lane;
import org.prosodia.pipeline.study.Narrator;
import org.prosodia.pipeline.study.Sequence;
import org.prosodia.pipeline.study.StudyData;
import org.prosodia.pipeline.training.Example;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.tensor.TensorRuntime;

/**
 * The paper's tables 2 to 4 on a corpus of people's voices. Lanes (one criterion, one seed) are independent of each other and may run side
 * by side; what is done is kept in the folder, so a killed experiment goes on, and the figures do not depend on how often that happened
 * or how many lanes ran at once.
 */
public final class CorpusExperiment {
    /** Test sequences that the report shows. */
    static final int SHOWN = 3;

    private final Plan plan;
    private final Path root;
    private final String backend;
    private final int threads;
    private final Narrator narrator;
    private final InstantSource clock;
    private final Consumer<String> notes;
    private final CorpusAudio audio;

    /**
     * @param root folder of the results
     * @param backend {@code auto}, {@code plain} or {@code vector}
     * @param threads to compute with; where lanes run side by side, as many lanes
     * @param notes hears what was wrong with broken checkpoints
     */
    public CorpusExperiment(Plan plan, Path root, String backend, int threads, ClipLoader loader, Narrator narrator, InstantSource clock,
            Consumer<String> notes) {
        this.plan = plan;
        this.root = root;
        this.backend = backend;
        this.threads = threads;
        this.audio = new CorpusAudio(loader);
        this.narrator = narrator;
        this.clock = clock;
        this.notes = notes;
    }

    /**
     * Does what is not done yet.
     *
     * @throws InterruptedStudyException when the narrator asked to stop; the next run goes on
     */
    public void run() throws IOException, InterruptedException {
        boolean sideBySide = plan.recipe().sideBySide();
        try (ExecutorService pool = Executors.newFixedThreadPool(sideBySide ? threads : 1)) {
            List<Future<?>> lanes = new ArrayList<>();
            for (Callable<Void> lane : lanes()) {
                lanes.add(pool.submit(lane));
            }
            try {
                for (Future<?> lane : lanes) {
                    wait(lane);
                }
            } finally {
                lanes.forEach(lane -> lane.cancel(false));
            }
        }
    }

    /** What was found, once {@link #run} has come to its end: tables, what to make of them, and pictures. */
    public List<Section> report() throws IOException {
        CorpusRecipe.Sequences wanted = plan.recipe().sequences();
        List<Sequence> examples = audio.sequences(plan.given(), Split.TEST, Math.min(SHOWN, wanted.test()), wanted, CorpusAudio.TEST_SEED);
        return new ExperimentReport(plan, root).sections(examples);
    }

    /** About how many seconds of audio all trainings hear, those that are done included. */
    public double trainedSeconds() throws IOException {
        double given = seconds(audio.acted(plan.given()).get(Split.TRAIN));
        double clip = given / Math.max(1, plan.given().clips(Split.TRAIN).size());
        SpliceOptions options = plan.recipe().sequences().options();
        double sequence = Math.min(clip, options.longest()) * (options.minSegments() + options.maxSegments()) / 2;
        Map<String, Double> stages = plan.recipe().trainedSeconds(given, sequence);
        double folds = 0;
        for (Partition fold : plan.folds()) {
            folds += 2 * plan.recipe().trainedSeconds(seconds(audio.acted(fold).get(Split.TRAIN)), 0).get("stage1");
        }
        return plan.seeds() * (2 * (stages.get("stage1") + stages.get("stage2")) + plan.betas().size() * stages.get("stage3")) + folds;
    }

    private static double seconds(List<Example<double[]>> clips) {
        return clips.stream().mapToDouble(Example::duration).sum();
    }

    /** The longest first, so that none is left alone at the end. */
    private List<Callable<Void>> lanes() throws IOException {
        Map<String, List<Example<double[]>>> others = new LinkedHashMap<>();
        for (Map.Entry<String, Manifest> other : plan.others().entrySet()) {
            others.put(other.getKey(), audio.examples(other.getValue(), other.getValue().entries()));
        }
        List<Callable<Void>> lanes = new ArrayList<>();
        for (Systems.Criterion criterion : List.of(Systems.Criterion.DIRICHLET, Systems.Criterion.CROSS_ENTROPY)) {
            for (long seed : plan.seedNumbers()) {
                lanes.add(() -> allStages(criterion, seed, others));
            }
        }
        for (Partition fold : plan.folds()) {
            for (Systems.Criterion criterion : Systems.Criterion.values()) {
                lanes.add(() -> onlyStage1(criterion, fold));
            }
            lanes.add(() -> {
                new HandMadeLane(root, fold.name(), new StudyData(audio.acted(fold), Map.of()), Map.of()).run();
                return null;
            });
        }
        lanes.add(() -> {
            new HandMadeLane(root, plan.given().name(), audio.withTestSequences(plan.given(), plan.recipe().sequences()), others).run();
            return null;
        });
        return lanes;
    }

    private Void allStages(Systems.Criterion criterion, long seed, Map<String, List<Example<double[]>>> others) throws IOException {
        Partition given = plan.given();
        StudyData data = audio.withSequences(given, plan.recipe().sequences(), seed);
        String name = criterion.lane(given.name(), seed);
        Set<String> shown = seed == 1 ? Set.copyOf(data.dynamic().get(Split.TEST).stream().limit(SHOWN).map(clip -> clip.id()).toList())
                : Set.of();
        try (TensorRuntime runtime = runtime()) {
            LaneFolder folder = new LaneFolder(root, name, runtime, clock, notes);
            Lane lane = new Lane(runtime, data, plan.recipe().stages(), name, seed, folder, narrator);
            SeedLane seedLane = new SeedLane(folder, lane, data, others, new ExampleTimelines(root.resolve(name), shown));
            LaneFolder.Done teacher = seedLane.stage1(() -> start(runtime, criterion, seed));
            LaneFolder.Done reference = seedLane.stage2(teacher);
            if (criterion == Systems.Criterion.DIRICHLET) {
                seedLane.stage3(teacher, reference, plan.betas());
            }
        }
        return null;
    }

    private Void onlyStage1(Systems.Criterion criterion, Partition fold) throws IOException {
        StudyData data = new StudyData(audio.acted(fold), Map.of());
        long seed = plan.seedNumbers().getFirst();
        String name = criterion.lane(fold.name(), seed);
        try (TensorRuntime runtime = runtime()) {
            LaneFolder folder = new LaneFolder(root, name, runtime, clock, notes);
            Lane lane = new Lane(runtime, data, plan.recipe().stages(), name, seed, folder, narrator);
            new SeedLane(folder, lane, data, Map.of(), new ExampleTimelines(root.resolve(name), Set.of()))
                    .stage1(() -> start(runtime, criterion, seed));
        }
        return null;
    }

    private TensorRuntime runtime() {
        return TensorRuntime.create(backend, plan.recipe().sideBySide() ? 1 : threads);
    }

    private ModelFolder start(TensorRuntime runtime, Systems.Criterion criterion, long seed) throws IOException {
        LinkChoice link = criterion == Systems.Criterion.DIRICHLET ? plan.recipe().link() : LinkChoice.SOFTMAX;
        ModelDescriptor descriptor = new ModelDescriptor(Head.CLIP, plan.corpus().emotions(), link,
                link == LinkChoice.SOFTMAX ? ConcentrationCap.NONE : plan.recipe().cap());
        StartingModel starting = new StartingModel(runtime);
        return plan.encoder().isPresent() ? starting.encoderOf(plan.encoder().get(), descriptor, seed)
                : starting.random(plan.recipe().encoder().orElseThrow(), descriptor, seed);
    }

    private static void wait(Future<?> lane) throws IOException, InterruptedException {
        try {
            lane.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
