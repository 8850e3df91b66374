package io.mangaassist.operate;

import java.util.ArrayList;
import java.util.List;

/** The outcome of a {@link RouteCheck}: a verdict and a diff that a person can read. Immutable. */
public final class RouteReport {

    /** May the plan be applied? */
    public enum Verdict {
        /** Every change of a route was announced, nothing has drifted, all is as expected. */
        PASS(0),
        /** At least one was not. */
        FAIL(1),
        /** A file is missing, damaged, or not what it should be. */
        CANNOT_JUDGE(2);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        /**
         * Returns the exit code of the command line.
         *
         * @return 0, 1 or 2
         */
        public int exitCode() {
            return exitCode;
        }
    }

    private final Verdict verdict;
    private final String text;

    private RouteReport(Verdict verdict, String text) {
        this.verdict = verdict;
        this.text = text;
    }

    static RouteReport cannotJudge(String reason) {
        return new RouteReport(Verdict.CANNOT_JUDGE, "check-routes: CANNOT JUDGE  " + reason + "\n");
    }

    static RouteReport of(RoutePlan plan, RouteAnnouncements announced, RouteExpectations expected) {
        List<RouteLine> unannounced = plan.planned().stream()
                .filter(line -> !announced.cover(line, false))
                .toList();
        List<RouteLine> drifted = plan.drift().stream()
                .filter(line -> !announced.cover(line, true))
                .toList();
        List<RouteLine> meant = new ArrayList<>(plan.planned());
        meant.addAll(plan.drift());
        meant.removeAll(unannounced);
        meant.removeAll(drifted);
        List<String> surprises = expected.judge(plan.after());

        int faults = unannounced.size() + drifted.size() + surprises.size();
        RouteText text = new RouteText(faults == 0 ? "PASS" : "FAIL", faults)
                .lines("not announced", unannounced)
                .lines("changed outside Terraform since the last apply", drifted)
                .sentences("not as the expected routes", surprises)
                .lines("announced", meant)
                .sentences(
                        "announced, but not in the plan",
                        announced.without(plan.planned(), plan.drift()).stream()
                                .map(RouteAnnouncements.Entry::text)
                                .toList());
        if (!plan.complete()) {
            text.sentences("note", List.of("the plan does not cover all resources (was it made with -target?)"));
        }
        return new RouteReport(faults == 0 ? Verdict.PASS : Verdict.FAIL, text.toString());
    }

    /**
     * Returns the verdict.
     *
     * @return never null
     */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * Returns the diff: addresses, ids, destinations and targets of what routes, and nothing else of the plan.
     *
     * @return several lines, the verdict first
     */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "RouteReport{verdict=" + verdict + "}";
    }
}
