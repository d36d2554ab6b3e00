package org.prosodia.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.WeightPrecision;

/**
 * Who may know whom:
 * <pre>
 * tensor ← nn ← wav2vec2 ←┐
 *    ↑                    ├ pipeline ← bench, studio
 * dirichlet ← dpo ←───────┘
 * </pre>
 */
class LayeringTest {
    private static final String TENSOR = "org.prosodia.tensor";
    private static final String BACKEND = TENSOR + ".backend";
    private static final String VECTOR = BACKEND + ".vector";

    @Test
    void modulesKnowOnlyThoseBelow() {
        layeredArchitecture().consideringOnlyDependenciesInAnyPackage("org.prosodia..")
                .layer("tensor").definedBy("org.prosodia.tensor..")
                .layer("nn").definedBy("org.prosodia.nn..")
                .layer("wav2vec2").definedBy("org.prosodia.wav2vec2..")
                .layer("dirichlet").definedBy("org.prosodia.dirichlet..")
                .layer("dpo").definedBy("org.prosodia.dpo..")
                .layer("pipeline").definedBy("org.prosodia.pipeline..")
                .layer("bench").definedBy("org.prosodia.bench..")
                .layer("studio").definedBy("org.prosodia.studio..")
                .whereLayer("tensor").mayNotAccessAnyLayer()
                .whereLayer("nn").mayOnlyAccessLayers("tensor")
                .whereLayer("wav2vec2").mayOnlyAccessLayers("tensor", "nn")
                .whereLayer("dirichlet").mayOnlyAccessLayers("tensor")
                .whereLayer("dpo").mayOnlyAccessLayers("tensor", "dirichlet")
                .whereLayer("pipeline").mayOnlyBeAccessedByLayers("bench", "studio")
                .whereLayer("bench").mayNotBeAccessedByAnyLayer()
                .whereLayer("studio").mayNotBeAccessedByAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(Code.ALL);
    }

    /** A tensor's methods call the ops and ops make tensors, over kernels that name dtypes: inside that module other rules hold, below. */
    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                boolean oneUnit = name.equals(TENSOR) || name.equals(TENSOR + ".op") || name.startsWith(BACKEND);
                return SliceIdentifier.of(oneUnit ? TENSOR : name);
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        }).should().beFreeOfCycles().check(Code.ALL);
    }

    @Test
    void kernelsKnowNothingOfTensorsButTheirElementType() {
        noClasses().that().resideInAPackage(BACKEND + "..").should().dependOnClassesThat(
                resideInAPackage(TENSOR).or(resideInAPackage(TENSOR + ".op.."))
                        .and(not(belongToAnyOf(DType.class, WeightPrecision.class)))).check(Code.CORE);
    }

    @Test
    void thePlainKernelsKnowNothingOfTheOthers() {
        noClasses().that().resideInAPackage(BACKEND + ".plain..").should().dependOnClassesThat().resideInAPackage(VECTOR + "..")
                .check(Code.CORE);
    }

    @Test
    void onlyTheChoiceOfBackendsKnowsTheirImplementations() {
        noClasses().that().resideOutsideOfPackages(BACKEND, BACKEND + ".plain..", VECTOR + "..").should().dependOnClassesThat()
                .resideInAnyPackage(BACKEND + ".plain..", VECTOR + "..").check(Code.ALL);
    }

    @Test
    void onlyBenchmarksKnowJmh() {
        noClasses().that().resideOutsideOfPackage("org.prosodia.bench..").should().dependOnClassesThat()
                .resideInAPackage("org.openjdk.jmh..").check(Code.ALL);
    }

    /** Also of the studio only its server: what people said must not hang on a web library. */
    @Test
    void onlyTheServerOfTheStudioKnowsTheWeb() {
        noClasses().that().resideOutsideOfPackage("org.prosodia.studio.server..").should().dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "org.slf4j..").check(Code.ALL);
    }

    @Test
    void specialFunctionsStandAlone() {
        classes().that().resideInAPackage(TENSOR + ".math..").should().onlyDependOnClassesThat(
                resideInAPackage(TENSOR + ".math..").or(Code.exportedBy("java.base"))).check(Code.CORE);
    }

    @Test
    void theCoreNeedsJavaBaseTheVectorApiInOnePlaceAndJacksonInOneModule() {
        classes().that(resideOutsideOfPackages(VECTOR + "..", "org.prosodia.wav2vec2..")).should().onlyDependOnClassesThat(
                resideInAPackage("org.prosodia..").or(Code.exportedBy("java.base"))).check(Code.CORE);
        classes().that().resideInAPackage(VECTOR + "..").should().onlyDependOnClassesThat(
                resideInAPackage("org.prosodia..").or(Code.exportedBy("java.base")).or(Code.exportedBy("jdk.incubator.vector")))
                .check(Code.CORE);
        classes().that().resideInAPackage("org.prosodia.wav2vec2..").should().onlyDependOnClassesThat(
                resideInAPackage("org.prosodia..").or(Code.exportedBy("java.base")).or(resideInAPackage(CoreModules.JACKSON + "..")))
                .check(Code.CORE);
    }
}
