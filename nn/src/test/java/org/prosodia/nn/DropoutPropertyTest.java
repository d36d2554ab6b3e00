package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class DropoutPropertyTest {
    private static final int N = 2_000;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final double[] numbers = LayerUnderTest.numbers(new Rng(1), N);
    private final Tensor x = runtime.tensor(numbers, 20, N / 20);

    @AfterProperty
    void close() {
        runtime.close();
    }

    private static Dropout training(double p, long seed) {
        Dropout dropout = new Dropout(p, new Rng(seed));
        dropout.train(true);
        return dropout;
    }

    @Property(seed = "1")
    void inferencePassesItsInputOn(@ForAll @DoubleRange(max = 1) double p) {
        Dropout dropout = training(p, 1);
        dropout.train(false);
        assertSame(x, dropout.forward(x));
        assertSame(x, new Dropout(p, new Rng(1)).forward(x), "a new module does not train");
    }

    /** Each element is x/(1 − p) or nothing, about a share p nothing (within 5 σ): the expectation is x. */
    @Property(seed = "2")
    void dropsAShareAndScalesTheRestToTheSameExpectation(@ForAll @DoubleRange(max = 0.95) double p,
            @ForAll @LongRange(min = 1, max = 1_000) long seed) {
        double[] y = training(p, seed).forward(x).toDoubles();
        int dropped = 0;
        for (int i = 0; i < N; i++) {
            if (y[i] == 0) {
                dropped++;
            } else {
                assertEquals(numbers[i] / (1 - p), y[i], 1e-6 * Math.abs(y[i]));
            }
        }
        assertEquals(p, (double) dropped / N, 5 * Math.sqrt(p * (1 - p) / N));
    }

    /** dy/dx is the mask: what was dropped gets nothing, the rest is scaled alike. */
    @Property(seed = "3")
    void theGradientGoesThroughTheSameMask(@ForAll @DoubleRange(max = 1) double p, @ForAll @LongRange(min = 1, max = 1_000) long seed) {
        Tensor input = x.copy().requireGrad();
        Tensor y = training(p, seed).forward(input);
        y.sum().backward();
        double[] expected = y.toDoubles();
        double[] found = input.grad().toDoubles();
        for (int i = 0; i < N; i++) {
            found[i] *= numbers[i];
        }
        assertArrayEquals(expected, found, 1e-13 * (1 + Arrays.stream(expected).map(Math::abs).max().orElseThrow()));
    }

    @Property(seed = "4")
    void oneSeedDecidesWhatIsDroppedAndEveryCallDropsAnew(@ForAll @LongRange(min = 1, max = 1_000) long seed) {
        Dropout dropout = training(0.5, seed);
        double[] first = dropout.forward(x).toDoubles();
        assertArrayEquals(first, training(0.5, seed).forward(x).toDoubles());
        double[] second = dropout.forward(x).toDoubles();
        long both = IntStream.range(0, N).filter(i -> first[i] == 0 && second[i] == 0).count();
        assertEquals(0.25, (double) both / N, 5 * Math.sqrt(0.25 * 0.75 / N), "independent of the first time");
    }

    @Example
    void atZeroNothingIsDroppedAndAtOneEverything() {
        assertArrayEquals(numbers, training(0, 1).forward(x).toDoubles());
        assertArrayEquals(new double[N], training(1, 1).forward(x).toDoubles(), 0.0);
    }

    @Example
    void aProbabilityIsFromZeroToOne() {
        for (double p : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> training(p, 1).forward(x));
        }
    }
}
