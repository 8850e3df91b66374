package io.mangaassist.examples;

import io.mangaassist.cache.CacheResult.Source;
import io.mangaassist.cache.WriterSnapshot;
import io.mangaassist.dns.DnsStatistics;
import io.mangaassist.guardrails.GuardrailSnapshot;
import io.mangaassist.pool.PoolSnapshot;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table at the end of a run, every number read from the rooms. */
final class ChatReport {

    private ChatReport() {}

    static String of(ChatStack stack, ChatTally tally, MeterRegistry registry, Duration took) {
        return "\nWhere the time went\n" + SegmentTable.of(registry) + "\nWhat happened\n" + rooms(stack, tally, took);
    }

    private static TextTable rooms(ChatStack stack, ChatTally tally, Duration took) {
        WriterSnapshot writes = stack.writer().snapshot();
        GuardrailSnapshot guard = stack.guardrails().snapshot();
        DnsStatistics dns = stack.resolver().statistics();
        return new TextTable()
                .row(
                        "requests",
                        text(
                                "%d answered, %d failed, in %.1f s",
                                tally.answered(), tally.failed(), took.toMillis() / 1e3))
                .row(
                        "cache",
                        text(
                                "%.1f %% hits (near %d, Redis %d, stale %d), %d misses",
                                100.0 * tally.hits() / Math.max(1, tally.lookups()),
                                tally.lookups(Source.NEAR),
                                tally.lookups(Source.REMOTE),
                                tally.lookups(Source.STALE),
                                tally.lookups(Source.MISS)))
                .row("answered by", shares(stack.pool().snapshot()))
                .row(
                        "guardrail",
                        text(
                                "%d answers: %d clean, %d stopped, %d retracted, %d unverified, %d aborted",
                                guard.answers(),
                                guard.clean(),
                                guard.stopped(),
                                guard.retracted(),
                                guard.unverified(),
                                guard.aborted()))
                .row(
                        "cache writes",
                        text(
                                "%d written, %d coalesced, %d dropped, %d failed, %d unknown, imbalance %d",
                                writes.written(),
                                writes.coalesced(),
                                writes.droppedTotal(),
                                writes.failed(),
                                writes.unknown(),
                                writes.imbalance()))
                .row(
                        "DNS answers",
                        text(
                                "%d fresh, %d stale, %d waited for, %d failed",
                                dns.fresh(), dns.stale(), dns.waited(), dns.failed()));
    }

    private static String shares(PoolSnapshot pool) {
        return pool.shares().entrySet().stream()
                .map((Map.Entry<String, Double> share) -> text("%s %.1f %%", share.getKey(), 100 * share.getValue()))
                .collect(Collectors.joining(", "));
    }

    @SuppressWarnings("AnnotateFormatMethod") // only constants come here
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
