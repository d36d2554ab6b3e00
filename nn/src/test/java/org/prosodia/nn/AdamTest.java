package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** The formulas of Kingma and Ba (2015) and Loshchilov and Hutter (2019), in scalars. */
class AdamTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void followsTheFormulas(boolean decoupled) {
        double lr = 0.1;
        double decay = 0.03;
        Tensor w = runtime.tensor(new double[] {0.7}, 1).requireGrad();
        Adam adam = new Adam(List.of(w), Adam.Config.of(lr, decay, decoupled));
        double expected = 0.7;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= 20; t++) {
            adam.zeroGrad();
            w.pow(2).sum().backward();
            adam.step();
            double g = 2 * expected + (decoupled ? 0 : decay * expected);
            expected -= decoupled ? lr * decay * expected : 0;
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            expected -= lr * m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
            assertEquals(expected, w.item(), 1e-12, "step " + t);
        }
    }

    @Test
    void aParameterWithoutGradientStaysAndItsTimeStandsStill() {
        Tensor used = runtime.tensor(new double[] {1}, 1).requireGrad();
        Tensor late = runtime.tensor(new double[] {1}, 1).requireGrad();
        Adam adam = new Adam(List.of(used, late), Adam.Config.of(0.25, 0.5, true));
        used.mul(3).sum().backward();
        adam.step();
        assertArrayEquals(new double[] {1}, late.toDoubles(), "no decay either");
        adam.zeroGrad();
        assertNull(used.grad());
        late.mul(3).sum().backward();
        adam.step();
        assertEquals(1 - 0.25 * 0.5 - 0.25, late.item(), 1e-7,
                "its first step: the decay, and the learning rate against the gradient's sign");
    }
}
