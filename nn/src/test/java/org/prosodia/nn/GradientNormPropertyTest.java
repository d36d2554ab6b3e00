package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class GradientNormPropertyTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** @param of the gradient of each parameter; an empty one stands for a parameter without a gradient */
    record Gradients(List<List<Double>> of) {
        double[] all() {
            return of.stream().flatMap(List::stream).mapToDouble(g -> g).toArray();
        }
    }

    @AfterProperty
    void close() {
        runtime.close();
    }

    private List<Tensor> parameters(Gradients gradients) {
        return gradients.of.stream().map(g -> {
            Tensor parameter = runtime.zeros(DType.F64, g.isEmpty() ? 2 : g.size()).requireGrad();
            if (!g.isEmpty()) {
                parameter.backward(runtime.tensor(g.stream().mapToDouble(v -> v).toArray(), g.size()), false);
            }
            return parameter;
        }).toList();
    }

    private static double[] elements(List<Tensor> parameters) {
        return parameters.stream().filter(parameter -> parameter.grad() != null)
                .flatMapToDouble(parameter -> Arrays.stream(parameter.grad().toDoubles())).toArray();
    }

    @Property(seed = "1")
    void isTheLengthOfAllGradientsAsOneVector(@ForAll("gradients") Gradients gradients) {
        double expected = Math.sqrt(Arrays.stream(gradients.all()).map(g -> g * g).sum());
        assertEquals(expected, GradientNorm.of(parameters(gradients)), 1e-12 * expected);
        assertEquals(expected, GradientNorm.of(parameters(gradients).reversed()), 1e-12 * expected);
    }

    @Property(seed = "2")
    void clippingKeepsTheDirectionAndBoundsTheNorm(@ForAll("gradients") Gradients gradients,
            @ForAll @DoubleRange(min = 0.01, max = 30) double max) {
        List<Tensor> parameters = parameters(gradients);
        double before = GradientNorm.of(parameters);
        assertEquals(before, GradientNorm.clip(parameters, max));
        assertTrue(GradientNorm.of(parameters) <= max);
        double factor = before == 0 ? 1 : GradientNorm.of(parameters) / before;
        assertArrayEquals(Arrays.stream(gradients.all()).map(g -> factor * g).toArray(), elements(parameters), 1e-12);
        assertTrue(factor <= 1 && (before < max - 1e-6 || factor > 0.999 * max / before), "no more than needed: " + factor);
    }

    @Property(seed = "3")
    void gradientsWithinTheBoundKeepTheirBits(@ForAll("gradients") Gradients gradients, @ForAll @DoubleRange(max = 9) double more) {
        List<Tensor> parameters = parameters(gradients);
        GradientNorm.clip(parameters, GradientNorm.of(parameters) + 1e-5 + more);
        assertArrayEquals(gradients.all(), elements(parameters));
    }

    @Property(seed = "4")
    void clippingAgainChangesNothing(@ForAll("gradients") Gradients gradients, @ForAll @DoubleRange(min = 0.01, max = 30) double max) {
        List<Tensor> parameters = parameters(gradients);
        GradientNorm.clip(parameters, max);
        double[] once = elements(parameters);
        GradientNorm.clip(parameters, max);
        assertArrayEquals(once, elements(parameters), 1e-6);
    }

    @Provide
    Arbitrary<Gradients> gradients() {
        return Arbitraries.doubles().between(-20, 20).list().ofMaxSize(4).list().ofMaxSize(4).map(Gradients::new);
    }
}
