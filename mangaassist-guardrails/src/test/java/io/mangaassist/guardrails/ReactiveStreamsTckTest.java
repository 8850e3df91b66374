package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** The Reactive Streams TCK, which is made of TestNG tests, each shown as a test of its own. */
final class ReactiveStreamsTckTest {

    /** How many rules the TCK checks on a publisher that may complete, fail and be cancelled. */
    private static final int AT_LEAST = 20;

    @TestFactory
    Stream<DynamicTest> the_guarded_stream_keeps_every_rule() {
        TestListenerAdapter results = new TestListenerAdapter();
        TestNG tck = new TestNG(false);
        tck.setTestClasses(new Class<?>[] {GuardPublisherVerification.class});
        tck.addListener(results);
        tck.setVerbose(0);
        tck.run();
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest(
                "at least " + AT_LEAST + " rules ran",
                () -> assertThat(results.getPassedTests()).hasSizeGreaterThanOrEqualTo(AT_LEAST)));
        results.getPassedTests().forEach(result -> tests.add(DynamicTest.dynamicTest(result.getName(), () -> {})));
        for (ITestResult failed : results.getFailedTests()) {
            tests.add(DynamicTest.dynamicTest(failed.getName(), () -> {
                throw new AssertionError(failed.getName(), failed.getThrowable());
            }));
        }
        System.out.printf(
                "Reactive Streams TCK: %d passed, %d failed, %d not applicable%n",
                results.getPassedTests().size(),
                results.getFailedTests().size(),
                results.getSkippedTests().size());
        return tests.stream();
    }
}
