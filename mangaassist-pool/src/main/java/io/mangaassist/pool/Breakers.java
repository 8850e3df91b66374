package io.mangaassist.pool;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** Makes the circuit breaker of a rung. The library's own defaults (slow after 60 s, 100 calls to open) see nothing here. */
final class Breakers {

    /** Calls and not seconds: a window of seconds makes and drops objects for each call, this one counts in place. */
    private static final int WINDOW_CALLS = 200;

    private static final int MINIMUM_CALLS = 20;
    private static final int TRIAL_CALLS = 5;
    private static final Duration HALF_OPEN_AT_MOST = Duration.ofSeconds(30);

    private Breakers() {}

    static CircuitBreaker create(String name, PoolBreaker.Thresholds thresholds, Clock clock) {
        return CircuitBreaker.of(name, config(thresholds, clock).build());
    }

    private static CircuitBreakerConfig.Builder config(PoolBreaker.Thresholds thresholds, Clock clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(WINDOW_CALLS)
                .minimumNumberOfCalls(MINIMUM_CALLS)
                .failureRateThreshold(thresholds.failurePercent())
                .slowCallRateThreshold(thresholds.slowPercent())
                .slowCallDurationThreshold(thresholds.slowAfter())
                .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
                .maxWaitDurationInHalfOpenState(HALF_OPEN_AT_MOST)
                .waitDurationInOpenState(thresholds.openFor())
                .writableStackTraceEnabled(false)
                .currentTimestampFunction(ignored -> clock.monotonicTime(), TimeUnit.NANOSECONDS)
                .clock(new MonotonicClock(clock));
    }

    /** The breaker reckons the end of its open state in instants; these never jump back with the wall clock. */
    private static final class MonotonicClock extends java.time.Clock {

        private final Clock clock;

        MonotonicClock(Clock clock) {
            this.clock = clock;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public java.time.Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(clock.monotonicTime());
        }
    }
}
