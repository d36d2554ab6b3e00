package org.prosodia.tests.device;

import java.io.PrintWriter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A program: runs a class of tests, prints what fails, and exits with 1 if something does or if there was none. */
final class RunTests {
    private static final int FAILURES_SHOWN = 10;

    private RunTests() {}

    /** @param args the name of the class */
    public static void main(String... args) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(args[0])).build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        System.out.println(args[0] + ": " + summary.getTestsSucceededCount() + " passed, " + summary.getTotalFailureCount() + " failed");
        summary.printFailuresTo(new PrintWriter(System.out, true), FAILURES_SHOWN);
        System.out.flush();
        // The device's driver has threads of its own.
        Runtime.getRuntime().halt(summary.getTestsSucceededCount() > 0 && summary.getTotalFailureCount() == 0 ? 0 : 1);
    }
}
