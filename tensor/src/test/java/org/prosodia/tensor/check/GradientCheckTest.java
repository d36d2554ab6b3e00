package org.prosodia.tensor.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.Backward;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.Functions;

/** The checker passes what is right, and says which element of which input is wrong. */
class GradientCheckTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final Tensor x = runtime.tensor(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

    @AfterEach
    void close() {
        runtime.close();
    }

    /** x² with a backward of one's own. */
    private static Tensor square(Tensor x, Backward backward) {
        Tensor y;
        try (var _ = x.runtime().noGrad()) {
            y = x.mul(x);
        }
        return Autograd.record("square", y, backward, x);
    }

    private GradientReport checkSquare(Backward backward) {
        return GradientCheck.STANDARD.run(in -> square(in[0], backward), x);
    }

    @Test
    void passesARightGradient() {
        GradientReport report = checkSquare(g -> new Tensor[] {g.mul(x).mul(2)});
        report.requirePassed();
        assertTrue(report.passed());
        assertEquals(6, report.derivatives().size());
        assertTrue(report.worst() > 0 && report.worst() < 1e-9, report::toString);
        assertTrue(report.toString().startsWith("passed: 6 partial derivatives agree within 1.0e-07, the largest error is "),
                report::toString);
    }

    @Test
    void namesEveryElementThatIsWrongTheWorstFirst() {
        Tensor twice = runtime.tensor(new double[] {2, 4, 6, 8, 10, 13}, 2, 3); // one of them is not 2x
        GradientReport report = checkSquare(g -> new Tensor[] {g.mul(twice)});
        assertFalse(report.passed());
        PartialDerivative worst = report.derivatives().getFirst();
        assertEquals("x[0]", worst.input());
        assertEquals(List.of(1, 2), worst.element());
        assertEquals(13.0 / 12, worst.analytic() / worst.numeric(), 1e-8);
        assertTrue(report.derivatives().get(1).error() < 1e-8);
        List<String> lines = report.toString().lines().toList();
        assertEquals("FAILED: 1 of 6 partial derivatives differ by more than 1.0e-07:", lines.getFirst());
        assertTrue(lines.get(1).matches("input +element +analytic +numeric +error"), lines.get(1));
        assertTrue(lines.get(2).matches("x\\[0] +\\[1, 2] +-?[0-9.]+ +-?[0-9.]+ +[0-9.e+-]+"), lines.get(2));
        assertEquals(3, lines.size());
        assertEquals(report.toString(), assertThrows(AssertionError.class, report::requirePassed).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-2, a sign", "1, a factor", "2.000001, a little", "0, everything", "NaN, a number"})
    void failsWhereTheDerivativeLacks(double factor, String what) {
        assertFalse(checkSquare(g -> new Tensor[] {g.mul(x).mul(factor)}).passed(), what);
    }

    @Test
    void showsTenRowsAndCountsTheRest() {
        Tensor many = runtime.full(DType.F64, 1, 25);
        GradientReport report = GradientCheck.STANDARD.run(in -> square(in[0], g -> new Tensor[] {g}), many);
        List<String> lines = report.toString().lines().toList();
        assertEquals("FAILED: 25 of 25 partial derivatives differ by more than 1.0e-07:", lines.getFirst());
        assertEquals("and 15 more", lines.getLast());
        assertEquals(13, lines.size());
    }

    @Test
    void aCotangentOfOnesWouldNotSeeWhatSumsToNothing() {
        // Rows of a softmax sum to 1: with c = 1 every gradient is 0, also the wrong one.
        GradientReport report = GradientCheck.STANDARD.run(in -> {
            Tensor y = in[0].detach().softmax();
            return Autograd.record("softmax", y, g -> new Tensor[] {g.sub(g.mean(-1, true)).mul(y)}, in[0]);
        }, x);
        assertFalse(report.passed());
    }

    @Test
    void saysWhereAKinkIs() {
        Tensor atZero = runtime.tensor(new double[] {-1, 0}, 2);
        GradientReport report = GradientCheck.STANDARD.run(in -> in[0].map(Functions.RELU), atZero);
        PartialDerivative kink = report.derivatives().getFirst();
        assertEquals(List.of(1), kink.element());
        assertTrue(kink.atKink());
        assertFalse(report.derivatives().getLast().atKink());
        assertTrue(report.toString().contains("a kink? slope 0.00000 before, "), report::toString);
    }

    @Test
    void aCurveIsNoKink() {
        GradientReport report = GradientCheck.STANDARD.run(in -> in[0].map(Functions.EXP), x);
        assertTrue(report.derivatives().stream().noneMatch(PartialDerivative::atKink));
    }

    @Test
    void seesAResultThatChangesFromCallToCall() {
        Rng rng = new Rng(3);
        GradientReport report = GradientCheck.STANDARD.run(in -> in[0].dropout(0.5, rng), runtime.full(DType.F64, 1, 64));
        assertFalse(report.passed());
        assertTrue(report.problems().getFirst().startsWith(
                "the same inputs give another result when nothing is recorded, or when called again: f, element "), report::toString);
    }

    @Test
    void seesAnInputThatIsChanged() {
        GradientReport report = GradientCheck.STANDARD.run(in -> {
            Tensor y = in[0].mul(3);
            in[0].detach().assign(new double[6]);
            return y;
        }, x);
        assertTrue(report.problems().contains("f, or its backward, changes an input: x[0], element 0 was 1.0, then 0.0"), report::toString);
    }

    @Test
    void seesABackwardThatRunsRightOnlyOnce() {
        AtomicInteger calls = new AtomicInteger();
        GradientReport report = checkSquare(g -> new Tensor[] {g.mul(x).mul(calls.getAndIncrement() == 0 ? 2 : 4)});
        assertFalse(report.passed());
        assertTrue(report.worst() < 1e-9);
        assertTrue(report.toString().startsWith("FAILED: 6 partial derivatives agree within"), report::toString);
        assertTrue(report.problems().getFirst().startsWith("backward gives other bits when it runs again: gradient of x[0], element 0"),
                report::toString);
    }

    @Test
    void checksEachOfSeveralInputs() {
        Tensor row = runtime.tensor(new double[] {7, 8, 9}, 3);
        GradientReport report = GradientCheck.STANDARD.run(in -> in[0].mul(in[1]).sum(), x, row);
        report.requirePassed();
        assertEquals(9, report.derivatives().size());
        assertEquals(3, report.derivatives().stream().filter(d -> d.input().equals("x[1]")).count());
    }

    @Test
    void aLeafThatTheResultDoesNotDependOnHasGradientZero() {
        GradientCheck.STANDARD.run(in -> in[0].mul(2), x, x).requirePassed();
        GradientCheck.STANDARD.run(in -> runtime.full(DType.F64, 1, 2), x).requirePassed();
    }

    @Test
    void nothingToDifferentiatePasses() {
        GradientReport report = GradientCheck.STANDARD.run(in -> in[0].mul(2), runtime.zeros(DType.F64, 0, 3));
        report.requirePassed();
        assertEquals(0, report.worst());
    }

    @Test
    void parametersAreCheckedInPlaceAndLeftAsTheyWere() {
        Tensor w = runtime.tensor(new double[] {0.5, -2, 0.25}, 3).requireGrad();
        Tensor b = runtime.tensor(new double[] {1}, 1).requireGrad();
        w.sum().backward(); // forgotten by the check
        GradientReport report = GradientCheck.STANDARD.run(() -> x.mul(w).add(b).map(Functions.TANH), Map.of("weight", w, "bias", b));
        report.requirePassed();
        assertEquals(4, report.derivatives().size());
        assertTrue(report.derivatives().stream().anyMatch(d -> d.input().equals("weight")));
        assertArrayEquals(new double[] {0.5, -2, 0.25}, w.toDoubles());
        assertNull(w.grad());
        assertNull(b.grad());
    }

    @Test
    void looksAtNoMoreElementsThanAskedForAndTheSeedDecidesWhich() {
        GradientCheck four = GradientCheck.STANDARD.withSamples(4);
        List<PartialDerivative> once = four.run(in -> in[0].mul(in[0]), x, runtime.zeros(DType.F64, 3)).derivatives();
        assertEquals(4 + 3, once.size());
        assertEquals(7, once.stream().map(d -> d.input() + d.element()).distinct().count());
        assertEquals(once, four.run(in -> in[0].mul(in[0]), x, runtime.zeros(DType.F64, 3)).derivatives());
        Tensor wide = runtime.zeros(DType.F64, 1000);
        assertFalse(elements(four, wide).equals(elements(four.withSeed(2), wide)));
    }

    private static List<List<Integer>> elements(GradientCheck check, Tensor x) {
        return check.run(in -> in[0].mul(2), x).derivatives().stream().map(PartialDerivative::element).toList();
    }

    @Test
    void theCotangentIsAUnitVectorOfEitherSign() {
        List<double[]> seen = new ArrayList<>();
        checkSquare(g -> {
            seen.add(g.toDoubles());
            return new Tensor[] {g};
        });
        assertEquals(1, Arrays.stream(seen.getFirst()).map(c -> c * c).sum(), 1e-14);
        assertTrue(Arrays.stream(seen.getFirst()).anyMatch(c -> c < 0) && Arrays.stream(seen.getFirst()).anyMatch(c -> c > 0));
    }

    @Test
    void oneSampleIsEnough() {
        assertEquals(1, GradientCheck.STANDARD.withSamples(1).run(in -> in[0].mul(2), x).derivatives().size());
    }

    @Test
    void inputsStayAsTheyAre() {
        GradientCheck.STANDARD.run(in -> in[0].mul(2), x).requirePassed();
        assertFalse(x.requiresGrad());
        assertNull(x.grad());
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, x.toDoubles());
    }

    @Test
    void aFailingFunctionLeavesTheElementAsItWas() {
        Tensor w = runtime.tensor(new double[] {1, 2}, 2).requireGrad();
        IllegalStateException failure = new IllegalStateException("no logarithm");
        assertSame(failure, assertThrows(IllegalStateException.class, () -> GradientCheck.STANDARD.run(() -> {
            if (w.toDoubles()[1] > 2) {
                throw failure;
            }
            return w.mul(2);
        }, Map.of("w", w))));
        assertArrayEquals(new double[] {1, 2}, w.toDoubles());
        assertTrue(runtime.isRecording());
    }

    @Test
    void largeNumbersAreCheckedRelativeToTheirSize() {
        Tensor large = runtime.tensor(new double[] {3e8, -2e7}, 2);
        GradientCheck.STANDARD.run(in -> in[0].mul(in[0]), large).requirePassed();
    }

    @Test
    void singlePrecisionIsRefused() {
        Tensor f32 = runtime.zeros(DType.F32, 2);
        assertEquals("gradient check: expected F64 tensors that require gradients, found x[0]: Tensor[2] F32",
                assertThrows(IllegalArgumentException.class, () -> GradientCheck.STANDARD.run(in -> in[0], f32)).getMessage());
        assertEquals("gradient check: expected F64 tensors that require gradients, found w: Tensor[2, 3] F64 that does not",
                assertThrows(IllegalArgumentException.class,
                        () -> GradientCheck.STANDARD.run(() -> x.mul(2), Map.of("w", x))).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0, 1e-6, 1", "NaN, 1e-6, 1", "1e-7, 0, 1", "1e-7, -1, 1", "1e-7, 1e-6, 0"})
    void settingsMustBePositive(double tolerance, double step, int samples) {
        assertThrows(IllegalArgumentException.class, () -> new GradientCheck(tolerance, step, 1, samples));
    }
}
