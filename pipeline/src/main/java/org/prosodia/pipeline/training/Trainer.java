package org.prosodia.pipeline.training;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.prosodia.nn.Module;
import org.prosodia.pipeline.corpus.LengthBuckets;
import org.prosodia.pipeline.run.Snapshot;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.NonFiniteException;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.Workspace;
import org.prosodia.tensor.backend.profile.Span;
import org.prosodia.wav2vec2.Preprocessor;

/**
 * Trains a task: epochs of length-bucketed batches, a measure after each, early stopping, checkpoints. All chance of step n is decided by the
 * seed and n, so a run that is resumed needs no generator's state and goes on to the same bits.
 */
public final class Trainer {
    private static final long ORDER = 1;
    private static final long MODEL = 2;
    private static final long DATA = 3;

    private final Task task;
    private final TrainingOptions options;
    private final RunKeeper keeper;
    private final TrainingListener listener;
    private final Module model;
    private final Rng seed;
    private final double[] lengths;
    private final int stepsPerEpoch;
    private final long totalSteps;
    private final Optimization optimization;
    private final Workspace workspace;

    /** Prepares the task's model: what is not to learn is frozen. */
    public Trainer(Task task, TrainingOptions options, RunKeeper keeper, TrainingListener listener) {
        this.task = task;
        this.options = options;
        this.keeper = keeper;
        this.listener = listener;
        this.model = task.model().model();
        this.seed = new Rng(options.seed());
        this.lengths = IntStream.range(0, task.size()).mapToDouble(task::length).toArray();
        this.stepsPerEpoch = batches(0).size();
        this.totalSteps = (long) stepsPerEpoch * options.epochs();
        this.optimization = new Optimization(task.model().model(), options.optimizer(), totalSteps);
        this.workspace = new Workspace(task.model().model().encoder().runtime());
    }

    private List<int[]> batches(int epoch) {
        return LengthBuckets.ofSize(lengths, options.batch(), seed.fork(ORDER).fork(epoch));
    }

    /**
     * Trains to the end, or until the listener wants to stop.
     *
     * @throws DivergedException when a loss or gradient is not finite, or a measure is NaN; what was kept before stays
     */
    public TrainingResult train() throws IOException {
        TrainingState state = resume();
        listener.started(state.step, totalSteps, options.epochs() * Arrays.stream(lengths).sum() / Preprocessor.SAMPLE_RATE);
        List<int[]> batches = batches(epochs(state));
        while (state.step < totalSteps && !finished(state)) {
            try (Span _ = span("step"); GradScope _ = workspace.open()) {
                step(state, batches.get((int) (state.step % stepsPerEpoch)));
            }
            boolean epochEnds = state.step % stepsPerEpoch == 0;
            if (epochEnds) {
                endEpoch(state);
                batches = batches(epochs(state));
            }
            boolean stop = listener.stopRequested();
            if (epochEnds || stop || state.step % options.checkpointEvery() == 0) {
                checkpoint(state);
            }
            if (stop && state.step < totalSteps && !finished(state)) {
                return new TrainingResult(state.step, epochs(state), state.bestEpoch, state.bestMetrics, true);
            }
        }
        keeper.restoreBest(task.model());
        model.train(false);
        return new TrainingResult(state.step, epochs(state), state.bestEpoch, state.bestMetrics, false);
    }

    private Span span(String name) {
        return task.model().model().encoder().runtime().span(name);
    }

    private boolean finished(TrainingState state) {
        return options.patience() > 0 && state.worse >= options.patience();
    }

    private int epochs(TrainingState state) {
        return (int) (state.step / stepsPerEpoch);
    }

    private TrainingState resume() throws IOException {
        Optional<Snapshot> kept = keeper.resume(task.model().model().encoder().runtime());
        if (kept.isEmpty()) {
            TrainingState fresh = new TrainingState();
            fresh.best = task.watch().worst();
            return fresh;
        }
        model.loadStateDict(kept.get().tensors("model."));
        optimization.load(kept.get().tensors("optimizer."), kept.get().tensors("ema."));
        return TrainingState.of(kept.get().step(), kept.get().state());
    }

    private void checkpoint(TrainingState state) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        model.namedParameters().forEach((name, parameter) -> tensors.put("model." + name, parameter));
        tensors.putAll(optimization.state());
        try (Span _ = span("checkpoint")) {
            keeper.checkpoint(new Snapshot(state.step, tensors, state.toMap()));
        }
    }

    private void step(TrainingState state, int[] batch) throws IOException {
        Rng random = seed.fork(DATA).fork(state.step);
        task.model().model().encoder().reseed(seed.fork(MODEL).fork(state.step).state());
        double loss = 0;
        for (int[] part : parts(batch)) {
            double share = (double) part.length / batch.length;
            Tensor mean;
            try (Span _ = span("loss")) {
                mean = task.loss(part, random);
            } catch (IllegalArgumentException e) { // concentrations of NaN
                throw diverged(state.step, batch, e.getMessage(), e);
            }
            loss += share * mean.item();
            mean.mul(share).backward();
        }
        double norm = optimization.clip();
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            throw diverged(state.step, batch, "loss " + loss + ", gradient norm " + norm, null);
        }
        double factor = optimization.factor(state.step);
        optimization.update(state.step);
        state.step++;
        state.epochLoss += loss * batch.length;
        state.epochClips += batch.length;
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("train/loss", loss);
        values.put("train/grad_norm", norm);
        values.put("train/learning_rate", factor * options.optimizer().headLr());
        task.details().forEach((name, value) -> values.putIfAbsent("train/" + name, value));
        keeper.metrics(state.step, values);
        double seconds = Arrays.stream(batch).mapToDouble(i -> lengths[i]).sum() / Preprocessor.SAMPLE_RATE;
        listener.step(new TrainingListener.Step(state.step, loss, norm, factor, batch.length, seconds));
    }

    private List<int[]> parts(int[] batch) {
        int size = Math.ceilDiv(batch.length, options.accumulate());
        return IntStream.iterate(0, from -> from < batch.length, from -> from + size)
                .mapToObj(from -> Arrays.copyOfRange(batch, from, Math.min(batch.length, from + size))).toList();
    }

    /** Measures, and keeps the weights when they are the best so far; without held-out data the last weights are the best. */
    private void endEpoch(TrainingState state) throws IOException {
        int epoch = epochs(state);
        optimization.withAverages(() -> {
            Map<String, Double> measured = evaluate(state.step);
            Map<String, Double> metrics = new LinkedHashMap<>();
            metrics.put("train/epoch_loss", state.epochLoss / state.epochClips);
            measured.forEach((name, value) -> metrics.put("dev/" + name, value));
            keeper.metrics(state.step, metrics);
            double watched = measured.getOrDefault(task.watch().metric(), task.watch().worst());
            boolean best = state.bestEpoch == 0 || measured.isEmpty() || task.watch().better(watched, state.best);
            state.worse = best ? 0 : state.worse + 1;
            if (best) {
                state.best = watched;
                state.bestEpoch = epoch;
                state.bestMetrics = metrics;
                keeper.keepBest(task.model());
            }
            listener.epoch(epoch, options.epochs(), metrics, best);
        });
        state.epochLoss = 0;
        state.epochClips = 0;
    }

    private Map<String, Double> evaluate(long step) throws IOException {
        String where = "after step " + step + ", on held-out data: ";
        Map<String, Double> measured;
        try (Span _ = span("evaluate")) {
            measured = task.evaluate();
        } catch (IllegalArgumentException e) { // concentrations of NaN
            throw new DivergedException(where + e.getMessage(), e);
        }
        if (measured.containsValue(Double.NaN)) { // nothing is better or worse than this
            throw new DivergedException(where + measured, null);
        }
        return measured;
    }

    /** Finds the clip and the op: each clip of the batch is tried alone, with every op watched. */
    private DivergedException diverged(long step, int[] batch, String found, Exception cause) throws IOException {
        String where = "step " + (step + 1) + ": " + found;
        for (int example : batch) {
            optimization.zeroGrad();
            task.model().model().encoder().reseed(seed.fork(MODEL).fork(step).state());
            try (GradScope _ = task.model().model().encoder().runtime().detectAnomaly()) {
                task.loss(new int[] {example}, seed.fork(DATA).fork(step)).backward();
            } catch (NonFiniteException | IllegalArgumentException e) {
                return new DivergedException(where + "; clip " + task.name(example) + ": " + e.getMessage(), e);
            }
        }
        return new DivergedException(where + "; in the batch of "
                + String.join(", ", Arrays.stream(batch).mapToObj(task::name).toList()) + ", no clip of which does it alone", cause);
    }
}
