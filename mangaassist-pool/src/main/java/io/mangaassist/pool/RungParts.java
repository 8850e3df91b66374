package io.mangaassist.pool;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;

/** What a {@link Rung} is made of; the expected hold time stands until calls have shown the true one. */
record RungParts(
        PermitPool permits,
        CircuitBreaker breaker,
        Quota quota,
        ThrottleLimit throttle,
        RungMeters meters,
        Duration expectedHold,
        long firstTokenTimeoutNanos) {}
