package io.mangaassist.dns;

import io.mangaassist.dns.DnsLookupException.Reason;
import io.mangaassist.dns.KnownHost.Flight;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<Flight> underWay = ConcurrentHashMap.newKeySet();

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
        }
    }

    /** Starts a flight even if one is under way: what that one brings may be older than the event that forces this. */
    void force(KnownHost host) {
        Flight started = host.takeOff(true);
        if (started != null) {
            fly(host, started);
        }
    }

    /** Tells everybody who still waits that the resolver is closed. */
    void abandon() {
        LookupFailure closed = new LookupFailure(Reason.CLOSED);
        underWay.forEach(flight -> flight.result().completeExceptionally(closed));
    }

    private void fly(KnownHost host, Flight flight) {
        underWay.add(flight);
        Later.then(flight.result(), (answer, failure) -> underWay.remove(flight));
        long start = clock.monotonicTime();
        ScheduledFuture<?> limit = later(() -> expire(host, flight), flightLimit.toNanos());
        if (limit == null) {
            flight.result().completeExceptionally(new LookupFailure(Reason.CLOSED));
            return;
        }
        Later.then(lookup(host.profile()), (found, failure) -> {
            host.profile().meters().refreshed(clock.monotonicTime() - start, failure == null);
            arrive(host, flight, found, failure);
            limit.cancel(false);
        });
    }

    private CompletableFuture<Found> lookup(HostProfile profile) {
        try {
            return upstream.lookup(profile.name(), profile.rule());
        } catch (RuntimeException broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    /** Ends the flight whatever happens: a host whose flight never ends is never looked up again. */
    private void arrive(KnownHost host, Flight flight, @Nullable Found found, @Nullable Throwable failure) {
        try {
            if (found != null) {
                land(host, flight, found);
            } else {
                fail(host, flight, LookupFailure.reasonOf(failure));
            }
        } catch (RuntimeException broken) {
            LOG.warn("The answer for {} could not be taken in", host.profile().name(), broken);
            fail(host, flight, Reason.SERVER_FAILURE);
        }
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
            rest(host, answers.times().refreshDelay(answer.times().freshUntil() - now));
            tellChange(host, before, answer);
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
