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
}
