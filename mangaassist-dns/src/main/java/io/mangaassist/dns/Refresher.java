package io.mangaassist.dns;

import io.mangaassist.dns.DnsLookupException.Reason;
import io.mangaassist.dns.KnownHost.Flight;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings answers in: one flight per host at a time, the next one shortly before the answer gets old. A refresh that
 * fails leaves the answer as it is and is tried again after a growing wait.
 */
final class Refresher {

    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    /** A host that nobody asked for during this time is left alone until somebody does. */
    private static final long IDLE_NANOS = Duration.ofMinutes(10).toNanos();

    private final Upstream upstream;
    private final AnswerMaker answers;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final Duration flightLimit;

    Refresher(
            Upstream upstream,
            AnswerMaker answers,
            Clock clock,
            ScheduledExecutorService scheduler,
            Duration flightLimit) {
        this.upstream = upstream;
        this.answers = answers;
        this.clock = clock;
        this.scheduler = scheduler;
        this.flightLimit = flightLimit;
    }

    /** Starts a flight unless one is under way. */
    void refresh(KnownHost host) {
        Flight started = host.takeOff(false);
        if (started != null) {
            fly(host, started);
        }
    }

    /** Starts the first flight of a host. */
    void refreshUnlessKnown(KnownHost host) {
        if (host.answer() == null) {
            refresh(host);
        }
    }

    /** Returns the flight that is under way, started now if need be; its result is an answer or a {@link LookupFailure}. */
    CompletableFuture<Answer> join(KnownHost host) {
        while (true) {
            Flight joined = host.flight();
            if (joined != null) {
                return joined.result();
            }
            Flight started = host.takeOff(false);
            if (started != null) {
                fly(host, started);
                return started.result();
            }
            if (host.isRetired()) {
                return CompletableFuture.failedFuture(new LookupFailure(Reason.ABANDONED));
            }
        }
    }

    /** Starts a flight even if one is under way: what that one brings may be older than the event that forces this. */
    void force(KnownHost host) {
        Flight started = host.takeOff(true);
        if (started != null) {
            fly(host, started);
        }
    }

    /** Ends everything about a host that is not kept; who waits for it is told so. */
    void forget(KnownHost host) {
        Flight open = host.retire();
        if (open != null) {
            open.result().completeExceptionally(new LookupFailure(Reason.ABANDONED));
        }
    }

    private void fly(KnownHost host, Flight flight) {
        HostProfile profile = host.profile();
        long start = clock.monotonicTime();
        ScheduledFuture<?> limit = later(() -> expire(host, flight), flightLimit.toNanos());
        Later.then(upstream.lookup(profile.name(), profile.rule()), (found, failure) -> {
            if (limit != null) {
                limit.cancel(false);
            }
            profile.meters().refreshed(clock.monotonicTime() - start, failure == null);
            if (found != null) {
                land(host, flight, found);
            } else {
                fail(host, flight, LookupFailure.reasonOf(failure));
            }
        });
    }

    private void expire(KnownHost host, Flight flight) {
        fail(host, flight, Reason.TIMEOUT);
    }

    private void land(KnownHost host, Flight flight, Found found) {
        Answer before = host.answer();
        long now = clock.monotonicTime();
        if (!found.trusted() && before != null && before.isUsable(now)) {
            fail(host, flight, Reason.REJECTED);
            return;
        }
        Answer answer = answers.make(host, found, now);
        if (host.land(flight, answer)) {
            tellChange(host, before, answer);
            rest(host, answers.times().refreshDelay(answer.times().ttl()));
        }
        flight.result().complete(answer);
    }

    private void fail(KnownHost host, Flight flight, Reason reason) {
        if (flight.result().isDone()) {
            return;
        }
        long now = clock.monotonicTime();
        RefreshTimes times = answers.times();
        int failures = host.fail(flight, reason, now + times.negativeTtl().toNanos());
        if (failures == 1) {
            LOG.warn("Lookup of {} failed: {}", host.profile().name(), reason);
        }
        if (host.answer() != null || host.isPinned()) {
            rest(host, times.retryDelay(failures));
        }
        flight.result().completeExceptionally(new LookupFailure(reason));
    }

    /** Plans the next refresh. */
    private void rest(KnownHost host, long delay) {
        ScheduledFuture<?> timer = later(() -> wake(host), delay);
        if (timer != null) {
            host.refreshAt(timer);
        }
    }

    private void wake(KnownHost host) {
        if (host.isPinned() || !host.isIdle(clock.monotonicTime(), IDLE_NANOS)) {
            refresh(host);
        } else {
            host.sleep();
        }
    }

    /** Returns null if the resolver is being closed. */
    private @Nullable ScheduledFuture<?> later(Runnable task, long nanos) {
        try {
            return scheduler.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            return null;
        }
    }

    private static void tellChange(KnownHost host, @Nullable Answer before, Answer after) {
        if (before != null && !before.sameAddresses(after)) {
            host.profile().meters().changed();
            LOG.info("Addresses of {} changed to {}", host.profile().name(), after.addresses());
        }
        if (!after.trusted()) {
            host.profile().meters().failedOpen();
        }
    }
}
