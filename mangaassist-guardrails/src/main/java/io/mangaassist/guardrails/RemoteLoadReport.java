package io.mangaassist.guardrails;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@link RemoteLoad} measured.
 *
 * @param rows by kind and length of text
 * @param growth how the time grows with the text: exponent of the power law through the medians, 1 for linear
 * @param p95Budget what any text may take
 */
public record RemoteLoadReport(List<Row> rows, double growth, Duration p95Budget) {

    /**
     * Calls with one text.
     *
     * @param timing of those that were answered
     * @param calls all of them
     * @param failed those without a verdict
     * @param throttled of these, throttled
     * @param textUnits billed for all of them
     */
    public record Row(PolicyBenchmarkReport.Timing timing, int calls, int failed, int throttled, long textUnits) {}

    public RemoteLoadReport {
        rows = List.copyOf(rows);
    }

    static RemoteLoadReport of(List<RemoteLoadCell> cells, Duration p95Budget) {
        List<Row> rows = cells.stream().map(RemoteLoadCell::row).toList();
        List<double[]> points = rows.stream()
                .filter(row -> !row.timing().p50().isZero())
                .map(row ->
                        new double[] {row.timing().tokens(), row.timing().p50().toNanos()})
                .toList();
        return new RemoteLoadReport(rows, Growth.exponent(points), p95Budget);
    }

    /** All calls without a verdict. */
    public int failed() {
        return rows.stream().mapToInt(Row::failed).sum();
    }

    /** Why the policy fails; empty if it passes. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        if (failed() > 0) {
            failures.add(failed() + " of " + rows.stream().mapToInt(Row::calls).sum() + " remote calls failed, "
                    + rows.stream().mapToInt(Row::throttled).sum() + " of them throttled");
        }
        if (growth > PolicyBenchmark.MOST_GROWTH) {
            failures.add(String.format(
                    Locale.ROOT,
                    "the remote policy grows with exponent %.2f, at most %.1f",
                    growth,
                    PolicyBenchmark.MOST_GROWTH));
        }
        for (Row row : rows) {
            if (row.timing().p95().compareTo(p95Budget) > 0) {
                failures.add("remote: " + row.timing().text() + " text of "
                        + row.timing().tokens() + " tokens takes "
                        + row.timing().p95().toMillis() + " ms at p95, at most " + p95Budget.toMillis());
            }
        }
        return failures;
    }

    /** A table for people. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "remote policy: growth exponent %.2f%n%-12s %7s %10s %8s %8s %8s %6s %6s %9s %6s%n",
                growth,
                "text",
                "tokens",
                "characters",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "calls",
                "failed",
                "throttled",
                "units"));
        for (Row row : rows) {
            PolicyBenchmarkReport.Timing t = row.timing();
            table.append(String.format(
                    Locale.ROOT,
                    "%-12s %7d %10d %8d %8d %8d %6d %6d %9d %6d%n",
                    t.text(),
                    t.tokens(),
                    t.characters(),
                    t.p50().toMillis(),
                    t.p95().toMillis(),
                    t.p99().toMillis(),
                    row.calls(),
                    row.failed(),
                    row.throttled(),
                    row.textUnits()));
        }
        return table.toString();
    }

    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("remote/exponent", Math.round(growth * 1000) / 1000.0);
        figures.put("remote/failed", (double) failed());
        for (Row row : rows) {
            figures.put(
                    "remote/p95ms/" + row.timing().text() + "/" + row.timing().tokens(),
                    (double) row.timing().p95().toMillis());
        }
        return figures;
    }
}
