package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.WeightPrecision;

/** Paths of parameters, and what a module says to all of its parts. */
class ModuleTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final Block block = new Block();

    private final class Block extends Module {
        private final Linear first = register("layers.0.proj", new Linear(runtime, DType.F64, 2, 3));
        private final LayerNorm norm = register("norm", new LayerNorm(runtime, DType.F64, 3, 1e-5));

        Block() {
            register("scale", runtime.full(DType.F64, 1, 3));
        }
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void parametersAreNamedByTheirPathsInTheOrderOfRegistration() {
        assertEquals(List.of("scale", "layers.0.proj.weight", "layers.0.proj.bias", "norm.weight", "norm.bias"),
                List.copyOf(block.namedParameters().keySet()));
        assertEquals(3 + 6 + 3 + 3 + 3, block.parameterCount());
    }

    @Test
    void theMapOfParametersCannotBeChanged() {
        assertThrows(UnsupportedOperationException.class, () -> block.namedParameters().clear());
    }

    @Test
    void trainingReachesAllParts() {
        assertFalse(block.first.isTraining(), "a new module does not train");
        block.train(true);
        assertTrue(block.isTraining() && block.first.isTraining() && block.norm.isTraining());
        block.train(false);
        assertFalse(block.isTraining() || block.first.isTraining() || block.norm.isTraining());
    }

    @Test
    void frozenParametersGetNoGradient() {
        block.first.requireGrad(false);
        block.norm.forward(block.first.forward(runtime.full(DType.F64, 1, 1, 2))).sum().backward();
        assertNull(block.first.weight().grad());
        assertNotNull(block.namedParameters().get("norm.bias").grad());
        block.zeroGrad();
        assertNull(block.namedParameters().get("norm.bias").grad());
    }

    @Test
    void freezingReachesAllPartsAndIsUndone() {
        block.requireGrad(false);
        block.namedParameters().forEach((name, parameter) -> assertFalse(parameter.requiresGrad(), name));
        block.requireGrad(true);
        block.namedParameters().forEach((name, parameter) -> assertTrue(parameter.requiresGrad(), name));
    }

    /** By a parameter or by a part: a path names one thing. */
    @Test
    void aNameIsTakenOnlyOnce() {
        for (String taken : List.of("scale", "norm")) {
            assertEquals("a part called " + taken + " is registered already", assertThrows(IllegalArgumentException.class,
                    () -> block.register(taken, runtime.zeros(DType.F64, 1))).getMessage());
            assertThrows(IllegalArgumentException.class, () -> block.register(taken, new Linear(runtime, DType.F64, 1, 1)));
        }
    }

    @Test
    void layersGiveTheirParametersByName() {
        Linear linear = new Linear(runtime, DType.F64, 2, 3);
        assertSame(linear.namedParameters().get("weight"), linear.weight());
        assertSame(linear.namedParameters().get("bias"), linear.bias());
        Conv1d conv = new Conv1d(runtime, DType.F64, 2, 3, 1, 1, true);
        assertSame(conv.namedParameters().get("weight"), conv.weight());
        assertSame(conv.namedParameters().get("bias"), conv.bias());
        WeightNormConv1d positions = new WeightNormConv1d(runtime, DType.F64, 2, 2, 1, 0, 1);
        assertSame(positions.namedParameters().get("parametrizations.weight.original1"), positions.v());
        assertSame(positions.namedParameters().get("bias"), positions.bias());
    }

    @Test
    void aStateGoesIntoAnotherModuleOfTheSameParts() {
        Init.uniform(block.first.weight(), -1, 1, new Rng(3));
        Map<String, Tensor> state = block.stateDict();
        Block other = new Block();
        other.loadStateDict(state);
        assertArrayEquals(block.first.weight().toDoubles(), other.first.weight().toDoubles());
        Init.uniform(block.first.weight(), -1, 1, new Rng(4));
        assertFalse(Arrays.equals(block.first.weight().toDoubles(), state.get("layers.0.proj.weight").toDoubles()), "a state is a copy");
    }

    @Test
    void aStateThatDoesNotFitIsRefusedWholeAndByName() {
        Map<String, Tensor> state = block.stateDict();
        state.remove("norm.bias");
        state.put("scale", runtime.full(DType.F64, 7, 2));
        state.put("head.weight", runtime.zeros(DType.F64, 1));
        state.put("norm.weight", runtime.full(DType.F64, 7, 3));
        String message = assertThrows(IllegalArgumentException.class, () -> block.loadStateDict(state)).getMessage();
        assertEquals("state: scale expected [3], found [2]; norm.bias is missing; head.weight is unexpected", message);
        assertArrayEquals(new double[] {1, 1, 1}, block.namedParameters().get("norm.weight").toDoubles(), "nothing was replaced");
    }

    @Test
    void weightsOfProductsAloneAreKeptInFewerBits() {
        Linear linear = new Linear(runtime, DType.F32, 2, 3);
        Conv1d conv = new Conv1d(runtime, DType.F32, 2, 3, 3, 1, true);
        WeightNormConv1d positions = new WeightNormConv1d(runtime, DType.F32, 2, 2, 4, 0, 1);
        Module all = new Module() {
            {
                register("linear", linear);
                register("conv", conv);
                register("positions", positions);
                register("norm", new LayerNorm(runtime, DType.F32, 3, 1e-5));
            }
        };
        all.keepWeights(WeightPrecision.BF16);
        List<Tensor> kept = List.of(linear.weight(), conv.weight(), positions.v());
        all.namedParameters().forEach((name, parameter) ->
                assertEquals(kept.contains(parameter) ? WeightPrecision.BF16 : WeightPrecision.F32, parameter.precision(), name));
        all.keepWeights(WeightPrecision.F32);
        all.namedParameters().forEach((name, parameter) -> assertEquals(WeightPrecision.F32, parameter.precision(), name));
    }

    @Test
    void aModelOfF64IsNotRounded() {
        assertThrows(IllegalArgumentException.class, () -> block.keepWeights(WeightPrecision.F16));
        block.keepWeights(WeightPrecision.F32);
    }

    /** A convolution works on another layout of its weight, which must not take the memory that was saved. */
    @Test
    void aConvolutionKeepsWhatItMakesOfItsWeightAlike() {
        for (String backend : List.of("plain", "auto")) {
            try (TensorRuntime other = TensorRuntime.create(backend, 1); var _ = other.noGrad()) {
                Conv1d whole = new Conv1d(other, DType.F32, 5, 7, 3, 2, true);
                Conv1d half = new Conv1d(other, DType.F32, 5, 7, 3, 2, true);
                Init.normal(whole.weight(), 0, 1, new Rng(1));
                half.weight().assign(whole.weight());
                half.keepWeights(WeightPrecision.F16);
                whole.weight().assign(half.weight());
                Tensor x = other.normal(DType.F32, 0, 1, new Rng(2), 2, 20, 5);
                assertArrayEquals(whole.forward(x).toFloats(), half.forward(x).toFloats());
                Derived derived = new Derived(() -> half.weight().permute(0, 2, 1), half.weight());
                assertEquals(WeightPrecision.F16, derived.get().precision());
                half.keepWeights(WeightPrecision.F32);
                assertEquals(WeightPrecision.F32, derived.get().precision());
            }
        }
    }

    /** Each of two roundings is off by 2⁻⁹ at most, and the gains move with the first. */
    @Test
    void aNormalisedWeightIsRoundedTwice() {
        try (var _ = runtime.noGrad()) {
            WeightNormConv1d positions = new WeightNormConv1d(runtime, DType.F32, 8, 8, 4, 0, 2);
            Init.normal(positions.v(), 0, 1, new Rng(1));
            positions.normalizeGain();
            Tensor x = runtime.normal(DType.F32, 0, 1, new Rng(2), 1, 30, 8);
            float[] before = positions.forward(x).toFloats();
            positions.keepWeights(WeightPrecision.BF16);
            float[] after = positions.forward(x).toFloats();
            assertFalse(Arrays.equals(before, after));
            assertArrayEquals(before, after, 16 * 3 * 0x1p-8f, "16 products of numbers around 1 each");
        }
    }
}
