package io.mangaassist.cache;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops trying a node that does not do its work, and tries it again with one real call. Thread-safe. */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private static final int WINDOW_CALLS = 50;
    private static final int FROM_CALLS = 20;
    private static final float FAILED_PERCENT = 50;
    private static final Duration OPEN = Duration.ofSeconds(1);

    private final CircuitBreaker breaker;
    private final Outage outage;
    private final Clock clock;

    private volatile long openUntil;

    Breaker(String what, Outage outage, Clock clock) {
        this.outage = outage;
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindow(WINDOW_CALLS, FROM_CALLS, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(FAILED_PERCENT)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(1)
                .currentTimestampFunction(ignored -> clock.monotonicTime(), TimeUnit.NANOSECONDS)
                .clock(new MonotonicInstants(clock))
                .writableStackTraceEnabled(false)
                .build();
        this.clock = clock;
        this.breaker = CircuitBreaker.of(what, config);
        breaker.getEventPublisher().onStateTransition(event -> {
            openUntil = clock.monotonicTime() + OPEN.toNanos();
            LOG.info("Breaker of {}: {}", what, event.getStateTransition());
        });
    }

    /** Tells whether a call may be made now; if so, its end must be told by one of the next three. */
    boolean mayTry() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        boolean may = outage.mayTry();
        if (!may) {
            breaker.releasePermission();
        }
        return may;
    }

    void succeeded(long nanos) {
        outage.answered();
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos, RedisFault fault) {
        outage.notAnswered(fault);
        breaker.onError(nanos, TimeUnit.NANOSECONDS, new RedisFaultException(fault));
    }

    void notMade() {
        breaker.releasePermission();
    }

    /** Opens at once: the node has not answered for too long, though no call has ended. */
    void stalled() {
        CircuitBreaker.State state = breaker.getState();
        if (state == CircuitBreaker.State.CLOSED || state == CircuitBreaker.State.HALF_OPEN) {
            breaker.transitionToOpenState();
        }
    }

    /** Tells whether trying makes no sense yet; false when the next call may be the trial. */
    boolean isOpen() {
        return outage.lasts()
                || (breaker.getState() == CircuitBreaker.State.OPEN && clock.monotonicTime() - openUntil < 0);
    }

    /** The room's clock in the form that the breaker wants. */
    private static final class MonotonicInstants extends java.time.Clock {

        private final Clock clock;

        MonotonicInstants(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            long nanos = clock.monotonicTime();
            return Instant.ofEpochSecond(0, nanos);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public java.time.Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
