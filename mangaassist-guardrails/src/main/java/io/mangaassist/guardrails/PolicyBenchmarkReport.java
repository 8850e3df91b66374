package io.mangaassist.guardrails;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the gate measured.
 *
 * @param policyVersion the policy
 * @param lint of how many filters it is made
 * @param growth of each rule, and of the whole
 * @param timings by kind and length of text
 * @param p95Budget what the longest text may take
 */
public record PolicyBenchmarkReport(
        String policyVersion, PolicyLint lint, List<Growth> growth, List<Timing> timings, Duration p95Budget) {

    /** Wall-clock time of one evaluation. */
    public record Timing(String text, int tokens, int characters, Duration p50, Duration p95, Duration p99) {}

    public PolicyBenchmarkReport {
        growth = List.copyOf(growth);
        timings = List.copyOf(timings);
    }

    /** Why the policy fails; empty if it passes. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (Growth one : growth) {
            if (one.exponent() > PolicyBenchmark.MOST_GROWTH) {
                failures.add(String.format(
                        Locale.ROOT,
                        "%s grows with exponent %.2f, at most %.1f",
                        one.subject(),
                        one.exponent(),
                        PolicyBenchmark.MOST_GROWTH));
            }
        }
        for (Timing timing : timings) {
            if (timing.p95().compareTo(p95Budget) > 0) {
                failures.add(timing.text() + " text of " + timing.tokens() + " tokens takes " + micros(timing.p95())
                        + " us at p95, at most " + micros(p95Budget));
            }
        }
        return failures;
    }

    /** A table for people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                "policy %s: %d rules (%d would do), %d literals, %d patterns, %d automata, longest hold %d%n",
                policyVersion,
                lint.rules(),
                lint.distinctRules(),
                lint.literals(),
                lint.patterns(),
                lint.automata(),
                lint.longestHold()));
        growth.forEach(one -> table.append(one).append(System.lineSeparator()));
        table.append(String.format(
                "%-12s %7s %10s %8s %8s %8s%n", "text", "tokens", "characters", "p50 us", "p95 us", "p99 us"));
        for (Timing t : timings) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-12s %7d %10d %8d %8d %8d%n",
                    t.text(),
                    t.tokens(),
                    t.characters(),
                    micros(t.p50()),
                    micros(t.p95()),
                    micros(t.p99())));
        }
        return table.toString();
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
