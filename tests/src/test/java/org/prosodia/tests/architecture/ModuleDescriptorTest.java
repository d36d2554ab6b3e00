package org.prosodia.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.module.ModuleDescriptor;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.backend.BackendProvider;

/** What the compiled descriptors of the core modules ask of a host, and what they open to it. */
class ModuleDescriptorTest {
    private static final Map<String, ModuleDescriptor> MODULES = CoreModules.descriptors();

    static Stream<Arguments> requirements() {
        return Stream.of(
                Arguments.of("org.prosodia.tensor", Set.of("mandated java.base", "static jdk.incubator.vector")),
                Arguments.of("org.prosodia.nn", Set.of("mandated java.base", "transitive org.prosodia.tensor")),
                Arguments.of("org.prosodia.wav2vec2", Set.of("mandated java.base", "transitive org.prosodia.nn", CoreModules.JACKSON)),
                Arguments.of("org.prosodia.dirichlet", Set.of("mandated java.base", "transitive org.prosodia.tensor")),
                Arguments.of("org.prosodia.dpo", Set.of("mandated java.base", "transitive org.prosodia.dirichlet")));
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void aModuleRequiresWhatItsLayerMayUse(String module, Set<String> expected) {
        assertEquals(expected, MODULES.get(module).requires().stream().map(ModuleDescriptorTest::text).collect(Collectors.toSet()));
    }

    private static String text(ModuleDescriptor.Requires requires) {
        String modifiers = requires.modifiers().stream().map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ").sorted()
                .collect(Collectors.joining());
        return modifiers + requires.name();
    }

    @Test
    void theTableIsComplete() {
        assertEquals(Set.copyOf(CoreModules.NAMES), requirements().map(row -> row.get()[0]).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void aModuleIsOpenToNobodysReflectionAndLoadsNothingButDeviceBackends(String module, Set<String> ignored) {
        ModuleDescriptor descriptor = MODULES.get(module);
        assertFalse(descriptor.isOpen());
        assertEquals(Set.of(), descriptor.opens());
        assertEquals(module.equals("org.prosodia.tensor") ? Set.of(BackendProvider.class.getName()) : Set.of(), descriptor.uses());
        assertEquals(Set.of(), descriptor.provides());
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void aModuleExportsItsOwnPackage(String module, Set<String> ignored) {
        assertEquals(Set.of(module), MODULES.get(module).exports().stream().filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source).filter(module::equals).collect(Collectors.toSet()));
    }
}
