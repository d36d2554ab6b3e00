package org.prosodia.tests.faults;

import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A program: runs the tests of a folder of classes until the first fails, prints which, and exits with 1; with 0 if none does. */
final class FirstFailure {
    private FirstFailure() {}

    /** @param args the folder */
    public static void main(String... args) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(args[0]))))
                .filters(ClassNameFilter.includeClassNamePatterns(".*Test"))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            private String type = "";

            @Override
            public void executionStarted(TestIdentifier test) {
                if (test.getType().isContainer() && test.getLegacyReportingName().endsWith("Test")) {
                    type = test.getLegacyReportingName();
                }
            }

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    System.out.println(type.substring(type.lastIndexOf('.') + 1) + " " + test.getLegacyReportingName());
                    System.out.flush();
                    // No other test matters now.
                    Runtime.getRuntime().halt(1);
                }
            }
        });
        Runtime.getRuntime().halt(0);
    }
}
