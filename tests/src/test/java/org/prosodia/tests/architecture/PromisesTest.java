package org.prosodia.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.NATIVE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promises to the host, as far as they can be read off what the code calls. */
class PromisesTest {
    @ParameterizedTest
    @EnumSource(Promise.class)
    void thePromiseIsKept(Promise promise) {
        promise.rule().check(Code.PROMISED);
    }

    /** A pattern with a slip in it would let everything pass. */
    @ParameterizedTest
    @EnumSource(Promise.class)
    void everythingThatAnOffenderCallsIsCaught(Promise promise) {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
        Set<String> offences = offender.get(Offender.class).getMethods().stream()
                .filter(method -> method.getName().equals(camelCase(promise)))
                .flatMap(method -> method.getAccessesFromSelf().stream())
                .filter(access -> !access.getTargetOwner().isEquivalentTo(Offender.class))
                .map(JavaAccess::getDescription).collect(Collectors.toSet());
        assertFalse(offences.isEmpty());
        List<String> caught = promise.rule().evaluate(offender).getFailureReport().getDetails();
        assertEquals(offences, caught.stream().filter(line -> line.contains("." + camelCase(promise) + "(")).collect(Collectors.toSet()));
    }

    private static String camelCase(Promise promise) {
        StringBuilder name = new StringBuilder();
        for (String word : promise.name().toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return name.toString();
    }

    @Test
    void noMethodIsNative() {
        methods().should().notHaveModifier(NATIVE).check(Code.PROMISED);
    }
}
