package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class PreferenceObjectiveTest {
    private static final double STEP = 1e-6;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final double[] reference = {0.1, -0.4, 0.3, 1.2, -0.7, 0.2};
    private final Mask valid = new Mask(new boolean[] {true, true, true, true, true, false}, 2, 3);

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void theGradientIsTheCentralDifference(Reduction reduction) {
        DpoLoss loss = new DpoLoss(PreferenceLoss.sigmoid(0.5), reduction);
        Tensor chosen = runtime.normal(DType.F64, 0, 1, new Rng(1), 2, 3).requireGrad();
        Tensor rejected = runtime.normal(DType.F64, 0, 1, new Rng(2), 2, 3).requireGrad();
        PreferenceObjective.loss(chosen, rejected, reference, new double[6], valid, loss).mul(3).backward();
        assertArrayEquals(numeric(chosen, moved -> PreferenceObjective.loss(moved, rejected, reference, new double[6], valid, loss)),
                chosen.grad().toDoubles(), 1e-8);
        assertArrayEquals(numeric(rejected, moved -> PreferenceObjective.loss(chosen, moved, reference, new double[6], valid, loss)),
                rejected.grad().toDoubles(), 1e-8);
        assertEquals(0, chosen.grad().toDoubles()[5], "padding has no gradient");
    }

    private double[] numeric(Tensor x, UnaryOperator<Tensor> loss) {
        double[] gradient = new double[x.size()];
        for (int i = 0; i < gradient.length; i++) {
            double[] up = x.toDoubles();
            double[] down = x.toDoubles();
            up[i] += STEP;
            down[i] -= STEP;
            gradient[i] = 3 * (loss.apply(runtime.tensor(up, 2, 3)).item() - loss.apply(runtime.tensor(down, 2, 3)).item()) / (2 * STEP);
        }
        return gradient;
    }

    @Test
    void aPolicyThatIsItsReferencePaysLogTwo() {
        Tensor same = runtime.tensor(reference, 2, 3);
        DpoLoss loss = new DpoLoss(PreferenceLoss.sigmoid(0.5), Reduction.FRAME);
        assertEquals(Math.log(2), PreferenceObjective.loss(same, same, reference, reference, null, loss).item(), 1e-15);
    }

    @Test
    void shapesThatDifferAreRefused() {
        Tensor chosen = runtime.zeros(DType.F32, 2, 3);
        DpoLoss loss = new DpoLoss(PreferenceLoss.sigmoid(0.5), Reduction.MEAN);
        String message = assertThrows(ShapeException.class, () -> PreferenceObjective.loss(chosen, chosen, reference, new double[5], valid, loss))
                .getMessage();
        assertTrue(message.startsWith("dpo: chosen [2, 3], rejected [2, 3], reference 6 and 5 numbers"), message);
    }
}
