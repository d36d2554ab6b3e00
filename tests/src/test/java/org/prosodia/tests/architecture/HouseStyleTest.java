package org.prosodia.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nothing global, nothing mutable in public, and a word of welcome in every package. */
class HouseStyleTest {
    private static final DescribedPredicate<JavaClass> UTILITY =
            DescribedPredicate.describe("have static members only", HouseStyleTest::isUtility);
    private static final Pattern DOCUMENTED_PACKAGE = Pattern.compile("(?s)/\\*\\*.{20,}\\*/\\s*package [\\w.]+;\\s*");

    @Test
    void publicFieldsAreConstants() {
        fields().that().arePublic().or().areProtected().should().beFinal().check(Code.ALL);
        noFields().that().arePublic().or().areProtected().should().haveRawType(DescribedPredicate.describe("an array", JavaClass::isArray))
                .check(Code.ALL);
    }

    @Test
    void staticFieldsNeverChange() {
        fields().that().areStatic().should().beFinal().check(Code.ALL);
        noFields().that().areStatic().should().haveRawType(DescribedPredicate.describe("a holder of state", HouseStyleTest::holdsState))
                .check(Code.ALL);
    }

    private static boolean holdsState(JavaClass type) {
        return type.getPackageName().equals("java.util.concurrent.atomic") || type.isAssignableTo(ThreadLocal.class)
                || type.isAssignableTo(RandomGenerator.class) || type.isAssignableTo(StringBuilder.class)
                || type.isAssignableTo(Properties.class);
    }

    /** Declared as Map, List or Set, they must have been made by a factory of constants. */
    @Test
    void staticCollectionsCannotBeModified() throws ReflectiveOperationException {
        List<JavaField> collections = Code.ALL.stream().flatMap(type -> type.getFields().stream())
                .filter(HouseStyleTest::isStaticCollection).toList();
        assertFalse(collections.isEmpty());
        Set<String> modifiable = new TreeSet<>();
        for (JavaField field : collections) {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            String type = reflected.get(null).getClass().getName();
            if (!type.matches("java\\.util\\.(ImmutableCollections|Collections)\\$.*")) {
                modifiable.add(field.getFullName() + ": " + type);
            }
        }
        assertEquals(Set.of(), modifiable);
    }

    private static boolean isStaticCollection(JavaField field) {
        return field.getModifiers().contains(STATIC)
                && (field.getRawType().isAssignableTo(Collection.class) || field.getRawType().isAssignableTo(Map.class));
    }

    @Test
    void utilitiesAreFinalAndCannotBeMade() {
        classes().that(UTILITY).should().haveModifier(FINAL).andShould().haveOnlyPrivateConstructors().check(Code.ALL);
    }

    private static boolean isUtility(JavaClass type) {
        return !type.isInterface() && !type.isEnum() && !type.isRecord() && !type.isAnonymousClass()
                && !type.getModifiers().contains(ABSTRACT) && !type.getModifiers().contains(SYNTHETIC)
                && type.getRawSuperclass().filter(parent -> parent.isEquivalentTo(Object.class)).isPresent()
                && type.getRawInterfaces().isEmpty()
                && type.getMethods().stream().allMatch(method -> method.getModifiers().contains(STATIC))
                && type.getFields().stream().allMatch(field -> field.getModifiers().contains(STATIC))
                && !type.getMethods().isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        Set<String> undocumented = new TreeSet<>();
        for (JavaClass type : Code.ALL) {
            Path source = sources(type).resolve(type.getPackageName().replace('.', '/')).resolve("package-info.java");
            if (!Files.isRegularFile(source) || !DOCUMENTED_PACKAGE.matcher(Files.readString(source)).matches()) {
                undocumented.add(type.getPackageName());
            }
        }
        assertEquals(Set.of(), undocumented);
    }

    /** {@code org.prosodia.nn} lives in the folder {@code nn} of the project, beside that of these tests. */
    private static Path sources(JavaClass type) {
        return Path.of("..", type.getPackageName().split("\\.")[2], "src", "main", "java");
    }
}
