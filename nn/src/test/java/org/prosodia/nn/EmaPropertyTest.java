package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class EmaPropertyTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** @param weights a parameter's values, from those it starts with */
    record Course(double decay, List<Double> weights) {}

    @AfterProperty
    void close() {
        runtime.close();
    }

    private record Followed(Tensor parameter, Ema ema) {
        double average() {
            return ema.weights().get("w").item();
        }
    }

    private Followed follow(DType dtype, Course course) {
        Tensor parameter = runtime.full(dtype, course.weights.getFirst(), 1);
        Ema ema = new Ema(Map.of("w", parameter), course.decay);
        for (double weight : course.weights.subList(1, course.weights.size())) {
            parameter.assign(new double[] {weight});
            ema.update();
        }
        return new Followed(parameter, ema);
    }

    /** e_n = d^n θ_0 + (1 − d) Σ_k d^(n−k) θ_k: shares that add up to 1, the older the smaller. */
    @Property(seed = "1")
    void isAConvexCombinationOfAllThatItSaw(@ForAll("courses") Course course) {
        int n = course.weights.size() - 1;
        double expected = Math.pow(course.decay, n) * course.weights.getFirst();
        for (int k = 1; k <= n; k++) {
            expected += (1 - course.decay) * Math.pow(course.decay, n - k) * course.weights.get(k);
        }
        double average = follow(DType.F64, course).average();
        assertEquals(expected, average, 1e-12);
        assertTrue(average >= course.weights.stream().min(Double::compare).orElseThrow() - 1e-12);
        assertTrue(average <= course.weights.stream().max(Double::compare).orElseThrow() + 1e-12);
        assertEquals(expected, follow(DType.F32, course).average(), 1e-5);
    }

    @Property(seed = "2")
    void withoutDecayItIsTheLastWeights(@ForAll("courses") Course course) {
        assertEquals(course.weights.getLast(), follow(DType.F64, new Course(0, course.weights)).average(), 1e-14);
    }

    /** Whether the scope is closed once or twice. */
    @Property(seed = "3")
    void swappingInAndOutLeavesTheBitsOfBoth(@ForAll("courses") Course course, @ForAll boolean closedTwice) {
        Followed followed = follow(DType.F32, course);
        float[] weights = followed.parameter.toFloats();
        float[] averages = followed.ema.weights().get("w").toFloats();
        Ema.Swapped swapped = followed.ema.swapIn();
        assertArrayEquals(averages, followed.parameter.toFloats());
        swapped.close();
        if (closedTwice) {
            swapped.close();
        }
        assertArrayEquals(weights, followed.parameter.toFloats());
        assertArrayEquals(averages, followed.ema.weights().get("w").toFloats());
    }

    @Property(seed = "4")
    void aStateRestoresTheAverageToTheBit(@ForAll("courses") Course course, @ForAll DType dtype) {
        Followed followed = follow(dtype, course);
        Ema other = new Ema(Map.of("w", runtime.full(dtype, 99, 1)), course.decay);
        other.loadStateDict(followed.ema.stateDict());
        assertEquals(followed.average(), other.weights().get("w").item());
    }

    @Provide
    Arbitrary<Course> courses() {
        Arbitrary<List<Double>> weights = Arbitraries.doubles().between(-9, 9).list().ofMinSize(1).ofMaxSize(8);
        return Combinators.combine(Arbitraries.doubles().between(0, 0.99), weights).as(Course::new);
    }
}
