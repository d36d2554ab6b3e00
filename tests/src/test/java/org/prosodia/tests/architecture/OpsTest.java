package org.prosodia.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.Autograd;

/** Where ops may be made. Those of {@code tensor} are methods of Tensor, and a test there asks for a record of each. */
class OpsTest {
    /** Each has an OpRecord in its module's tests; a new op gets one, and then a place here. */
    private static final Set<String> OUTSIDE_OF_TENSOR =
            Set.of("org.prosodia.dirichlet.RowLoss", "org.prosodia.dpo.PreferenceObjective");

    private static final DescribedPredicate<JavaMethodCall> RECORDS = DescribedPredicate.describe("it records an op", call ->
            call.getTargetOwner().isEquivalentTo(Autograd.class) && call.getName().equals("record"));

    @Test
    void anOpOutsideOfTensorHasARecord() {
        noClasses().that().resideOutsideOfPackage("org.prosodia.tensor..")
                .and(DescribedPredicate.describe("have no record", (JavaClass type) -> !OUTSIDE_OF_TENSOR.contains(type.getName())))
                .should().callMethodWhere(RECORDS)
                .check(Code.ALL);
    }

    @Test
    void insideOfTensorOnlyOpsAreRecorded() {
        noClasses().that().resideInAPackage("org.prosodia.tensor..").and().resideOutsideOfPackage("org.prosodia.tensor.op..")
                .and().areNotAssignableTo(Autograd.class)
                .should().callMethodWhere(RECORDS)
                .check(Code.ALL);
    }
}
