package org.prosodia.tests.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.util.Set;
import java.util.stream.Collectors;

/** The compiled code that the rules are about. */
final class Code {
    /** Everything that was written for Prosodia: not what JMH generates, and not the device backend, which only some builds have. */
    static final JavaClasses ALL = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/jmh_generated/") && !location.contains("/tornado/")
                    && !location.contains("-tests.jar")).importPackages("org.prosodia");

    private static final String[] CORE_PACKAGES = CoreModules.NAMES.stream().map(name -> name + "..").toArray(String[]::new);

    /** The core modules. */
    static final JavaClasses CORE = ALL.that(JavaClass.Predicates.resideInAnyPackage(CORE_PACKAGES));

    /** What makes promises to its host: the core, and what hears and reports without a command line. */
    static final JavaClasses PROMISED = ALL.that(JavaClass.Predicates.resideInAnyPackage(CORE_PACKAGES)
            .or(JavaClass.Predicates.resideInAnyPackage("org.prosodia.pipeline.face..", "org.prosodia.pipeline.recognition..",
                    "org.prosodia.pipeline.spectrum..", "org.prosodia.pipeline.synth..", "org.prosodia.pipeline.timeline..")));

    private Code() {}

    /** Classes that a module of the Java platform exports to everyone. */
    static DescribedPredicate<JavaClass> exportedBy(String module) {
        Set<String> packages = ModuleFinder.ofSystem().find(module).orElseThrow().descriptor().exports().stream()
                .filter(exports -> !exports.isQualified()).map(ModuleDescriptor.Exports::source).collect(Collectors.toUnmodifiableSet());
        return DescribedPredicate.describe("exported by " + module,
                type -> packages.contains(type.getBaseComponentType().getPackageName()) || type.getBaseComponentType().isPrimitive());
    }
}
