package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.dpo.DpoLoss;
import org.prosodia.dpo.PreferenceLoss;
import org.prosodia.dpo.Reduction;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.training.ClipTask;
import org.prosodia.pipeline.training.Example;
import org.prosodia.pipeline.training.OptimizerOptions;
import org.prosodia.pipeline.training.PreferenceTask;
import org.prosodia.pipeline.training.PreferenceTask.Choice;
import org.prosodia.pipeline.training.RunKeeper;
import org.prosodia.pipeline.training.SequenceTask;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.pipeline.training.Task;
import org.prosodia.pipeline.training.Trainer;
import org.prosodia.pipeline.training.TrainingListener;
import org.prosodia.pipeline.training.TrainingOptions;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.Preprocessor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia bench train}. */
@Command(name = "train", mixinStandardHelpOptions = true,
        description = "Some steps of each stage with random weights on noise: time a step, and whether the heap is large enough"
                + " (JAVA_OPTS=-Xmx8g).")
final class BenchTrainCommand implements Callable<Integer> {
    private static final long SEED = 1;

    @Option(names = "--shape", defaultValue = "BASE", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private TrainStage1Command.Size shape;

    @Option(names = "--stages", split = ",", defaultValue = "1,2,3", description = "which, comma-separated (default: ${DEFAULT-VALUE})")
    private List<Integer> stages;

    @Option(names = "--steps", defaultValue = "3", description = "of each stage (default: ${DEFAULT-VALUE})")
    private int steps;

    @Option(names = "--batch", defaultValue = "16", description = "clips a step (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(names = "--seconds", defaultValue = "3", description = "length of a clip (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--train-feature-encoder", description = "let the convolutions learn too")
    private boolean featureEncoder;

    @Option(names = "--gradient-checkpointing", description = "compute layers again in backward: less memory, more time")
    private boolean checkpointing;

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        try (TensorRuntime runtime = runtimeOptions.create()) {
            for (int stage : stages) {
                if (stage < 1 || stage > 3) {
                    throw new IllegalArgumentException("--stages: expected 1, 2 or 3, found " + stage);
                }
                measure(runtime, stage);
            }
        }
        return 0;
    }

    private void measure(TensorRuntime runtime, int stage) throws IOException {
        OptimizerOptions optimizer = TrainingFlags.Defaults.values()[stage - 1].fineTuning(featureEncoder, checkpointing);
        List<Double> millis = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        long[] last = {System.nanoTime()};
        new Trainer(task(runtime, stage), new TrainingOptions(optimizer, 1, batch, 1, 0, Integer.MAX_VALUE, SEED), RunKeeper.inMemory(),
                new TrainingListener() {
                    @Override
                    public void step(Step step) {
                        long now = System.nanoTime();
                        millis.add((now - last[0]) / 1e6);
                        losses.add(step.loss());
                        last[0] = now;
                    }
                }).train();
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("work", "train stage" + stage);
        row.put("model", shape.name().toLowerCase(Locale.ROOT));
        row.put("batch", batch);
        row.put("seconds", seconds);
        row.put("backend", runtime.backend().name());
        row.put("threads", runtime.threads());
        row.put("steps", sorted.length);
        row.put("median_ms", sorted[sorted.length / 2]);
        row.put("min_ms", sorted[0]);
        row.put("audio_seconds_per_second", 1000 * batch * seconds / sorted[sorted.length / 2]);
        row.put("last_loss", losses.getLast());
        row.put("max_heap_mb", Runtime.getRuntime().maxMemory() >> 20);
        options.say(row);
    }

    private Task task(TensorRuntime runtime, int stage) {
        StartingModel starting = new StartingModel(runtime);
        Head head = stage == 1 ? Head.CLIP : Head.FRAMES;
        ModelDescriptor descriptor = new ModelDescriptor(head, ModelDescriptor.EMOTIONS, LinkChoice.EXP, ConcentrationCap.NONE);
        ModelFolder model = starting.random(shape.config(), descriptor, SEED);
        int k = ModelDescriptor.EMOTIONS.size();
        return switch (stage) {
            case 1 -> new ClipTask(model, examples(i -> Simplex.oneHot(i % k, k)), List.of(), ClipTask.SMOOTHING, Augmentation.NONE);
            case 2 -> new SequenceTask(model, examples(this::timeline), List.of(), SequenceTask.SMOOTHING, Augmentation.NONE);
            default -> new PreferenceTask(model, (FrameClassifier) starting.framesOf(model).model(),
                    examples(i -> new Choice(timeline(i), timeline(i + 1))), List.of(),
                    new DpoLoss(PreferenceLoss.sigmoid(0.5), Reduction.FRAME), SequenceTask.SMOOTHING);
        };
    }

    /** Noise with targets, as many as the steps need. */
    private <T> List<Example<T>> examples(IntFunction<T> target) {
        Rng random = new Rng(SEED);
        int length = (int) Math.round(seconds * Preprocessor.SAMPLE_RATE);
        return IntStream.range(0, batch * steps).mapToObj(i -> {
            float[] samples = new float[length];
            for (int j = 0; j < length; j++) {
                samples[j] = (float) (0.1 * random.nextGaussian());
            }
            return Example.of("noise " + i, "", samples, target.apply(i));
        }).toList();
    }

    /** One emotion all the time. */
    private Timeline timeline(int emotion) {
        int k = ModelDescriptor.EMOTIONS.size();
        float[] shares = new float[k];
        Arrays.fill(shares, 0.1f);
        shares[emotion % k] = 1 - 0.1f * (k - 1);
        return Timeline.ofMeans("noise", seconds, ModelDescriptor.EMOTIONS, new double[] {seconds / 2}, shares);
    }
}
