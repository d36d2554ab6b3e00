package org.prosodia.pipeline.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.prosodia.dirichlet.DirichletLikelihood;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.Pooling;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.Wav2Vec2Config;

/**
 * Turns samples into a {@link Timeline} with the model of a folder. A model that answers per frame does so in one pass, or in
 * overlapping chunks of long audio; one that answers per clip is asked about sliding windows. The summary of the clip comes from one
 * pass over all of it (for long audio: from what the frames of all chunks are when pooled).
 */
public final class Recognizer implements EmotionRecognizer {
    /** Windows run through the model at a time. */
    private static final int WINDOW_BATCH = 8;

    private final ModelFolder folder;
    private final TensorRuntime runtime;
    private final RecognitionOptions options;
    private final Wav2Vec2Config.Features features;
    private final ChunkedEncoder encoder;

    public Recognizer(ModelFolder folder, TensorRuntime runtime, RecognitionOptions options) {
        this.folder = folder;
        this.runtime = runtime;
        this.options = options;
        this.features = folder.model().encoder().config().features();
        this.encoder = new ChunkedEncoder(folder, runtime, options);
    }

    @Override
    public Timeline recognize(String audio, float[] samples, DoubleConsumer progress) {
        List<String> notes = new ArrayList<>(folder.notes());
        if (folder.precision() != WeightPrecision.F32) {
            notes.add("weights rounded to " + folder.precision() + ", to take less memory");
        }
        if (samples.length < features.receptiveField()) {
            notes.add("the audio is shorter than one frame of the model and was padded with silence");
        }
        if (options.curve() == WindowCurve.SUREST && !(folder.model() instanceof FrameClassifier)) {
            notes.add("each moment as the surest window that covers it says");
        }
        Clip clip = new Clip(audio, samples);
        try (var _ = runtime.noGrad()) {
            Timeline timeline = folder.model() instanceof FrameClassifier model
                    ? perFrame(clip, model, progress) : perWindow(clip, progress);
            return timeline.withNotes(notes);
        }
    }

    private record Clip(String audio, float[] samples) {
        double duration() {
            return (double) samples.length / Preprocessor.SAMPLE_RATE;
        }
    }

    /** What the head pools: of every frame [T, F] when that was asked for, and pooled over T [F]. */
    private record Pass(float[] frames, double[] pooled) {}

    private Timeline perFrame(Clip clip, FrameClassifier model, DoubleConsumer progress) {
        Pass pass = pass(clip, true, progress);
        double[] times = features.times(encoder.frames(clip.samples.length));
        return timeline(clip, times, pass.frames).withClip(summary(model.fromPooled(pooled(pass)).toFloats()));
    }

    private Timeline perWindow(Clip clip, DoubleConsumer progress) {
        int length = Math.max(features.receptiveField(), inSamples(options.window().length()));
        int[] starts = Spans.windows(clip.samples.length, length, Math.max(1, inSamples(options.window().stride())));
        float[] logits = windowLogits(clip, starts, Math.min(length, clip.samples.length), done -> progress.accept(done / 2));
        double[] centres = Arrays.stream(starts)
                .mapToDouble(start -> (start + 0.5 * Math.min(length, clip.samples.length)) / Preprocessor.SAMPLE_RATE).toArray();
        Pass pass = pass(clip, false, done -> progress.accept(0.5 + done / 2));
        Timeline coarse = timeline(clip, centres, logits).withWindow(options.window())
                .withClip(summary(folder.model().fromPooled(pooled(pass)).toFloats()));
        double[] times = features.times(encoder.frames(clip.samples.length));
        return switch (options.curve()) {
            case COARSE -> coarse;
            case INTERPOLATED -> coarse.interpolate(times);
            case SUREST -> coarse.surest(0.5 * options.window().length(), times);
        };
    }

    /** Clip logits [windows, K] of windows of one length, each normalised as a clip of its own. */
    private float[] windowLogits(Clip clip, int[] starts, int length, DoubleConsumer progress) {
        int outputs = folder.model().labels().size();
        int padded = Math.max(length, features.receptiveField());
        float[] logits = new float[starts.length * outputs];
        for (int from = 0; from < starts.length; from += WINDOW_BATCH) {
            int count = Math.min(WINDOW_BATCH, starts.length - from);
            float[] batch = new float[count * padded];
            for (int i = 0; i < count; i++) {
                float[] window = folder.preprocessor().apply(clip.samples, starts[from + i], starts[from + i] + length);
                System.arraycopy(window, 0, batch, i * padded, length);
            }
            Tensor samples = runtime.tensor(folder.model().encoder().dtype(), batch, count, padded);
            float[] found = folder.model().clipLogits(folder.model().encode(samples, null)).toFloats();
            System.arraycopy(found, 0, logits, from * outputs, found.length);
            progress.accept((double) (from + count) / starts.length);
        }
        return logits;
    }

    private static int inSamples(double seconds) {
        return (int) Math.round(seconds * Preprocessor.SAMPLE_RATE);
    }

    private Pass pass(Clip clip, boolean keepFrames, DoubleConsumer progress) {
        int frames = encoder.frames(clip.samples.length);
        FramePool pool = new FramePool(folder.model().pooling(), frames, keepFrames);
        encoder.run(clip.samples, progress, (samples, chunk) -> {
            Tensor poolable = folder.model().poolable(folder.model().encode(samples, null));
            pool.add(poolable.slice(1, chunk.keepFrom() - chunk.from(), chunk.keepTo() - chunk.keepFrom()), chunk.keepFrom());
        });
        return new Pass(pool.rows, pool.result());
    }

    private static final class FramePool {
        final Pooling.Mode mode;
        final int frames;
        final boolean keep;
        float[] rows;
        double[] total;

        FramePool(Pooling.Mode mode, int frames, boolean keep) {
            this.mode = mode;
            this.frames = frames;
            this.keep = keep;
        }

        /** @param part [1, t, F], the frames from {@code first} on */
        void add(Tensor part, int first) {
            int width = part.dim(2);
            float[] numbers = part.toFloats();
            if (total == null) {
                total = new double[width];
                Arrays.fill(total, mode == Pooling.Mode.MAX ? Double.NEGATIVE_INFINITY : 0);
                rows = keep ? new float[frames * width] : null;
            }
            for (int i = 0; i < numbers.length; i++) {
                int c = i % width;
                total[c] = mode == Pooling.Mode.MAX ? Math.max(total[c], numbers[i]) : total[c] + numbers[i];
            }
            if (keep) {
                System.arraycopy(numbers, 0, rows, first * width, numbers.length);
            }
        }

        double[] result() {
            return mode == Pooling.Mode.MEAN ? Arrays.stream(total).map(sum -> sum / frames).toArray() : total;
        }
    }

    private Tensor pooled(Pass pass) {
        return runtime.tensor(folder.model().encoder().dtype(), pass.pooled, 1, pass.pooled.length);
    }

    private Timeline timeline(Clip clip, double[] times, float[] logits) {
        List<String> labels = folder.model().labels();
        return switch (folder.outputs()) {
            case VALUES -> Timeline.ofValues(clip.audio, clip.duration(), labels, times, logits);
            case CLASSES -> Timeline.ofMeans(clip.audio, clip.duration(), labels, times, softmax(logits, labels.size()));
            case CONCENTRATIONS -> Timeline.ofAlphas(clip.audio, clip.duration(), labels, times, alphas(logits));
        };
    }

    private EmotionVector summary(float[] logits) {
        return switch (folder.outputs()) {
            case VALUES -> EmotionVector.ofValues(logits);
            case CLASSES -> EmotionVector.ofMean(softmax(logits, logits.length));
            case CONCENTRATIONS -> EmotionVector.ofAlpha(alphas(logits));
        };
    }

    /** α = g(z), equation (3). */
    private float[] alphas(float[] logits) {
        DirichletLikelihood likelihood = folder.likelihood();
        int k = folder.model().labels().size();
        float[] alpha = new float[logits.length];
        double[] row = new double[k];
        for (int i = 0; i < alpha.length; i += k) {
            for (int j = 0; j < k; j++) {
                row[j] = logits[i + j];
            }
            double[] concentrations = likelihood.distribution(row).alpha();
            for (int j = 0; j < k; j++) {
                alpha[i + j] = (float) concentrations[j];
            }
        }
        return alpha;
    }

    private float[] softmax(float[] logits, int k) {
        return runtime.tensor(logits, logits.length / k, k).softmax().toFloats();
    }
}
