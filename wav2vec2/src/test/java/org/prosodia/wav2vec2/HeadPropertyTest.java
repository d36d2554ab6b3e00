package org.prosodia.wav2vec2;

import static org.prosodia.tensor.testing.Close.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Every head over the valid frames of random hidden states, against its formula in loops over numbers. */
@Domain(TinyDomain.class)
class HeadPropertyTest {
    private static final int REACH = 2;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @Property(seed = "1")
    void everyHeadSaysWhatItsFormulaGives(@ForAll TinyBatch drawn) {
        TinyBatch batch = drawn.heard();
        List<Tensor> states = IntStream.rangeClosed(0, batch.config().transformer().layers()).mapToObj(i -> state(batch, i)).toList();
        for (TinyHead head : TinyHead.values()) {
            EmotionModel model = head.on(batch.config().encoder(runtime, DType.F64, head.keys()), batch.seed());
            Tensor logits = model.clipLogits(new Wav2Vec2Output(states.getLast(), states, batch.valid()));
            for (int b = 0; b < batch.lengths().size(); b++) {
                int clip = b;
                List<double[][]> ofClip = states.stream().map(state -> rows(batch.framesOf(clip, state), state.dim(2))).toList();
                assertClose(formula(head, model, ofClip), logits.slice(0, b, 1).toDoubles(), 1e-12, head + ", clip " + b);
            }
        }
    }

    /** Noise [B, T, hidden]. */
    private Tensor state(TinyBatch batch, int index) {
        return runtime.normal(DType.F64, 0, 1, new Rng(batch.seed()).fork(index), batch.lengths().size(), batch.frames(),
                batch.config().hidden());
    }

    private static double[] formula(TinyHead head, EmotionModel model, List<double[][]> states) {
        double[][] last = states.getLast();
        return switch (head) {
            case CLIP -> linear(model, "head.out", mean(last));
            case FRAMES -> mean(IntStream.range(0, last.length)
                    .mapToObj(t -> linear(model, "head.out", mean(around(last, t)))).toArray(double[][]::new));
            case SEQUENCE -> linear(model, "classifier", mean(projected(model, last)));
            case WEIGHTED_SEQUENCE -> linear(model, "classifier", mean(projected(model, weighted(model, states))));
            case SPEECH_MEAN -> speech(model, mean(last));
            case SPEECH_SUM -> speech(model, pool(last, Double::sum));
            case SPEECH_MAX -> speech(model, pool(last, Math::max));
        };
    }

    /** The frames at most two away: at the ends of a clip there are fewer of them. */
    private static double[][] around(double[][] frames, int t) {
        return Arrays.copyOfRange(frames, Math.max(0, t - REACH), Math.min(frames.length, t + REACH + 1));
    }

    private static double[][] projected(EmotionModel model, double[][] frames) {
        return Arrays.stream(frames).map(frame -> linear(model, "projector", frame)).toArray(double[][]::new);
    }

    /** Σ_i softmax(w)_i · state i. */
    private static double[][] weighted(EmotionModel model, List<double[][]> states) {
        double[] exponentials = Arrays.stream(model.namedParameters().get("layer_weights").toDoubles()).map(Math::exp).toArray();
        double total = Arrays.stream(exponentials).sum();
        double[][] sum = new double[states.getFirst().length][states.getFirst()[0].length];
        for (int i = 0; i < exponentials.length; i++) {
            for (int t = 0; t < sum.length; t++) {
                for (int c = 0; c < sum[t].length; c++) {
                    sum[t][c] += exponentials[i] / total * states.get(i)[t][c];
                }
            }
        }
        return sum;
    }

    private static double[] speech(EmotionModel model, double[] pooled) {
        double[] dense = linear(model, "classifier.dense", pooled);
        return linear(model, "classifier.out_proj", Arrays.stream(dense).map(Math::tanh).toArray());
    }

    private static double[] mean(double[][] frames) {
        return Arrays.stream(pool(frames, Double::sum)).map(sum -> sum / frames.length).toArray();
    }

    private static double[] pool(double[][] frames, DoubleBinaryOperator f) {
        return IntStream.range(0, frames[0].length)
                .mapToDouble(c -> Arrays.stream(frames).mapToDouble(frame -> frame[c]).reduce(f).orElseThrow()).toArray();
    }

    private static double[] linear(EmotionModel model, String name, double[] x) {
        double[] weight = model.namedParameters().get(name + ".weight").toDoubles();
        double[] y = model.namedParameters().get(name + ".bias").toDoubles();
        for (int i = 0; i < weight.length; i++) {
            y[i / x.length] += weight[i] * x[i % x.length];
        }
        return y;
    }

    private static double[][] rows(double[] values, int width) {
        return IntStream.range(0, values.length / width).mapToObj(t -> Arrays.copyOfRange(values, t * width, (t + 1) * width))
                .toArray(double[][]::new);
    }
}
