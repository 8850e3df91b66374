package io.mangaassist.dns;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.SegmentTimer;
import io.mangaassist.core.Segments;
import io.mangaassist.dns.DnsLookupException.Reason;
import io.micrometer.core.instrument.Clock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What happens to a host of which no good answer is known: literals, bad names, and the wait for a first answer. */
final class ColdPath {

    private final HostTable hosts;
    private final Refresher refresher;
    private final Clock clock;
    private final Segments segments;

    ColdPath(HostTable hosts, Refresher refresher, Clock clock, Segments segments) {
        this.hosts = hosts;
        this.refresher = refresher;
        this.clock = clock;
        this.segments = segments;
    }

    /** Waits for an answer in the calling thread. */
    List<InetAddress> await(String host, Duration limit) {
        CompletableFuture<List<InetAddress>> answer = begin(host);
        Reason reason;
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            reason = LookupFailure.reasonOf(failed);
        } catch (TimeoutException late) {
            reason = Reason.TIMEOUT;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            reason = Reason.ABANDONED;
        }
        throw new DnsLookupException(host, reason);
    }

    /** Returns an answer that is on its way; what hangs on it is run by {@code callers} unless it is there already. */
    CompletableFuture<List<InetAddress>> promise(String host, Executor callers) {
        CompletableFuture<List<InetAddress>> answer = begin(host);
        CompletableFuture<List<InetAddress>> promise = new CompletableFuture<>();
        if (answer.isDone()) {
            Later.then(answer, (addresses, failure) -> hand(promise, host, addresses, failure));
        } else {
            Later.then(answer, (addresses, failure) -> callers.execute(() -> hand(promise, host, addresses, failure)));
        }
        return promise;
    }

    private static void hand(
            CompletableFuture<List<InetAddress>> promise,
            String host,
            @Nullable List<InetAddress> addresses,
            @Nullable Throwable failure) {
        if (addresses != null) {
            promise.complete(addresses);
        } else {
            Reason reason = failure == null ? Reason.ABANDONED : LookupFailure.reasonOf(failure);
            promise.completeExceptionally(new DnsLookupException(host, reason));
        }
    }

    private CompletableFuture<List<InetAddress>> begin(String host) {
        if (HostNames.looksLiteral(host)) {
            return HostNames.literal(host)
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(() -> CompletableFuture.failedFuture(new LookupFailure(Reason.INVALID_NAME)));
        }
        Optional<String> name = HostNames.normalise(host);
        if (name.isEmpty() || HostNames.looksLiteral(name.orElseThrow())) {
            return CompletableFuture.failedFuture(new LookupFailure(Reason.INVALID_NAME));
        }
        KnownHost known = hosts.findOrAdd(name.orElseThrow());
        long now = clock.monotonicTime();
        List<InetAddress> served = known.serve(now);
        if (served != null) {
            return CompletableFuture.completedFuture(served);
        }
        Reason remembered = known.failure(now);
        return remembered == null ? timed(known, now) : CompletableFuture.failedFuture(new LookupFailure(remembered));
    }

    private CompletableFuture<List<InetAddress>> timed(KnownHost host, long start) {
        SegmentTimer segment = segments.start(Segment.DNS_RESOLUTION);
        return refresher.join(host).handle((answer, failure) -> {
            host.profile().meters().waited(clock.monotonicTime() - start, failure == null);
            segment.stop(failure == null ? Outcome.SUCCESS : outcome(failure));
            if (failure != null) {
                throw new LookupFailure(LookupFailure.reasonOf(failure));
            }
            return answer.next();
        });
    }

    private static Outcome outcome(Throwable failure) {
        return LookupFailure.reasonOf(failure) == Reason.TIMEOUT ? Outcome.TIMEOUT : Outcome.ERROR;
    }
}
