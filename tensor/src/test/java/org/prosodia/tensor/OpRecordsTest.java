package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.testing.OpContract;
import org.prosodia.tensor.testing.OpRecord;

/** The contract of every op of {@link Tensor}, and of every function that {@link Tensor#map} is given. */
class OpRecordsTest extends OpContract {
    static List<OpRecord> all() {
        return Stream.of(ElementwiseRecords.all(), ReductionRecords.all(), MovementRecords.all(), ProductRecords.all(), RowRecords.all())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    protected List<OpRecord> records() {
        return all();
    }

    @Test
    void noOpIsForgotten() {
        Set<String> notDifferentiable = Set.of(
                "requireGrad", "grad", "detach", "keepAs", "emptyLike", "zerosLike", "resultLike", "recomputedBy", "reusable", "copy", "to",
                "view");
        Set<String> expected = Arrays.stream(Tensor.class.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers()) && m.getReturnType() == Tensor.class)
                .map(Method::getName)
                .filter(name -> !notDifferentiable.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(Functions.values()).map(Functions::toString).forEach(expected::add);
        List<String> recorded = all().stream().map(OpRecord::name).sorted().toList();
        assertEquals(List.copyOf(expected), recorded, "one record each");
    }
}
