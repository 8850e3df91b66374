package io.mangaassist.dns;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits, without a thread, until hosts are known; the refresher tries again by itself meanwhile. */
final class WarmUp {

    private static final long LOOK_EVERY_MILLIS = 20;

    private final Parts parts;
    private final Clock clock;

    WarmUp(Parts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    CompletableFuture<List<String>> run(Collection<String> hosts, Duration limit) {
        CompletableFuture<List<String>> result = new CompletableFuture<>();
        List<String> unknown = new ArrayList<>();
        List<KnownHost> known = new ArrayList<>();
        for (String host : hosts) {
            Optional<String> name = HostNames.normalise(host);
            if (HostNames.looksLiteral(host) || name.isEmpty()) {
                unknown.add(host);
            } else {
                known.add(parts.hosts.pin(name.orElseThrow()));
            }
        }
        known.forEach(parts.refresher::refreshUnlessKnown);
        look(known, unknown, clock.monotonicTime() + limit.toNanos(), result);
        return result;
    }

    private void look(List<KnownHost> hosts, List<String> never, long end, CompletableFuture<List<String>> result) {
        long now = clock.monotonicTime();
        List<String> missing = new ArrayList<>(never);
        for (KnownHost host : hosts) {
            Answer answer = host.answer();
            if (answer == null || !answer.isUsable(now)) {
                missing.add(host.profile().name());
            }
        }
        ScheduledExecutorService scheduler = parts.ports.scheduler();
        if (missing.size() == never.size() || now - end >= 0) {
            parts.ports.callers().execute(() -> result.complete(List.copyOf(missing)));
            return;
        }
        try {
            Object unused =
                    scheduler.schedule(() -> look(hosts, never, end, result), LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            result.complete(List.copyOf(missing));
        }
    }
}
