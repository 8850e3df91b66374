package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays out where the time of a request went. */
final class RequestTable {

    private static final double MILLIS = 1e6;

    /** A part of the request, in nanoseconds from its beginning. */
    record Span(Segment segment, long from, long to, boolean beside) {}

    private RequestTable() {}

    static String render(LatencyBudget budget, List<Span> spans, long totalNanos, long leftNanos) {
        StringBuilder text = new StringBuilder("| segment | ms | share ms | |\n|---|---:|---:|---|\n");
        Map<Segment, long[]> sums = new LinkedHashMap<>();
        Map<Segment, Boolean> beside = new LinkedHashMap<>();
        spans.stream().sorted(Comparator.comparingLong(Span::from)).forEach(span -> {
            sums.computeIfAbsent(span.segment(), fresh -> new long[1])[0] += span.to() - span.from();
            beside.merge(span.segment(), span.beside(), Boolean::logicalAnd);
        });
        sums.forEach(
                (segment, nanos) -> text.append(row(budget, segment, nanos[0], beside.getOrDefault(segment, false))));
        long rest = totalNanos - covered(spans);
        text.append(line("not accounted for", rest, "", ""));
        String over = totalNanos > budget.promise().toNanos() ? "over" : "";
        text.append(line("total", totalNanos, Numbers.text(millis(budget.promise())), over));
        if (leftNanos != Long.MAX_VALUE) {
            text.append(line("left until the deadline", leftNanos, "", leftNanos == 0 ? "expired" : ""));
        }
        return text.toString();
    }

    private static String row(LatencyBudget budget, Segment segment, long nanos, boolean beside) {
        Optional<Duration> share = budget.share(segment);
        boolean over = share.isPresent() && nanos > share.get().toNanos();
        String remark = (beside ? "beside" : "") + (beside && over ? ", " : "") + (over ? "over" : "");
        String told = share.map(each -> Numbers.text(millis(each))).orElse("");
        return line(segment.name(), nanos, told, remark);
    }

    private static String line(String what, long nanos, String share, String remark) {
        return "| " + what + " | " + Numbers.text(nanos / MILLIS) + " | " + share + " | " + remark + " |\n";
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / MILLIS;
    }

    /** The time in which at least one part ran that the request waited for. */
    static long covered(List<Span> spans) {
        List<Span> inOrder = spans.stream()
                .filter(span -> !span.beside())
                .sorted(Comparator.comparingLong(Span::from))
                .toList();
        long covered = 0;
        long end = 0;
        for (Span span : inOrder) {
            covered += Math.max(0, span.to() - Math.max(end, span.from()));
            end = Math.max(end, span.to());
        }
        return covered;
    }
}
