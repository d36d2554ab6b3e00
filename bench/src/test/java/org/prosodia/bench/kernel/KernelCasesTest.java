package org.prosodia.bench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.TensorRuntime;

class KernelCasesTest {
    private static final Set<String> KINDS = Set.of("linear", "linear-training", "linear-dx", "linear-dw", "conv", "positional-conv",
            "attention", "gelu", "layer-norm", "softmax", "adamw");

    private static Set<String> kinds(List<KernelCase> cases) {
        return cases.stream().map(each -> each.name().split(" ")[0]).collect(Collectors.toSet());
    }

    @Test
    void everyKindIsThereAndEveryNameOnce() {
        List<KernelCase> all = KernelCases.all();
        assertEquals(KINDS, kinds(all));
        assertEquals(KINDS, kinds(all.stream().filter(KernelCase::quick).toList()));
        assertEquals(all.size(), all.stream().map(KernelCase::name).distinct().count());
        assertEquals(4 * 6 * 4, KernelCases.containing("Linear").size(), "lengths, layers, both forward and both gradients");
        assertThrows(IllegalArgumentException.class, () -> KernelCases.named("none"));
    }

    @Test
    void convolutionsAreThoseOfTenSeconds() {
        assertEquals(List.of("conv 1to512 kernel 10 stride 5 frames 31999", "conv 512to512 kernel 3 stride 2 frames 15999",
                "conv 512to512 kernel 3 stride 2 frames 7999", "conv 512to512 kernel 3 stride 2 frames 3999",
                "conv 512to512 kernel 3 stride 2 frames 1999", "conv 512to512 kernel 2 stride 2 frames 999",
                "conv 512to512 kernel 2 stride 2 frames 499"),
                KernelCases.containing("to512").stream().map(KernelCase::name).toList());
        assertEquals(2.0 * 499 * 2 * 512 * 512, KernelCases.named("conv 512to512 kernel 2 stride 2 frames 499").flops());
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear 49x768x768", "linear-training 49x768x768", "linear-dx 49x768x768",
        "linear-dw 49x768x768", "conv 512to512 kernel 2 stride 2 frames 499", "positional-conv 768 kernel 128 groups 16 frames 499",
        "attention 12 heads 499x768", "gelu 499x3072", "layer-norm 499x768", "softmax 5988x499", "adamw 2359296"})
    void aCaseRuns(String name) {
        try (TensorRuntime runtime = TensorRuntime.create("auto", 1); var _ = runtime.noGrad()) {
            assertNotNull(KernelCases.named(name).prepare().apply(runtime).get());
        }
    }
}
