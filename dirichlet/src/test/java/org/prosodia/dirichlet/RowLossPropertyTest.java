package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.check.GradientCheck;

/** The two losses as ops on batches of rows: frames of a clip, some of them padding that a mask of zeros takes out. */
class RowLossPropertyTest {

    private static final DirichletLikelihood LIKELIHOOD = new DirichletLikelihood(Link.softplus(), new ConcentrationCap(30));

    /** An op on logits [N, 3] and targets, and the loss of one row with its gradient. */
    record Loss(String name, BiFunction<Tensor, double[], Tensor> op, ToDoubleBiFunction<double[], double[]> value,
            BinaryOperator<double[]> gradient) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A row of three logits and its target.
     *
     * @param first share of the target, in hundredths
     * @param second the next one
     * @param weight of its loss in the sum
     */
    record Frame(List<Double> logits, int first, int second, double weight) {
        double[] z() {
            return logits.stream().mapToDouble(z -> z).toArray();
        }

        double[] y() {
            return new double[] {first / 100.0, second / 100.0, (100 - first - second) / 100.0};
        }

        Frame withWeight(double other) {
            return new Frame(logits, first, second, other);
        }
    }

    private static TensorRuntime runtime;

    @BeforeContainer
    static void open() {
        runtime = TensorRuntime.create("plain", 1);
    }

    @AfterContainer
    static void close() {
        runtime.close();
    }

    @Property(seed = "91")
    void batchIsItsRows(@ForAll("losses") Loss loss, @ForAll("batches") List<Frame> frames) {
        Pass pass = Pass.of(loss, frames);
        assertArrayEquals(frames.stream().mapToDouble(frame -> loss.value.applyAsDouble(frame.z(), frame.y())).toArray(), pass.losses);
        double[] expected = frames.stream()
                .flatMapToDouble(frame -> Arrays.stream(loss.gradient.apply(frame.z(), frame.y())).map(g -> frame.weight * g)).toArray();
        assertArrayEquals(expected, pass.gradient);
    }

    @Property(seed = "92")
    void paddingChangesNeitherLossNorGradient(@ForAll("losses") Loss loss, @ForAll("batches") List<Frame> frames,
            @ForAll("batches") List<Frame> padding) {
        List<Frame> masked = padding.stream().map(frame -> frame.withWeight(0)).toList();
        Pass alone = Pass.of(loss, frames);
        Pass padded = Pass.of(loss, Stream.concat(frames.stream(), masked.stream()).toList());
        int valid = alone.gradient.length;
        assertEquals(alone.sum, padded.sum);
        assertArrayEquals(alone.gradient, Arrays.copyOf(padded.gradient, valid));
        DoubleStream.of(padded.gradient).skip(valid).forEach(g -> assertEquals(0, Math.abs(g)));
    }

    @Property(seed = "93", tries = 30)
    void gradientIsThatOfCentralDifferences(@ForAll("losses") Loss loss, @ForAll("batches") List<Frame> frames) {
        double[] targets = targets(frames);
        GradientCheck.STANDARD.run(x -> loss.op.apply(x[0], targets), logits(frames)).requirePassed();
    }

    @Property(seed = "94")
    void singlePrecisionIsTheDoubleRounded(@ForAll("losses") Loss loss, @ForAll("batches") List<Frame> frames) {
        Tensor exact = loss.op.apply(logits(frames), targets(frames));
        Tensor rounded = loss.op.apply(logits(frames).to(DType.F32), targets(frames));
        assertEquals(DType.F32, rounded.dtype());
        for (int r = 0; r < frames.size(); r++) {
            assertEquals(exact.toDoubles()[r], rounded.toDoubles()[r], 1e-6 * (10 + Math.abs(exact.toDoubles()[r])));
        }
    }

    /**
     * Forward and backward of Σ weight · loss.
     *
     * @param losses [N]
     * @param gradient of the sum with respect to the logits [N · 3]
     */
    private record Pass(double[] losses, double sum, double[] gradient) {
        static Pass of(Loss loss, List<Frame> frames) {
            Tensor z = logits(frames).requireGrad();
            Tensor losses = loss.op.apply(z, targets(frames));
            Tensor sum = losses.mul(runtime.tensor(frames.stream().mapToDouble(Frame::weight).toArray(), frames.size())).sum();
            sum.backward();
            return new Pass(losses.toDoubles(), sum.item(), z.grad().toDoubles());
        }
    }

    private static Tensor logits(List<Frame> frames) {
        return runtime.tensor(frames.stream().flatMapToDouble(frame -> Arrays.stream(frame.z())).toArray(), frames.size(), 3);
    }

    private static double[] targets(List<Frame> frames) {
        return frames.stream().flatMapToDouble(frame -> Arrays.stream(frame.y())).toArray();
    }

    @Provide
    Arbitrary<Loss> losses() {
        return Arbitraries.of(
                new Loss("Dirichlet", (z, y) -> DirichletLoss.negativeLogLikelihood(z, y, LIKELIHOOD), LIKELIHOOD::loss,
                        LIKELIHOOD::lossGradient),
                new Loss("cross-entropy", CrossEntropyLoss::crossEntropy, CrossEntropy::loss, CrossEntropy::lossGradient));
    }

    @Provide
    Arbitrary<List<Frame>> batches() {
        Arbitrary<Integer> percents = Arbitraries.integers().between(1, 49);
        return Combinators.combine(Settings.logits().list().ofSize(3), percents, percents, Settings.logits())
                .as(Frame::new).withoutEdgeCases().list().ofMinSize(1).ofMaxSize(6);
    }
}
