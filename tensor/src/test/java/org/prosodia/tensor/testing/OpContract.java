package org.prosodia.tensor.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.check.GradientCheck;

/** What holds for every op, as tests made from its {@link OpRecord}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OpContract {
    /** Around the numbers of lanes of the vectors that there are (4, 8, 16), around twice them, and primes. */
    private static final int[] RAGGED = {0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 61, 257};

    private static final double[] SPECIAL = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0};

    private final TensorRuntime plain = TensorRuntime.create("plain", 1);

    /** The Vector API where this machine has it, else the plain kernels once more; in a JVM of a device's, the device. */
    private final TensorRuntime fastest = TensorRuntime.create(System.getProperty("prosodia.test.backend", "auto"), 1);

    /** The records of a module's ops. */
    protected abstract List<OpRecord> records();

    /** A sample with what its record says of it. */
    record Case(OpRecord op, Sample sample) {
        @Override
        public String toString() {
            return sample.toString();
        }
    }

    List<Case> cases() {
        return records().stream().flatMap(op -> op.samples().stream().map(sample -> new Case(op, sample))).toList();
    }

    List<Case> casesThatPassOnWhatIsNotFinite() {
        return cases().stream().filter(at -> at.op.passesOnWhatIsNotFinite()).toList();
    }

    List<Case> casesThatRefuseWhatIsNotFinite() {
        return cases().stream().filter(at -> !at.op.passesOnWhatIsNotFinite()).toList();
    }

    List<OpRecord.Refusal> refusals() {
        return records().stream().flatMap(op -> op.refusals().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordsAreComplete(OpRecord op) {
        assertTrue(op.isComplete(), () -> op + ": expected samples, sizes, and either refusals or that it takes any shape");
    }

    // Gradients

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAgreeWithCentralDifferences(Case at) {
        GradientCheck.STANDARD.withTolerance(at.op.gradientTolerance())
                .run(at.sample.function(), at.sample.inputs(plain, DType.F64)).requirePassed();
    }

    /** A sample made from sizes, for jqwik to draw and to shrink. */
    record Drawn(OpRecord op, List<Integer> sizes, long seed) {
        Sample sample() {
            return op.ofSizes(seed, sizes.stream().mapToInt(Integer::intValue).toArray());
        }

        @Override
        public String toString() {
            return sample().toString();
        }
    }

    /** Several for each try, since they are of many ops. */
    @Provide
    Arbitrary<List<Drawn>> drawn() {
        return Arbitraries.of(records()).flatMap(op -> Combinators
                .combine(Arbitraries.integers().between(0, 5).list().ofSize(op.sizes()), Arbitraries.longs().between(0, 1_000_000))
                .as((sizes, seed) -> new Drawn(op, sizes, seed))).list().ofMinSize(1).ofMaxSize(10);
    }

    @Property(seed = "1")
    void gradientsAgreeWithCentralDifferencesForAnySizes(@ForAll("drawn") List<Drawn> samples) {
        for (Drawn drawn : samples) {
            GradientCheck.STANDARD.withTolerance(drawn.op.gradientTolerance()).withSamples(8).withSeed(drawn.seed)
                    .run(drawn.sample().function(), drawn.sample().inputs(plain, DType.F64)).requirePassed();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void backwardGivesTheSameBitsAgain(Case at) {
        for (DType dtype : at.op.dtypes()) {
            for (TensorRuntime runtime : List.of(plain, fastest)) {
                Tensor[] leaves = requiringGradients(at.sample.inputs(runtime, dtype));
                Tensor y = at.sample.apply(leaves);
                Tensor g = cotangent(y);
                List<double[]> first = gradients(y, g, true, leaves);
                assertSameBits(first, gradients(y, g, true, leaves), "retained");
                assertSameBits(first, gradients(y, g, false, leaves), "freed");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientOfAnInputDoesNotDependOnWhatElseNeedsOne(Case at) {
        for (DType dtype : at.op.dtypes()) {
            Tensor[] all = requiringGradients(at.sample.inputs(fastest, dtype));
            Tensor y = at.sample.apply(all);
            List<double[]> expected = gradients(y, cotangent(y), false, all);
            for (int i = 0; i < all.length; i++) {
                Tensor[] inputs = at.sample.inputs(fastest, dtype);
                inputs[i].requireGrad();
                Tensor z = at.sample.apply(inputs);
                z.backward(cotangent(z), false);
                assertArrayEquals(expected.get(i), inputs[i].grad().toDoubles(), "gradient of input " + i);
                for (int j = 0; j < inputs.length; j++) {
                    if (j != i) {
                        assertNull(inputs[j].grad(), "gradient of input " + j);
                    }
                }
            }
        }
    }

    // Results

    @ParameterizedTest
    @MethodSource("cases")
    void inputsStayAsTheyAreAndRecordingDoesNotChangeTheResult(Case at) {
        for (DType dtype : at.op.dtypes()) {
            for (TensorRuntime runtime : List.of(plain, fastest)) {
                Tensor[] inputs = at.sample.inputs(runtime, dtype);
                Tensor unrecorded = at.sample.apply(inputs);
                Tensor[] leaves = requiringGradients(at.sample.inputs(runtime, dtype));
                Tensor recorded = at.sample.apply(leaves);
                assertTrue(recorded.requiresGrad());
                assertFalse(unrecorded.requiresGrad());
                assertEquals(dtype, recorded.dtype());
                assertArrayEquals(unrecorded.shape(), recorded.shape());
                assertArrayEquals(unrecorded.toDoubles(), recorded.toDoubles());
                Tensor g = cotangent(recorded);
                double[] before = g.toDoubles();
                recorded.backward(g, false);
                assertArrayEquals(before, g.toDoubles(), "the gradient that was passed in");
                Tensor[] untouched = at.sample.inputs(runtime, dtype);
                for (int i = 0; i < inputs.length; i++) {
                    assertArrayEquals(untouched[i].toDoubles(), inputs[i].toDoubles(), "input " + i);
                    assertArrayEquals(untouched[i].toDoubles(), leaves[i].toDoubles(), "input " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void singlePrecisionFollowsDoublePrecision(Case at) {
        checkSinglePrecision(at.op, at.sample.inputs(plain, DType.F64), at.sample);
    }

    @ParameterizedTest
    @MethodSource("records")
    void singlePrecisionFollowsDoublePrecisionOnRaggedSizes(OpRecord op) {
        for (int size : RAGGED) {
            for (int position = 0; position < op.sizes(); position++) {
                int[] sizes = new int[op.sizes()];
                Arrays.fill(sizes, 3);
                sizes[position] = size;
                Sample sample = op.ofSizes(1, sizes);
                checkSinglePrecision(op, sample.inputs(plain, DType.F64), sample);
            }
        }
    }

    /**
     * In results and in gradients. Not whether it is an infinity or no number: kernels that reorder a formula differ in that, where a
     * weight is infinite.
     */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("casesThatPassOnWhatIsNotFinite")
    void whatIsNotFiniteArisesInAllPrecisionsAndBackendsInTheSamePlaces(Case at) {
        Tensor[] inputs = at.sample.inputs(plain, DType.F64);
        for (int i = 0; i < inputs.length; i++) {
            for (int j : new int[] {0, inputs[i].size() / 2}) {
                for (double special : SPECIAL) {
                    if (j < inputs[i].size()) {
                        checkSinglePrecision(at.op, with(inputs, i, j, special), at.sample, y -> Double.isFinite(y) ? y : Double.NaN);
                    }
                }
            }
        }
    }

    private void checkSinglePrecision(OpRecord op, Tensor[] inputs, Sample sample) {
        checkSinglePrecision(op, inputs, sample, y -> y);
    }

    private void checkSinglePrecision(OpRecord op, Tensor[] inputs, Sample sample, DoubleUnaryOperator seen) {
        if (!op.dtypes().contains(DType.F32)) {
            return;
        }
        List<double[]> exact = resultAndGradients(sample, requiringGradients(inputs));
        for (TensorRuntime runtime : List.of(plain, fastest)) {
            Tensor[] rounded = Arrays.stream(inputs)
                    .map(x -> runtime.tensor(DType.F32, x.toDoubles(), x.shape()))
                    .toArray(Tensor[]::new);
            List<double[]> single = resultAndGradients(sample, requiringGradients(rounded));
            for (int i = 0; i < exact.size(); i++) {
                String what = sample + ", " + runtime.backend().name() + ", " + (i == 0 ? "result" : "gradient of input " + (i - 1));
                double[] expected = Arrays.stream(exact.get(i)).map(seen).toArray();
                double[] found = Arrays.stream(single.get(i)).map(seen).toArray();
                Close.assertClose(expected, found, op.singleTolerance(), what);
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("casesThatPassOnWhatIsNotFinite")
    void anInputThatIsNoNumberIsNeverLost(Case at) {
        for (DType dtype : at.op.dtypes()) {
            Tensor[] inputs = at.sample.inputs(fastest, dtype);
            double[] y = at.sample.apply(inputs).toDoubles();
            for (int i = 0; i < inputs.length; i++) {
                for (int j = 0; j < inputs[i].size(); j++) {
                    double[] moved = at.sample.apply(with(inputs, i, j, inputs[i].toDoubles()[j] + 0.01)).toDoubles();
                    double[] spoilt = at.sample.apply(with(inputs, i, j, Double.NaN)).toDoubles();
                    for (int k = 0; k < y.length; k++) {
                        assertTrue(moved[k] == y[k] || Double.isNaN(spoilt[k]), "element " + k + " depends on element " + j + " of input "
                                + i + " and is " + spoilt[k] + " where that is NaN");
                    }
                }
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("casesThatRefuseWhatIsNotFinite")
    void anInputThatIsNoNumberIsRefused(Case at) {
        Tensor[] inputs = at.sample.inputs(plain, DType.F64);
        for (int i = 0; i < inputs.length; i++) {
            for (int j = 0; j < inputs[i].size(); j++) {
                Tensor[] spoilt = with(inputs, i, j, Double.NaN);
                String message = assertThrows(IllegalArgumentException.class, () -> at.sample.apply(spoilt)).getMessage();
                assertTrue(message.endsWith("must be finite but is NaN") || message.endsWith("must be positive and finite but is NaN"), message);
            }
        }
    }

    List<Case> broadcasting() {
        return cases().stream().filter(at -> at.op.broadcasts()).toList();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("broadcasting")
    void broadcastingIsExpandingBefore(Case at) {
        Tensor[] inputs = at.sample.inputs(fastest, DType.F64);
        int[] shape = at.sample.apply(inputs).shape();
        Sample expanded = new Sample(at.sample.name(), at.sample.domain(), 0,
                x -> at.sample.apply(Arrays.stream(x).map(operand -> operand.expand(shape)).toArray(Tensor[]::new)));
        List<double[]> before = resultAndGradients(expanded, requiringGradients(at.sample.inputs(fastest, DType.F64)));
        List<double[]> after = resultAndGradients(at.sample, requiringGradients(inputs));
        for (int i = 0; i < before.size(); i++) {
            Close.assertClose(before.get(i), after.get(i), 1e-14, i == 0 ? "result" : "gradient of input " + (i - 1));
        }
    }

    // What is refused

    @ParameterizedTest
    @MethodSource("refusals")
    void shapesThatDoNotFitAreNamed(OpRecord.Refusal refusal) {
        String message = assertThrows(ShapeException.class, refusal.action()::run).getMessage();
        assertEquals(refusal.message(), message);
        assertTrue(message.startsWith(refusal.op() + ": "), "names the op");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tensorsOfAnotherDTypeOrRuntimeAreRefused(Case at) {
        for (int i = 0; at.sample.shapes().length > 1 && i < at.sample.shapes().length; i++) {
            Tensor[] otherDType = at.sample.inputs(plain, DType.F64);
            otherDType[i] = otherDType[i].to(DType.F32);
            Tensor[] otherRuntime = at.sample.inputs(plain, DType.F64);
            otherRuntime[i] = at.sample.inputs(fastest, DType.F64)[i];
            for (Tensor[] inputs : List.of(otherDType, otherRuntime)) {
                String message = assertThrows(IllegalArgumentException.class, () -> at.sample.apply(inputs)).getMessage();
                assertTrue(message.startsWith(at.op + ": tensors of different runtimes or dtypes ("), message);
            }
        }
    }

    // Helpers

    private static Tensor[] requiringGradients(Tensor[] inputs) {
        return Arrays.stream(inputs).map(x -> x.copy().requireGrad()).toArray(Tensor[]::new);
    }

    /** Random, and the same in both dtypes. */
    private static Tensor cotangent(Tensor y) {
        return y.runtime().uniform(DType.F32, -1, 1, new Rng(3), y.shape()).to(y.dtype());
    }

    private static List<double[]> gradients(Tensor y, Tensor g, boolean retainGraph, Tensor... leaves) {
        for (Tensor leaf : leaves) {
            leaf.zeroGrad();
        }
        y.backward(g, retainGraph);
        List<double[]> gradients = new ArrayList<>();
        for (Tensor leaf : leaves) {
            assertNotNull(leaf.grad());
            assertArrayEquals(leaf.shape(), leaf.grad().shape());
            gradients.add(leaf.grad().toDoubles());
        }
        return gradients;
    }

    private static List<double[]> resultAndGradients(Sample sample, Tensor... leaves) {
        Tensor y = sample.apply(leaves);
        return Stream.concat(Stream.of(y.toDoubles()), gradients(y, cotangent(y), false, leaves).stream()).collect(Collectors.toList());
    }

    private static void assertSameBits(List<double[]> expected, List<double[]> found, String what) {
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), found.get(i), "gradient of input " + i + ", " + what);
        }
    }

    private static Tensor[] with(Tensor[] inputs, int input, int element, double value) {
        Tensor[] changed = inputs.clone();
        double[] elements = inputs[input].toDoubles();
        elements[element] = value;
        changed[input] = inputs[input].runtime().tensor(inputs[input].dtype(), elements, inputs[input].shape());
        return changed;
    }
}
