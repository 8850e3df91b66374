package io.mangaassist.guardrails;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gate that a policy passes before it is deployed: how its work grows, how long it takes at 100 to 1,000 tokens, of
 * how many filters it is made, and what changed since the baseline. Stateless.
 *
 * <p>Steps come first, because they are the same on every machine; times second.
 */
public final class PolicyBenchmark {

    /** Exponent over which a rule fails: linear with room for what is built once. */
    public static final double MOST_GROWTH = 1.2;

    private static final int[] TOKENS = {100, 300, 500, 1000};
    private static final int WARM_UP = 200;
    private static final int RUNS = 400;

    private PolicyBenchmark() {}

    /**
     * Measures a policy; takes some seconds of the caller's thread.
     *
     * @param p95Budget time that 1,000 tokens of any text may take at the 95th percentile
     */
    public static PolicyBenchmarkReport run(GuardPolicy policy, Duration p95Budget) {
        List<Growth> growth = new ArrayList<>();
        for (GuardRule rule : policy.rules()) {
            String worst = BenchmarkTexts.tokens(BenchmarkTexts.Kind.ADVERSARIAL, List.of(rule), 200);
            growth.add(Growth.of(rule.id(), List.of(rule), worst));
        }
        String all = BenchmarkTexts.tokens(BenchmarkTexts.Kind.ADVERSARIAL, policy.rules(), 500);
        growth.add(Growth.of("the whole policy", policy.rules(), all));
        List<PolicyBenchmarkReport.Timing> timings = new ArrayList<>();
        for (BenchmarkTexts.Kind kind : BenchmarkTexts.Kind.values()) {
            for (int tokens : TOKENS) {
                timings.add(time(policy, kind, tokens));
            }
        }
        return new PolicyBenchmarkReport(policy.version(), policy.lint(), growth, timings, p95Budget);
    }

    /** How a pattern would grow under {@code java.util.regex}, which backtracks; for showing why it is not used. */
    public static Growth javaRegex(String pattern, String text) {
        return Growth.ofJavaRegex(pattern, text);
    }

    /** The command line; see {@link BenchmarkCommand}. Ends the process with 0, 1 (gate failed) or 2 (misuse). */
    public static void main(String[] arguments) {
        System.exit(BenchmarkCommand.run(arguments, System.out, System.err));
    }

    private static PolicyBenchmarkReport.Timing time(GuardPolicy policy, BenchmarkTexts.Kind kind, int tokens) {
        String text = BenchmarkTexts.tokens(kind, policy.rules(), tokens);
        for (int i = 0; i < WARM_UP; i++) {
            scan(policy, text);
        }
        long[] nanos = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = Clock.SYSTEM.monotonicTime();
            scan(policy, text);
            nanos[i] = Clock.SYSTEM.monotonicTime() - start;
        }
        Arrays.sort(nanos);
        return new PolicyBenchmarkReport.Timing(
                kind.name().toLowerCase(java.util.Locale.ROOT),
                tokens,
                text.length(),
                Duration.ofNanos(nanos[RUNS / 2]),
                Duration.ofNanos(nanos[RUNS * 95 / 100]),
                Duration.ofNanos(nanos[RUNS * 99 / 100]));
    }

    private static void scan(GuardPolicy policy, String text) {
        LocalScan scan = new LocalScan(policy.local());
        scan.accept(text);
        scan.finish();
    }
}
